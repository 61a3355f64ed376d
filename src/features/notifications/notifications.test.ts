import { type AddressInfo, createServer, type Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createWorld, type World } from '../../../test/support/world.ts'
import { silentLog } from '../../platform/log.ts'
import { createMailer, type Mailer, transportOf } from '../../platform/mail.ts'
import { openSecretBox } from '../../platform/secrets.ts'
import type { PersonScope } from '../missions/index.ts'
import { type Notice, notify, settleNotices } from './index.ts'
import { findInvitationMails, inviteByMail } from './invite-by-mail.ts'
import { sendDueMails } from './send-mails.ts'
import { countUnread, listNotices, markRead, markUnread, saveMailWish } from './store.ts'

type Letter = { readonly to: string; readonly raw: string }

let world: World
let officer: PersonScope & { name: string }
let head: PersonScope & { name: string }
const secretsOf = () => openSecretBox({ secret: 'secret of the tests', dataFolder: '/nowhere' })
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  world = await createWorld()
  officer = await world.person('Sari', 'mission_officer', ['kbri-tokyo'])
  head = await world.person('Heri', 'head_of_mission', ['kbri-tokyo'])
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  await world.db.deleteFrom('notice').execute()
  await world.db.deleteFrom('mail').execute()
  await world.db.deleteFrom('mailWish').execute()
})
afterAll(() => world.database.drop())

const words = (title: string) => ({ id: { title, body: 'Isi.' }, en: { title: `${title} (en)`, body: 'Body.' } })
const about = (id: string) => ({ room: 'approvals', id, missionId: 'kbri-tokyo' })
const aNotice = (key: string, more: Partial<Notice> = {}): Notice => ({
  to: { persons: [officer.personId] },
  kind: 'review.waiting',
  about: about(key),
  path: '/persetujuan',
  words: words(`Telaah ${key} menunggu Anda`),
  dedupeKey: key,
  ...more,
})
const tell = (notice: Notice, scope: World['system'] | PersonScope = world.system) =>
  world.db.transaction().execute((tx) => notify(tx, scope, world.clock.now(), notice))
const titles = async (scope: PersonScope) =>
  (await listNotices(world.db, scope, { limit: 50 })).map((one) => one.words.id.title)

/** A mail server on loopback that keeps what it accepted. */
async function startServer(options: SMTPServerOptions = {}): Promise<{ letters: Letter[]; url: string }> {
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push({ to: session.envelope.rcptTo[0]?.address ?? '', raw: Buffer.concat(parts).toString() })
        done()
      })
    },
    ...options,
  })
  // Peers that go away are part of what is tested.
  server.on('error', () => {})
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  closing.push(() => new Promise((done) => server.close(() => done())))
  return { letters, url: `127.0.0.1:${(server.server.address() as AddressInfo).port}` }
}

const mailerTo = (address: string, who = '') =>
  createMailer({ url: `smtp://${who}${address}`, from: 'Selaras <selaras@kemlu.test>' }, 5_000)

async function send(mailer: Mailer | undefined, isSample = false): Promise<number> {
  return sendDueMails({
    db: world.db,
    now: () => world.clock.now(),
    log: silentLog,
    mailer,
    secrets: await secretsOf(),
    url: 'https://selaras.test',
    isSample: async () => isSample,
  })
}

const mails = () => world.db.selectFrom('mail').selectAll().orderBy('createdAt').orderBy('id').execute()

