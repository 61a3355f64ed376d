import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { BlindTask, Dispute, SampleView } from '../../src/contract/rating.ts'
import { recomputeDirty } from '../../src/features/alignment/index.ts'
import { orderKeyOf } from '../../src/features/rating/sample/frame.ts'
import { json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { writeMix, writeReading } from '../support/alignment-world.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'

vi.setConfig({ testTimeout: 120_000 })

const cairo = 'kbri-cairo'
const quarter = '2026-Q4'
let server: TestServer
let strategist: SignedInPerson
let officer: SignedInPerson
let raters: SignedInPerson[]
/** Message id → what the world knows it to be. */
const truth = new Map<string, { objective: string; purpose: number }>()

beforeAll(async () => {
  server = await startTestServer()
  strategist = await signInAs(server, { role: 'strategist' })
  officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(cairo) })
  raters = []
  for (let n = 0; n < 3; n++) raters.push(await signInAs(server, { role: 'rater' }))
  await writeMix(server.db, cairo, quarter, { products: 50, tourism: 50 })
  await writeMessages(cairo, 60)
  await writeMessages('kbri-tokyo', 60)
})
afterAll(() => server.stop())

/** Messages read by a machine that calls every fourth one wrong. */
async function writeMessages(missionId: string, count: number): Promise<void> {
  const at = server.clock.now()
  const accountId = newId()
  const handle = `@akun_${missionId.replace('-', '_')}`
  await server.db
    .insertInto('account')
    .values({
      ...{ id: accountId, missionId, network: 'x', handle, handleKey: handle, url: 'https://x.com/contoh' },
      ...{ status: 'active', statusChangedAt: at, createdAt: at },
    })
    .execute()
  for (let n = 0; n < count; n++) {
    const id = newId()
    const label = { objective: n % 2 === 0 ? 'products' : 'tourism', purpose: n % 3 }
    truth.set(id, label)
    const day = `2026-10-${String((n % 30) + 1).padStart(2, '0')}`
    const text = `Kabar ${n} dari KBRI Kairo (${handle}) dan KBRI Tokyo: ${label.objective}`
    await server.db
      .insertInto('message')
      .values({
        ...{ id, missionId, localDay: day, text, language: 'id', readingDue: false },
        ...{ firstPublishedAt: new Date(`${day}T05:00:00Z`), createdAt: at },
      })
      .execute()
    await writeReading(server.db, id, n % 4 === 0 ? { objective: 'none', purpose: 0 } : label)
  }
}

type Answer<T> = { status: number; body: T; text: string }

async function ask<T>(
  person: SignedInPerson,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  payload?: object,
): Promise<Answer<T>> {
  const answer = await server.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie: person.cookie },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}

type Claimed = { tasks: BlindTask[]; progress: { done: number; left: number; differing: number } }

const claim = async (person: SignedInPerson, wish: object = {}) =>
  (await ask<Claimed>(person, 'POST', '/rating/claims', { limit: 20, ...wish })).body

const rate = (person: SignedInPerson, task: BlindTask, label: { objective: string; purpose: number }) =>
  ask<{ key: string }>(person, 'PUT', `/rating/tasks/${task.id}`, {
    ...label,
    benefit: label.purpose === 2,
    cta: false,
    elapsedMs: 6000,
  })

const messageOf = async (taskId: string): Promise<string> =>
  (await server.db.selectFrom('ratingTask').select('messageId').where('id', '=', taskId).executeTakeFirstOrThrow())
    .messageId

/** Rates everything in the queue as the world knows it, but for `stray` of the texts. */
async function rateAll(person: SignedInPerson, stray: (at: number) => boolean): Promise<number> {
  let count = 0
  for (let { tasks } = await claim(person); tasks.length > 0; { tasks } = await claim(person))
    for (const task of tasks) {
      const label = truth.get(await messageOf(task.id)) ?? { objective: 'none', purpose: 0 }
      const answer = await rate(person, task, stray(count++) ? { ...label, purpose: (label.purpose + 1) % 3 } : label)
      expect(answer.status, answer.text).toBe(200)
    }
  return count
}

const cairoScore = async () => {
  while ((await recomputeDirty(server.db, server.clock.now())) > 0);
  return ask<{ c3: { state: string; value: number } }>(officer, 'GET', `/missions/${cairo}/alignment?window=${quarter}`)
}

