import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, refusalOf, type World } from '../../../test/support/world.ts'
import { json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { silentLog } from '../../platform/log.ts'
import { createDeliveries } from '../deliveries/index.ts'
import { type PersonScope, readMinistry } from '../missions/index.ts'
import { addCrisisText, listCrisisTexts, reviewCrisisText } from './crisis-texts.ts'
import { closeAlert, standDown } from './end-alert.ts'
import { exceptItem, listHeld } from './exceptions.ts'
import { endPause } from './pauses/end-pause.ts'
import { listPauses } from './pauses/list-pauses.ts'
import { orderPause } from './pauses/order-pause.ts'
import { settleMany } from './pauses/settle-many.ts'
import { prepareAlert } from './prepare-alert.ts'
import { showPublicAlerts } from './public-alerts.ts'
import { type NewAlert, raiseAlert, updateAlert } from './publish-alert.ts'
import { listAlerts } from './store.ts'
import { readTemplates } from './templates.ts'
import { alertFolder, writeAlertPages } from './write-pages.ts'

const damascus = 'kbri-damascus'
let world: World
let folder: string
let head: PersonScope & { name: string }
let officer: PersonScope & { name: string }
let strategist: PersonScope & { name: string }
let accountId: string

const text = {
  language: 'id',
  title: 'Bersiap untuk evakuasi',
  situation: 'Keadaan memburuk di empat provinsi.',
  instructions: ['Hubungi hotline kami sekarang.', 'Siapkan paspor, obat, dan air.'],
}
const arabic = { language: 'ar', title: 'استعدوا للإجلاء', situation: '', instructions: ['اتصلوا بالخط الساخن الآن.'] }

const alertOf = (part: Partial<NewAlert> = {}): NewAlert => ({
  scenario: 'evacuation',
  isDrill: false,
  level: 1,
  areas: ['Aleppo', 'Idlib', 'Hama', 'Homs'],
  elsewhereLevel: 3,
  texts: [arabic, text],
  hotlines: [
    { label: 'KBRI Damaskus', number: '+963 11 6119630', kind: 'phone', side: 'mission' },
    { label: 'KBRI Beirut', number: '+961 5 924676', kind: 'phone', side: 'neighbour' },
    { label: 'Direktorat Pelindungan WNI', number: '+62 21 3813183', kind: 'whatsapp', side: 'directorate' },
  ],
  nextUpdateAt: new Date(world.clock.now().getTime() + 3 * 3_600_000).toISOString(),
  knownAt: new Date(world.clock.now().getTime() - 20 * 60_000).toISOString(),
  ...part,
})

const pageDeps = async () => ({
  db: world.db,
  now: () => world.clock.now(),
  log: silentLog,
  ministry: await readMinistry('data'),
  url: 'https://selaras.contoh',
  dataFolder: folder,
  isSample: async () => true,
})
const deps = () => ({
  ...world.deps,
  url: 'https://selaras.contoh',
  writePages: async () => writeAlertPages(await pageDeps()),
})

beforeAll(async () => {
  world = await createWorld()
  folder = await mkdtemp(join(tmpdir(), 'selaras-alerts-'))
  head = await world.person('Ratna', 'head_of_mission', [damascus])
  officer = await world.person('Sekar', 'mission_officer', [damascus])
  strategist = await world.person('Bima', 'strategist', 'all')
  accountId = await world.account(damascus, 'bluesky')
  await world.db
    .updateTable('account')
    .set({ connectionState: 'connected', languages: ['ar'] })
    .where('id', '=', accountId)
    .execute()
  await world.account(damascus, 'instagram')
}, 60_000)
afterAll(async () => {
  await world?.database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** An approved item that is to go out in two hours. */
async function schedule(kind: 'purpose' | 'service', missionId = damascus, account = accountId): Promise<string> {
  const itemId = newId()
  const now = world.clock.now()
  await world.db
    .insertInto('item')
    .values({
      id: itemId,
      missionId,
      authorId: officer.personId,
      title: `Kopi ${kind}`,
      kind,
      status: 'approved',
      createdAt: now,
      updatedAt: now,
    })
    .execute()
  const variantId = newId()
  await world.db
    .insertInto('variant')
    .values({ id: variantId, itemId, accountId: account, language: 'id', updatedAt: now })
    .execute()
  await world.db
    .insertInto('bundle')
    .values({ itemId, hash: 'x', content: json({}), createdAt: now })
    .execute()
  const content = { text: 'Kopi Gayo', languages: ['id'], link: null, images: [] }
  await world.db.transaction().execute((tx) =>
    createDeliveries(
      tx,
      {
        item: { id: itemId, missionId, kind },
        bundleHash: 'x',
        variants: [{ variantId, accountId: account, network: 'bluesky', content }],
        dueLocal: '2026-11-25T08:00',
        dueZone: 'Asia/Damascus',
      },
      now,
    ),
  )
  return itemId
}

const stateOf = async (itemId: string) =>
  (await world.db.selectFrom('delivery').select(['state', 'stateReason']).where('itemId', '=', itemId).execute()).map(
    (row) => `${row.state} ${row.stateReason ?? ''}`.trim(),
  )

/** Every public file, as one text. */
async function everythingPublic(): Promise<string> {
  const root = join(folder, 'public')
  if (!existsSync(root)) return ''
  const found = await readdir(root, { recursive: true, withFileTypes: true })
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, 'utf8')}`))).join('\n')
}

describe('an alert (CRI-01, CRI-02, CRI-04)', () => {
  let alertId: string
  let promo: string
  let service: string

  it('is not published by an officer, by headquarters, or by anybody elsewhere', async () => {
    const elsewhere = await world.person('Lina', 'head_of_mission', ['kbri-tokyo'])
    for (const scope of [officer, strategist])
      expect((await refusalOf(raiseAlert(deps(), scope, damascus, alertOf()))).key).toBe('alert.publish_not_yours')
    expect((await refusalOf(raiseAlert(deps(), elsewhere, damascus, alertOf()))).key).toBe('mission.not_found')
  })

  it('for four provinces: published by the head, promotion held in the same transaction, services go on', async () => {
    promo = await schedule('purpose')
    service = await schedule('service')
    const alert = await raiseAlert(deps(), head, damascus, alertOf())
    alertId = alert.id
    expect(alert).toMatchObject({ level: 1, elsewhereLevel: 3, areas: ['Aleppo', 'Idlib', 'Hama', 'Homs'], number: 1 })
    expect(alert.updates[0]).toMatchObject({ capacity: 'head_of_mission', number: 1, kind: 'raised' })
    expect(alert.updates[0]?.texts[0]?.language).toBe('id')
    expect(await stateOf(promo)).toEqual(['held held.alert'])
    expect(await stateOf(service)).toEqual(['scheduled'])
    expect(alert.held.map((item) => item.itemId)).toEqual([promo])
    const { rows } = await sql<{ transactions: number }>`
      select count(distinct xmin::text)::int as transactions from (
        select xmin from alert where id = ${alertId} union all
        select xmin from alert_update where alert_id = ${alertId} union all
        select xmin from hold where id in (select hold_id from alert_hold where alert_id = ${alertId}) union all
        select xmin from delivery where item_id = ${promo}) written`.execute(world.db)
    expect(rows[0]?.transactions).toBe(1)
  })

  it('keeps the three instants that the law asks for', async () => {
    const row = await world.db
      .selectFrom('alertUpdate')
      .innerJoin('alertPublication', 'alertPublication.alertId', 'alertUpdate.alertId')
      .select(['knownAt', 'decidedAt', 'publicAt'])
      .where('alertUpdate.alertId', '=', alertId)
      .executeTakeFirstOrThrow()
    expect(row.decidedAt.getTime() - row.knownAt.getTime()).toBe(20 * 60_000)
    expect(row.publicAt).not.toBeNull()
    expect((row.publicAt?.getTime() ?? Infinity) - row.decidedAt.getTime()).toBeLessThanOrEqual(60_000)
  })

  it('goes before everything to the accounts that take text, in their language; Instagram needs a picture', async () => {
    const sent = await world.db
      .selectFrom('alertItem')
      .innerJoin('delivery', 'delivery.itemId', 'alertItem.itemId')
      .select(['delivery.network', 'priority', 'delivery.state', 'content', 'dueAt'])
      .where('alertId', '=', alertId)
      .execute()
    expect(sent.map(({ network, priority, state }) => ({ network, priority, state }))).toEqual([
      { network: 'bluesky', priority: 0, state: 'scheduled' },
    ])
    const said = (sent[0]?.content as { text: string } | undefined)?.text ?? ''
    expect(said).toContain('استعدوا للإجلاء')
    expect(said).toContain('https://selaras.contoh/siaga/kbri-damascus-2026-1/')
    expect([...new Intl.Segmenter().segment(said)].length).toBeLessThanOrEqual(300)
    expect(sent[0]?.dueAt.getTime()).toBeLessThanOrEqual(world.clock.now().getTime())
  })

  it('tells headquarters and the missions nearby, and nobody at the other end of the world', async () => {
    const near = await world.person('Yusuf', 'head_of_mission', ['kbri-beirut'])
    const far = await world.person('Ines', 'head_of_mission', ['kbri-lima'])
    world.clock.advance(60_000)
    await updateAlert(deps(), head, alertId, { ...alertOf(), after: 1, level: 2 })
    const told = await world.db
      .selectFrom('notice')
      .select(['personId', 'kind'])
      .where('subjectId', '=', alertId)
      .execute()
    const who = (person: { personId: string }) => told.filter((row) => row.personId === person.personId).length
    expect([who(near), who(strategist), who(officer), who(far)]).toEqual([1, 2, 2, 0])
    expect(who(head)).toBe(0)
  })

  it('numbers its updates; the second of two writers is told, and nothing of it is published', async () => {
    expect((await refusalOf(updateAlert(deps(), head, alertId, { ...alertOf(), after: 1 }))).key).toBe(
      'alert.changed_meanwhile',
    )
    expect((await showPublicAlerts(world.db, world.clock.now()))[0]).toMatchObject({ number: 2, level: 2 })
  })

  it('lets an item through that an officer finds fitting, with the reason kept', async () => {
    const kjri = await world.person('Lina', 'mission_officer', ['kbri-tokyo'])
    expect((await refusalOf(exceptItem(deps(), kjri, promo, 'Tetap pantas'))).key).toBe('alert.item_not_held')
    expect(await exceptItem(deps(), officer, promo, 'Info layanan bagi WNI')).toEqual({ freed: 1 })
    expect(await stateOf(promo)).toEqual(['scheduled'])
    expect((await listHeld(world.db, officer)).map((item) => item.exception)).toEqual(['Info layanan bagi WNI'])
    expect((await refusalOf(exceptItem(deps(), officer, promo, 'Sekali lagi'))).key).toBe('alert.item_not_held')
  })

  it('is flagged stale within and without once its promise is broken (CRI-07)', async () => {
    const page = join(alertFolder(folder), 'kbri-damascus-2026-1/index.html')
    await writeAlertPages(await pageDeps())
    expect(await readFile(page, 'utf8')).toMatch(/note--stale"[^>]*hidden/)
    world.clock.advance(3 * 3_600_000 + 1000)
    const now = world.clock.now()
    expect((await listAlerts(world.db, officer, { includeClosed: false }, now))[0]?.isStale).toBe(true)
    expect((await showPublicAlerts(world.db, now))[0]?.isStale).toBe(true)
    await writeAlertPages(await pageDeps())
    const after = await readFile(page, 'utf8')
    expect(after).toContain('mungkin sudah usang')
    expect(after).not.toMatch(/note--stale"[^>]*hidden/)
  })

  it('ends as its last update; what was held waits for a word; it closes only with its record (CRI-08)', async () => {
    const second = await schedule('purpose')
    const record = { worked: 'Hotline dijawab', failed: 'Teks Arab terlambat', actions: 'Siapkan naskah Arab' }
    expect((await refusalOf(closeAlert(deps(), head, alertId, record))).key).toBe('alert.still_open')
    const over = await standDown(deps(), head, alertId, { after: 2, texts: [{ ...text, title: 'Keadaan pulih' }] })
    expect(over).toMatchObject({ status: 'stood_down', number: 3, isStale: false })
    const holds = await world.db.selectFrom('hold').select('liftedAt').where('kind', '=', 'alert').execute()
    expect(holds.every((hold) => hold.liftedAt !== null)).toBe(true)
    expect(await stateOf(second)).toEqual(['scheduled'])
    const closed = await closeAlert(deps(), officer, alertId, record)
    expect(closed).toMatchObject({ status: 'closed', afterAction: { ...record, writtenBy: { name: 'Sekar' } } })
    expect(closed.timeline.map((line) => line.action)).toEqual([
      'alert.raised',
      'alert.promotion_held',
      'alert.update',
      'alert.stand_down',
      'alert.closed',
    ])
  })

  it('for a whole country it holds every mission there', async () => {
    const riyadh = await world.person('Amir', 'head_of_mission', ['kbri-riyadh'])
    await raiseAlert(deps(), riyadh, 'kbri-riyadh', alertOf({ areas: [], elsewhereLevel: null }))
    const holds = await world.db.selectFrom('hold').select('scopeValue').where('liftedAt', 'is', null).execute()
    expect(holds.map((hold) => hold.scopeValue).sort()).toEqual(['kbri-riyadh', 'kjri-jeddah'])
  })
})

describe('a drill (CRI-09)', () => {
  it('reaches no page, no file, no account and no hold, and only its own people hear of it', async () => {
    const promo = await schedule('purpose')
    const title = 'LATIHANRAHASIA evakuasi'
    const near = await world.person('Yusuf', 'head_of_mission', ['kbri-beirut'])
    const drill = await raiseAlert(deps(), head, damascus, alertOf({ isDrill: true, texts: [{ ...text, title }] }))
    await updateAlert(deps(), head, drill.id, { ...alertOf(), after: 1, texts: [{ ...text, title }] })
    expect(drill).toMatchObject({ isDrill: true, page: null })
    expect(await stateOf(promo)).toEqual(['scheduled'])
    expect(await everythingPublic()).not.toContain('LATIHANRAHASIA')
    expect(JSON.stringify(await showPublicAlerts(world.db, world.clock.now()))).not.toContain('LATIHANRAHASIA')
    const told = await world.db
      .selectFrom('notice')
      .select(['personId', 'words'])
      .where('subjectId', '=', drill.id)
      .execute()
    expect(new Set(told.map((row) => row.personId))).toEqual(new Set([officer.personId]))
    expect(told.every((row) => JSON.stringify(row.words).includes('LATIHAN · '))).toBe(true)
    expect(told.some((row) => row.personId === near.personId)).toBe(false)
    const over = await standDown(deps(), head, drill.id, { after: 2, texts: [{ ...text, title }] })
    expect(over.sendings).toEqual([])
    expect(await everythingPublic()).not.toContain('LATIHANRAHASIA')
  })

  it('is refused publication, items and holds by the database itself, whoever writes', async () => {
    const drill = await raiseAlert(deps(), head, damascus, alertOf({ isDrill: true }))
    const itemId = await schedule('service')
    const hold = await world.db.selectFrom('hold').select('id').limit(1).executeTakeFirstOrThrow()
    const id = drill.id
    const tries = [
      sql`insert into alert_publication (alert_id, number) values (${id}, 1)`,
      sql`insert into alert_publication (alert_id, number, is_drill) values (${id}, 1, true)`,
      sql`insert into alert_item (alert_id, number, item_id) values (${id}, 1, ${itemId})`,
      sql`insert into alert_hold (alert_id, hold_id) values (${id}, ${hold.id})`,
      sql`update alert set is_drill = false where id = ${id}`,
    ]
    for (const attempt of tries) await expect(attempt.execute(world.db)).rejects.toThrow(/drill|constraint/)
  })
})

describe('prepared texts (CRI-06)', () => {
  it('are due again after 90 days, the overdue first, and an alert begins with the mission’s own', async () => {
    const own = {
      kind: 'dark_page' as const,
      scenario: 'disaster' as const,
      texts: [{ ...text, title: 'Gempa: cari tempat aman' }],
    }
    const first = await addCrisisText(deps(), officer, damascus, own)
    expect(first.isOverdue).toBe(false)
    const templates = await readTemplates('data')
    const begun = await prepareAlert({ ...deps(), templates }, officer, damascus, 'disaster')
    expect(begun).toMatchObject({ capacity: null, textsFrom: 'mission', texts: [{ title: 'Gempa: cari tempat aman' }] })
    const usual = await prepareAlert({ ...deps(), templates }, head, damascus, 'health')
    expect(usual).toMatchObject({ capacity: 'head_of_mission', textsFrom: 'installation' })
    expect(usual.hotlines.length).toBe(3)
    world.clock.advance(91 * 86_400_000)
    const hq = await addCrisisText(deps(), strategist, 'hq', { ...own, scenario: 'other' })
    const listed = await listCrisisTexts(deps(), officer, damascus)
    expect(listed.map((one) => [one.id, one.isOverdue, one.mayChange])).toEqual([
      [first.id, true, true],
      [hq.id, false, false],
    ])
    expect((await reviewCrisisText(deps(), officer, first.id)).isOverdue).toBe(false)
    expect((await refusalOf(reviewCrisisText(deps(), officer, hq.id))).key).toBe('alert.text_not_yours')
  })
})

describe('a national pause (CRI-05)', () => {
  it('holds everything scheduled, deletes nothing, lets safety through, and afterwards each waits for a word', async () => {
    const itemId = await schedule('purpose')
    const service = await schedule('service')
    expect((await refusalOf(orderPause(deps(), officer, mourning('ministry', '*')))).key).toBe('pause.not_yours')
    const pause = await orderPause(deps(), strategist, mourning('ministry', '*'))
    expect(pause).toMatchObject({
      state: 'running',
      sign: 'ribbon',
      exemptKinds: ['service', 'emergency'],
      mayEnd: true,
    })
    expect(await stateOf(itemId)).toEqual(['held held.pause'])
    expect(await stateOf(service)).toEqual(['scheduled'])
    expect((await listPauses(deps(), officer))[0]).toMatchObject({
      id: pause.id,
      mayEnd: false,
      wording: { id: 'Kami berduka.' },
    })
    const ended = await endPause(deps(), strategist, pause.id, undefined)
    expect(ended.state).toBe('over')
    // What the dispatcher does within a second of it.
    await world.db
      .updateTable('delivery')
      .set({ state: 'needs_confirmation', stateReason: 'confirm.after_hold' })
      .where('itemId', '=', itemId)
      .execute()
    const [delivery] = await world.db.selectFrom('delivery').select('id').where('itemId', '=', itemId).execute()
    const deliveryId = delivery?.id ?? ''
    expect(await settleMany(deps(), officer, [{ deliveryId, act: 'confirm' }])).toEqual({ done: 1, refused: [] })
    expect(await stateOf(itemId)).toEqual(['scheduled'])
    const again = await settleMany(deps(), officer, [{ deliveryId, act: 'confirm' }])
    expect([again.done, again.refused.map((one) => one.error.key)]).toEqual([0, ['delivery.not_needs_confirmation']])
    const stranger = await world.person('Lina', 'mission_officer', ['kbri-tokyo'])
    expect((await refusalOf(settleMany(deps(), stranger, [{ deliveryId, act: 'cancel' }]))).key).toBe(
      'delivery.not_found',
    )
  })

  it('of one mission is ordered by its head and seen by nobody else', async () => {
    const pause = await orderPause(deps(), head, mourning('mission', damascus))
    const stranger = await world.person('Lina', 'head_of_mission', ['kbri-tokyo'])
    expect((await listPauses(deps(), stranger)).some((one) => one.id === pause.id)).toBe(false)
    expect((await refusalOf(endPause(deps(), stranger, pause.id, undefined))).key).toBe('pause.not_found')
    const later = new Date(world.clock.now().getTime() + 3_600_000).toISOString()
    expect((await endPause(deps(), head, pause.id, later)).endsAt).toBe(later)
  })

  const mourning = (scopeKind: 'ministry' | 'mission', scopeValue: string) => ({
    scopeKind,
    scopeValue,
    occasion: 'mourning' as const,
    title: 'Berkabung nasional',
    wording: { id: 'Kami berduka.', en: '' },
    sign: 'ribbon' as const,
    endsAt: null,
    exemptKinds: [],
  })
})