describe('who is told', () => {
  test('whoever holds the role with reach over the mission, and nobody else', async () => {
    const desk = await world.person('Dina', 'regional_desk', ['kbri-tokyo'])
    const stranger = await world.person('Otto', 'mission_officer', ['kbri-berlin'])
    const everywhere = await world.person('Pusat', 'editor', 'all')
    const count = await tell(
      aNotice('a', {
        to: { roles: ['mission_officer', 'regional_desk', 'editor'], at: { missionId: 'kbri-tokyo' } },
      }),
    )
    expect(count).toBe(3)
    for (const told of [officer, desk, everywhere]) expect(await titles(told)).toHaveLength(1)
    for (const untold of [stranger, head]) expect(await titles(untold)).toEqual([])
  })

  test('a region reaches its desk, the ministry only those of the whole ministry', async () => {
    const { regionId } = await world.db
      .selectFrom('mission')
      .select('regionId')
      .where('id', '=', 'kbri-tokyo')
      .executeTakeFirstOrThrow()
    const desk = await world.person('Dewi', 'regional_desk', ['kbri-berlin'])
    const grant = await world.db
      .selectFrom('roleGrant')
      .select('id')
      .where('personId', '=', desk.personId)
      .executeTakeFirstOrThrow()
    await world.db.insertInto('roleGrantScope').values({ grantId: grant.id, kind: 'region', value: regionId }).execute()
    await tell(aNotice('r', { to: { roles: ['regional_desk'], at: { regionId } } }))
    await tell(aNotice('m', { to: { roles: ['regional_desk'], at: { missionId: 'kbri-tokyo' } } }))
    await tell(aNotice('w', { to: { roles: ['regional_desk'], at: 'ministry' } }))
    expect((await titles(desk)).sort()).toEqual(['Telaah m menunggu Anda', 'Telaah r menunggu Anda'])
  })

  test('a person once, not of their own act, not after the last day', async () => {
    expect(await tell(aNotice('b'))).toBe(1)
    expect(await tell(aNotice('b'))).toBe(0)
    expect(await tell(aNotice('c'), officer)).toBe(0)
    const leaver = await world.person('Lia', 'mission_officer', ['kbri-tokyo'])
    await world.db.updateTable('person').set({ leavesOn: '2026-11-24' }).where('id', '=', leaver.personId).execute()
    expect(await tell(aNotice('d', { to: { persons: [leaver.personId] } }))).toBe(0)
  })
})

test('read, unread again, all, and over: only one’s own', async () => {
  for (const key of ['a', 'b', 'c']) await tell(aNotice(key))
  await tell(aNotice('x', { to: { persons: [head.personId] } }))
  const [first] = await listNotices(world.db, officer, { limit: 1 })
  const now = world.clock.now()
  expect(await markRead(world.db, officer, [first?.id ?? ''], now)).toEqual([first?.id])
  expect(await markRead(world.db, head, [first?.id ?? ''], now)).toEqual([])
  expect(await countUnread(world.db, officer)).toEqual({ unread: 2, urgent: 0 })
  await world.db.transaction().execute((tx) => settleNotices(tx, now, { dedupeKey: 'a' }))
  const read = await markRead(world.db, officer, 'all', now)
  expect(await countUnread(world.db, officer)).toEqual({ unread: 0, urgent: 0 })
  await markUnread(world.db, officer, read)
  expect((await countUnread(world.db, officer)).unread).toBe(read.length)
  expect((await countUnread(world.db, head)).unread).toBe(1)
  const page = await listNotices(world.db, officer, { limit: 2 })
  const rest = await listNotices(world.db, officer, { limit: 2, before: page.at(-1)?.id })
  expect(new Set([...page, ...rest].map((one) => one.id)).size).toBe(3)
})