describe('the quarter’s sample', () => {
  it('is planned before it is drawn: how many of each stratum, at least thirty', async () => {
    const { body } = await ask<SampleView>(strategist, 'GET', `/rating/samples/${quarter}?precision=15`)
    expect(body.seed).toBeNull()
    expect(body.strata).toMatchObject([{ languageGroup: 'id', source: 'machine', population: 120, drawn: 0 }])
    expect(body.strata[0]?.planned).toBe(30)
  })

  it('is drawn by its seed: anybody with the seed draws the same messages', async () => {
    const { body, text } = await ask<SampleView>(strategist, 'POST', `/rating/samples/${quarter}`, {
      precision: 15,
      seed: 'benih-2026',
    })
    expect(body.strata[0]?.drawn, text).toBe(30)
    const drawn = await server.db.selectFrom('ratingTask').select('messageId').execute()
    const again = [...truth.keys()]
      .sort((a, b) => (orderKeyOf('benih-2026', a) < orderKeyOf('benih-2026', b) ? -1 : 1))
      .slice(0, 30)
    expect(drawn.map(({ messageId }) => messageId).sort()).toEqual(again.sort())
  })

  it('drawn finer it only adds, and never by another seed', async () => {
    const before = await server.db.selectFrom('ratingTask').select('messageId').execute()
    const other = await ask<{ key: string }>(strategist, 'POST', `/rating/samples/${quarter}`, { seed: 'lain-kali' })
    expect([other.status, other.body.key]).toEqual([409, 'rating.seed_is_set'])
    const finer = await ask<SampleView>(strategist, 'POST', `/rating/samples/${quarter}`, { precision: 11 })
    expect(finer.body.strata[0]?.drawn).toBe(39)
    const after = new Set(
      (await server.db.selectFrom('ratingTask').select('messageId').execute()).map(({ messageId }) => messageId),
    )
    expect(before.every(({ messageId }) => after.has(messageId))).toBe(true)
  })
})

describe('the rating desk', () => {
  it('is for raters of the whole ministry alone', async () => {
    expect((await ask(officer, 'POST', '/rating/claims', {})).status).toBe(403)
    const ofOne = await signInAs(server, { role: 'rater', scopes: atMission(cairo) })
    expect((await ask(ofOne, 'POST', '/rating/claims', {})).status).toBe(403)
  })

  it('gives words only: no field tells the mission, the account, the day or what the machine said', async () => {
    const answer = await ask<Claimed>(first(raters), 'POST', '/rating/claims', { limit: 20 })
    expect(answer.body.tasks).toHaveLength(20)
    for (const task of answer.body.tasks) {
      expect(Object.keys(task).sort()).toEqual(['facts', 'id', 'language', 'narrative', 'opinions', 'text'])
      const messageId = await messageOf(task.id)
      const message = await server.db
        .selectFrom('message')
        .innerJoin('reading', 'reading.messageId', 'message.id')
        .select(['missionId', 'localDay', 'modelVersion', 'message.id'])
        .where('message.id', '=', messageId)
        .executeTakeFirstOrThrow()
      const own = message.missionId === cairo ? 'KBRI Kairo' : 'KBRI Tokyo'
      const line = JSON.stringify(task)
      for (const telltale of [message.missionId, own, `akun_${message.missionId.replace('-', '_')}`, messageId])
        expect(line.toLowerCase(), 'betrays whose it is').not.toContain(telltale.toLowerCase())
      expect(line, 'betrays its day or reader').not.toMatch(/2026-10|confidence|abstain|because|machine|0\.9/)
    }
    // Ids are random: one made in order would tell a dispute by its age.
    expect(answer.body.tasks.every(({ id }) => id[14] === '4')).toBe(true)
  })

  it('lends a text to no more raters than it needs', async () => {
    await claim(first(raters))
    const second = await claim(raters[1] ?? officer)
    const third = await claim(raters[2] ?? officer)
    const lentTwice = new Set(second.tasks.map(({ id }) => id))
    expect(third.tasks.some(({ id }) => lentTwice.has(id))).toBe(false)
    // What is lent comes back after half an hour.
    server.clock.advance(31 * 60_000)
  })

  it('takes a rating back for half an hour, and only the last', async () => {
    const [one, two] = (await claim(first(raters))).tasks
    if (!one || !two) throw new Error('nothing to rate')
    await rate(first(raters), one, { objective: 'culture', purpose: 1 })
    await rate(first(raters), two, { objective: 'culture', purpose: 1 })
    const early = await ask<{ key: string }>(first(raters), 'DELETE', `/rating/tasks/${one.id}`)
    expect([early.status, early.body.key]).toEqual([409, 'rating.nothing_to_undo'])
    expect((await ask<BlindTask>(first(raters), 'DELETE', `/rating/tasks/${two.id}`)).body.text).toBe(two.text)
    expect((await ask(first(raters), 'DELETE', `/rating/tasks/${one.id}`)).status).toBe(200)
  })

  it('half a pair is no label; two who agree are; where they differ a third decides', async () => {
    const [a, b, c] = raters
    if (!a || !b || !c) throw new Error('three raters')
    expect(await rateAll(a, () => false)).toBe(39)
    expect(await countLabels()).toBe(0)
    await rateAll(b, (at) => at % 10 === 0)
    expect(await countLabels()).toBe(78)
    const differing = (await claim(a, { differing: true })).tasks
    expect(differing, 'nobody decides between oneself and another').toEqual([])
    const mine = await claim(c, { differing: true })
    expect(mine.progress.differing).toBe(4)
    for (const task of mine.tasks) {
      expect(task.opinions).toHaveLength(2)
      await rate(c, task, truth.get(await messageOf(task.id)) ?? { objective: 'none', purpose: 0 })
    }
    const adjudicated = await server.db.selectFrom('label').select('id').where('source', '=', 'adjudicated').execute()
    expect(adjudicated).toHaveLength(4)
  })

  it('says how far raters agree, how good the machine is, and that nobody owes anything any more', async () => {
    const { body } = await ask<SampleView>(strategist, 'GET', `/rating/samples/${quarter}?precision=11`)
    expect(body.strata[0]).toMatchObject({ drawn: 39, rated: 39, differing: 0, isAudited: true })
    expect(body.raters.every(({ owes }) => owes === 0)).toBe(true)
    const alpha = Object.fromEntries(body.agreement.map((one) => [one.label, one.alpha]))
    expect(alpha.objective).toBe(1)
    expect(alpha.purpose).toBeGreaterThan(0.4)
    expect(alpha.purpose).toBeLessThan(1)
    const products = body.accuracy.find((one) => one.source === 'machine' && one.label === 'products')
    // The machine calls every fourth message none, all of them products.
    expect(products?.sensitivity?.value).toBeLessThan(1)
    expect(products?.specificity?.value).toBe(1)
    expect(body.secondsEach).toBe(6)
  })
})