describe('mail', () => {
  test('urgent matters of one minute go in one mail, signed in, in both plain text and HTML', async () => {
    const seen: string[] = []
    const { letters, url } = await startServer({
      authOptional: false,
      onAuth({ username, password }, _session, done) {
        seen.push(`${username} ${password}`)
        done(null, { user: username })
      },
    })
    await tell(aNotice('a', { urgent: true, words: words('Pengiriman <b>ditolak</b>') }))
    await tell(aNotice('b', { urgent: true }))
    const mailer = mailerTo(url, 'sel%40ras:k%3Ata@')
    expect(await send(mailer), 'not before the minute is over').toBe(0)
    world.clock.advance(61_000)
    expect(await send(mailer)).toBe(1)
    expect(await send(mailer)).toBe(0)
    expect(seen).toEqual(['sel@ras k:ta'])
    const [letter] = letters
    expect(letters).toHaveLength(1)
    expect(letter?.to).toBe(`${officer.personId}@example.org`)
    expect(letter?.raw).toContain('Auto-Submitted: auto-generated')
    const { raw = '' } = letter ?? {}
    const plain = decodeQuotedPrintable(raw)
    expect(plain).toContain('(dan 1 hal lain)')
    expect(plain).toContain('https://selaras.test/persetujuan')
    expect(plain).toContain('&lt;b>ditolak')
    expect(plain.slice(plain.indexOf('<!doctype'))).not.toContain('<b>ditolak')
  })

  test('the rest goes once a day, at seven where its reader works, without what was read or is over', async () => {
    const { letters, url } = await startServer()
    // 06.10 in Tokyo
    world.clock.set('2026-11-26T21:10:00Z')
    for (const key of ['a', 'b', 'c', 'd']) await tell(aNotice(key))
    expect(await send(mailerTo(url))).toBe(0)
    world.clock.set('2026-11-26T22:05:00Z')
    const [newest] = await listNotices(world.db, officer, { limit: 1 })
    await markRead(world.db, officer, [newest?.id ?? ''], world.clock.now())
    await world.db.transaction().execute((tx) => settleNotices(tx, world.clock.now(), { dedupeKey: 'a' }))
    // Two processes at once make one mail.
    const sent = await Promise.all([send(mailerTo(url)), send(mailerTo(url))])
    expect(sent[0] + sent[1]).toBe(1)
    expect(decodeQuotedPrintable(letters[0]?.raw ?? '')).toContain('Hari ini di Selaras: 2 hal untuk Anda')
    await tell(aNotice('e'))
    expect(await send(mailerTo(url)), 'one a day').toBe(0)
    world.clock.set('2026-11-27T22:05:00Z')
    expect(await send(mailerTo(url))).toBe(1)
    expect(letters).toHaveLength(2)
  })

  test('whoever wants none gets none; whoever wants only what is urgent gets no daily one', async () => {
    const { letters, url } = await startServer()
    world.clock.set('2026-11-28T03:00:00Z')
    await saveMailWish(world.db, officer, 'none', world.clock.now())
    await saveMailWish(world.db, head, 'urgent', world.clock.now())
    await tell(aNotice('a', { urgent: true, to: { persons: [officer.personId, head.personId] } }))
    await tell(aNotice('b', { to: { persons: [officer.personId, head.personId] } }))
    world.clock.advance(61_000)
    expect(await send(mailerTo(url))).toBe(1)
    expect(letters.map((letter) => letter.to)).toEqual([`${head.personId}@example.org`])
  })

  test('an address the server does not take is refused once and for good; the others still go', async () => {
    const { letters, url } = await startServer({
      onRcptTo({ address }, _session, done) {
        if (address.startsWith(officer.personId))
          return done(Object.assign(new Error('No such user'), { responseCode: 550 }))
        done()
      },
    })
    await tell(aNotice('a', { urgent: true, to: { persons: [officer.personId, head.personId] } }))
    world.clock.advance(61_000)
    expect(await send(mailerTo(url))).toBe(1)
    world.clock.advance(86_400_000)
    expect(await send(mailerTo(url))).toBe(0)
    expect(letters).toHaveLength(1)
    const refused = (await mails()).find((mail) => mail.personId === officer.personId && mail.purpose === 'urgent')
    expect(refused).toMatchObject({ state: 'refused', attempts: 1 })
    expect(refused?.failure).toContain('No such user')
  })

  test('a busy server is asked again later and later, and the mail arrives once', async () => {
    let busy = 3
    const { letters, url } = await startServer({
      onMailFrom(_address, _session, done) {
        if (busy-- > 0) return done(Object.assign(new Error('Try later'), { responseCode: 451 }))
        done()
      },
    })
    await tell(aNotice('a', { urgent: true }))
    const waits: number[] = []
    world.clock.advance(61_000)
    for (let round = 0; round < 3; round++) {
      expect(await send(mailerTo(url))).toBe(0)
      const [mail] = await mails()
      waits.push((mail?.nextAt.getTime() ?? 0) - world.clock.now().getTime())
      expect(await send(mailerTo(url)), 'it waits').toBe(0)
      world.clock.advance(waits.at(-1) ?? 0)
    }
    expect(waits).toEqual([60_000, 120_000, 240_000])
    expect(await send(mailerTo(url))).toBe(1)
    expect(letters).toHaveLength(1)
  })

  test('a wrong password stops the round: no second mail is tried, none is lost', async () => {
    let tries = 0
    const { letters, url } = await startServer({
      authOptional: false,
      onAuth(_auth, _session, done) {
        tries++
        done(Object.assign(new Error('Invalid login'), { responseCode: 535 }))
      },
    })
    await tell(aNotice('a', { urgent: true, to: { persons: [officer.personId, head.personId] } }))
    world.clock.advance(61_000)
    await send(mailerTo(url, 'selaras:salah@'))
    expect(tries).toBe(1)
    expect(letters).toEqual([])
    expect((await mails()).map((mail) => mail.state)).toEqual(['waiting', 'waiting'])
    expect(await mailerTo(url, 'selaras:salah@').check()).toContain('Invalid login')
  })

  test('cut before the mail was handed over: surely not out, so it goes again', async () => {
    const { letters, url } = await startServer()
    const cutter = await startCutter(url, 'before')
    await tell(aNotice('a', { urgent: true }))
    world.clock.advance(61_000)
    expect(await send(mailerTo(cutter.url))).toBe(0)
    expect((await mails())[0]).toMatchObject({ state: 'waiting' })
    world.clock.advance(61_000)
    expect(await send(mailerTo(url))).toBe(1)
    expect(letters).toHaveLength(1)
  })

  test('cut after it was handed over: in doubt, never sent again; what it said stands in the next day’s mail', async () => {
    const { letters, url } = await startServer()
    const cutter = await startCutter(url, 'after')
    world.clock.set('2026-12-01T03:00:00Z')
    await tell(aNotice('a', { urgent: true }))
    world.clock.advance(61_000)
    expect(await send(mailerTo(cutter.url))).toBe(0)
    expect((await mails())[0]).toMatchObject({ state: 'doubtful', attempts: 1 })
    await vi.waitFor(() => expect(letters).toHaveLength(1), 10_000)
    // The server took it: a second copy would be one too many.
    await send(mailerTo(url))
    const digest = letters.slice(1).map((letter) => decodeQuotedPrintable(letter.raw))
    expect(digest).toHaveLength(1)
    expect(digest[0]).toContain('Hari ini di Selaras: 1 hal untuk Anda')
  })

  test('a process that dies while it sends leaves a doubt, not a second copy', async () => {
    const { letters, url } = await startServer()
    await tell(aNotice('a', { urgent: true }))
    world.clock.advance(61_000)
    await world.db.updateTable('mail').set({ state: 'sending', attempts: 1, claimedAt: world.clock.now() }).execute()
    expect(await send(mailerTo(url))).toBe(0)
    world.clock.advance(601_000)
    await send(mailerTo(url))
    const [first] = await mails()
    expect(first).toMatchObject({ state: 'doubtful' })
    expect(letters.every((letter) => !letter.raw.includes(first?.id ?? '?'))).toBe(true)
  })

  test('a sample sends nothing; without a server mails expire when they are of no use any more', async () => {
    const { letters, url } = await startServer()
    await tell(aNotice('a', { urgent: true }))
    world.clock.advance(61_000)
    expect(await send(mailerTo(url), true)).toBe(0)
    expect((await mails()).map((mail) => mail.state)).toEqual(['withheld'])
    await tell(aNotice('b', { urgent: true }))
    await send(undefined)
    world.clock.advance(73 * 3_600_000)
    await send(undefined)
    expect((await mails()).map((mail) => mail.state)).toEqual(['withheld', 'expired'])
    expect(letters).toEqual([])
  })

  test('an invitation carries its link once; the link is sealed until then and forgotten after', async () => {
    const { letters, url } = await startServer()
    const secrets = await secretsOf()
    const link = 'https://selaras.test/masuk/awal?token=rahasia-sekali-pakai'
    const invite = () =>
      world.db
        .transaction()
        .execute((tx) => inviteByMail(tx, secrets, world.clock.now(), { personId: officer.personId, url: link }))
    await invite()
    // Sent again before it left: the first is dropped.
    await invite()
    expect(JSON.stringify(await mails())).not.toContain('rahasia-sekali-pakai')
    expect(await send(mailerTo(url))).toBe(1)
    expect(decodeQuotedPrintable(letters[0]?.raw ?? '')).toContain(link)
    expect((await mails()).map(({ state, sealed }) => ({ state, sealed }))).toEqual([
      { state: 'dropped', sealed: null },
      { state: 'sent', sealed: null },
    ])
    const known = await findInvitationMails(world.db, [officer.personId, head.personId])
    expect(known.get(officer.personId)).toMatchObject({ state: 'sent', failure: null })
    expect(known.has(head.personId)).toBe(false)
  })
})

test('a password travels only over a sealed line, or inside the machine', () => {
  expect(transportOf({ url: 'smtp://a:b@mail.kemlu.test:587' }, 1)).toMatchObject({ requireTLS: true, port: 587 })
  expect(transportOf({ url: 'smtps://a:b@mail.kemlu.test' }, 1)).toMatchObject({ secure: true, port: 465 })
  expect(transportOf({ url: 'smtp://127.0.0.1:2525' }, 1)).toMatchObject({ requireTLS: false, port: 2525 })
})

/** Stands before a mail server and cuts the line: before the mail's bytes, or after its last one and before the answer. */
async function startCutter(target: string, when: 'before' | 'after'): Promise<{ url: string }> {
  const [host = '', port = ''] = target.split(':')
  const { connect } = await import('node:net')
  const open: Socket[] = []
  const server = createServer((client) => {
    const behind = connect(Number(port), host)
    open.push(client, behind)
    let isData = false
    let isOver = false
    client.on('error', () => {})
    behind.on('error', () => {})
    client.on('data', (bytes) => {
      // Commands come together where the server takes them so (RFC 2920).
      const asksToSend = bytes.toString().includes('DATA\r\n')
      if (when === 'before' && asksToSend) return client.destroy()
      if (asksToSend) isData = true
      if (isData && bytes.toString().endsWith('\r\n.\r\n')) isOver = true
      behind.write(bytes)
    })
    behind.on('data', (bytes) => {
      if (isOver) return client.destroy()
      client.write(bytes)
    })
    client.on('close', () => behind.end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(
    () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy()
        server.close(() => done())
      }),
  )
  return { url: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

/** Enough of MIME to read what a mail says: soft line breaks and quoted bytes, headers' encoded words too. */
function decodeQuotedPrintable(raw: string): string {
  const words = raw
    .replaceAll(/\?=\r\n =\?UTF-8\?Q\?/g, '')
    .replaceAll(/=\?UTF-8\?Q\?([^?]*)\?=/g, (_, text: string) => text.replaceAll('_', ' '))
  return words
    .replaceAll('=\r\n', '')
    .replaceAll('\r\n ', ' ')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