describe('contesting a score (journey 10)', () => {
  let contested = ''
  let dispute: Dispute

  it('an officer opens the messages behind a number and disputes a label; the score waits', async () => {
    const before = await cairoScore()
    expect(before.body.c3.state, before.text).toBe('scored')
    const list = await ask<{ rows: { id: string; label: { source: string; purposeValue: number } }[] }>(
      officer,
      'GET',
      `/missions/${cairo}/messages?window=${quarter}&source=machine&limit=100`,
    )
    // One that the machine called an activity of nothing, and is not.
    const row = list.body.rows.find(({ id, label }) => label.purposeValue === 0 && (truth.get(id)?.purpose ?? 0) > 0)
    if (!row) throw new Error('nothing to dispute')
    contested = row.id
    const { objective, purpose } = truth.get(contested) ?? { objective: '', purpose: 0 }
    const body = { objective, purpose, reason: 'Kiriman ini menyebut hasilnya: pesanan kopi.' }
    const opened = await ask<Dispute>(officer, 'POST', `/messages/${contested}/disputes`, body)
    expect(opened.status, opened.text).toBe(201)
    dispute = opened.body
    expect(dispute).toMatchObject({ decision: null, stood: { origin: 'machine', objectives: { none: 1 } } })
    const again = await ask<{ key: string }>(officer, 'POST', `/messages/${contested}/disputes`, body)
    expect([again.status, again.body.key]).toEqual([409, 'dispute.open_already'])
    const elsewhere = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
    expect((await ask(elsewhere, 'POST', `/messages/${contested}/disputes`, body)).status).toBe(404)
  })

  it('the text comes to a rater among others of its kind, and nothing tells which one is disputed', async () => {
    const { tasks } = await claim(first(raters))
    expect(tasks).toHaveLength(4)
    const shapes = new Set(tasks.map((task) => Object.keys(task).sort().join()))
    expect(shapes.size).toBe(1)
    expect(JSON.stringify(tasks)).not.toMatch(/dispute|sengketa|keberatan|origin|companion/i)
    for (const task of tasks) {
      const isContested = (await messageOf(task.id)) === contested
      await rate(first(raters), task, (isContested && truth.get(contested)) || { objective: 'none', purpose: 0 })
    }
  })

  it('the decision is visible to the mission, without the rater’s name; companions changed nothing', async () => {
    const { body, text } = await ask<{ disputes: Dispute[] }>(officer, 'GET', `/missions/${cairo}/disputes`)
    expect(body.disputes[0]?.decision).toMatchObject({ outcome: 'upheld', ...truth.get(contested) })
    expect(text).not.toContain(first(raters).personId)
    const labels = await server.db.selectFrom('label').select('messageId').where('sampleQuarter', 'is', null).execute()
    expect(labels).toEqual([{ messageId: contested }])
  })

  it('the score is computed again with the rating, and the audit trail tells every step', async () => {
    const list = await ask<{ rows: { id: string; label: { origin: string; purposeValue: number } }[] }>(
      officer,
      'GET',
      `/missions/${cairo}/messages?window=${quarter}&source=rated&limit=100`,
    )
    const row = list.body.rows.find(({ id }) => id === contested)
    expect(row?.label).toMatchObject({ origin: 'blind', purposeValue: (truth.get(contested)?.purpose ?? 0) / 2 })
    const before = await server.db.selectFrom('alignmentDay').selectAll().where('missionId', '=', cairo).execute()
    await cairoScore()
    const after = await server.db.selectFrom('alignmentDay').selectAll().where('missionId', '=', cairo).execute()
    const sum = (rows: typeof after) => rows.reduce((total, cell) => total + cell.purposeWeight, 0)
    expect(sum(after)).toBeGreaterThan(sum(before))
    const { rows } = await sql<{ action: string }>`select action from audit_event
      where subject_kind = 'dispute' and subject_id = ${dispute.id} order by at, id`.execute(server.db)
    expect(rows.map(({ action }) => action)).toEqual(['dispute.opened', 'dispute.decided'])
    const whose = await sql<{ payload: unknown }>`select payload from audit_event
      where subject_kind = 'dispute'`.execute(server.db)
    expect(JSON.stringify(whose.rows), 'no personal text in the chain').not.toContain('pesanan kopi')
  })
})

describe('messages on a narrative', () => {
  it('show its points; a contradiction counts once two say so, and then nothing of the points does', async () => {
    const { qualities } = await rateNarrative()
    expect(qualities).toMatchObject([{ mustSay: 0, isContradiction: true, figures: { used: 2, matching: 1.5 } }])
  })

  async function rateNarrative() {
    const { db, clock } = server
    const at = clock.now()
    const [itemId, narrativeId, messageId] = [newId(), newId(), newId()]
    await db
      .insertInto('item')
      .values({
        ...{ id: itemId, missionId: cairo, authorId: officer.personId, kind: 'purpose', status: 'approved' },
        ...{ createdAt: at, updatedAt: at },
      })
      .execute()
    await db.insertInto('narrative').values({ id: narrativeId, createdAt: at }).execute()
    const texts = [
      { language: 'id', message: 'Rempah', mustSay: ['asal Maluku', 'tanpa tarif'], mustNotSay: ['palsu'] },
    ]
    await db
      .insertInto('narrativeVersion')
      .values({
        ...{ narrativeId, version: 1, title: 'Rempah', objectiveCodes: ['products'], ownerUnit: '', source: '' },
        ...{ validFrom: '2026-10-01', texts: json(texts), createdAt: at },
      })
      .execute()
    await db.insertInto('narrativeUse').values({ itemId, narrativeId, version: 1, attachedAt: at }).execute()
    await db
      .insertInto('message')
      .values({
        ...{ id: messageId, missionId: cairo, localDay: '2026-11-02', itemId, text: 'Rempah palsu', language: 'id' },
        ...{ readingDue: false, firstPublishedAt: at, createdAt: at },
      })
      .execute()
    await ask(strategist, 'POST', `/rating/samples/${quarter}`, { precision: 11 })
    for (const [place, rater] of raters.slice(0, 2).entries()) {
      const task = (await claim(rater)).tasks.find(({ text }) => text === 'Rempah palsu')
      expect(task?.narrative).toEqual({ mustSay: ['asal Maluku', 'tanpa tarif'], mustNotSay: ['palsu'] })
      const answer = await ask(rater, 'PUT', `/rating/tasks/${task?.id}`, {
        ...{ objective: 'products', purpose: 1, benefit: false, cta: false, elapsedMs: 9000 },
        ...{ mustSay: [0], contradicts: true, figures: { used: 2, matching: 2 - place } },
      })
      expect(answer.status, answer.text).toBe(200)
    }
    const { findQualities } = await import('../../src/features/rating/index.ts')
    const { systemScope } = await import('../../src/features/missions/index.ts')
    const qualities = await findQualities(db, systemScope('test'), sql<boolean>`message.id = ${messageId}`)
    return { qualities }
  }
})

const countLabels = async (): Promise<number> =>
  (await server.db.selectFrom('label').select('id').where('sampleQuarter', '=', quarter).execute()).length

function first(people: readonly SignedInPerson[]): SignedInPerson {
  const [one] = people
  if (!one) throw new Error('nobody')
  return one
}
