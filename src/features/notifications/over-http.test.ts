import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { addTestPerson, atMission, cookieOf, signInAs } from '../../../test/support/sign-in.ts'
import { silentLog } from '../../platform/log.ts'
import { createMailer } from '../../platform/mail.ts'
import { openSecretBox } from '../../platform/secrets.ts'
import { systemScope } from '../missions/index.ts'
import { saveInstallationKind } from '../people/index.ts'
import { notify } from './index.ts'
import { sendDueMails } from './send-mails.ts'

let server: TestServer
let smtp: SMTPServer
const letters: string[] = []
const call = (method: 'GET' | 'POST' | 'PUT', url: string, cookie: string, payload?: object) =>
  server.app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) })

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('ditolak')) return done(Object.assign(new Error('No such user'), { responseCode: 550 }))
      done()
    },
    onData(stream, session, done) {
      stream.resume()
      stream.on('end', () => {
        letters.push(session.envelope.rcptTo[0]?.address ?? '')
        done()
      })
    },
  })
  await new Promise<void>((done) => void smtp.listen(0, '127.0.0.1', done))
  const { port } = smtp.server.address() as AddressInfo
  server = await startTestServer({
    env: { SELARAS_SMTP_URL: `smtp://127.0.0.1:${port}`, SELARAS_MAIL_FROM: 'selaras@kemlu.test' },
  })
})
afterAll(async () => {
  await server.stop()
  await new Promise<void>((done) => smtp.close(() => done()))
})

const tell = (personId: string, key: string) =>
  server.db.transaction().execute((tx) =>
    notify(tx, systemScope('test'), server.clock.now(), {
      to: { persons: [personId] },
      kind: 'review.waiting',
      about: { room: 'approvals', id: key, missionId: 'kbri-tokyo' },
      path: '/persetujuan',
      words: { id: { title: `Telaah ${key}`, body: '' }, en: { title: `Review ${key}`, body: '' } },
      dedupeKey: key,
      urgent: key === 'b',
    }),
  )

describe('the bell', () => {
  test('counts, lists, marks and takes back, for oneself alone', async () => {
    const one = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-tokyo') })
    const other = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-tokyo') })
    for (const key of ['a', 'b']) await tell(one.personId, key)
    const count = async (cookie: string) => (await call('GET', '/api/v1/me/notices/count', cookie)).json()
    expect(await count(one.cookie)).toEqual({ unread: 2, urgent: 1 })
    expect(await count(other.cookie)).toEqual({ unread: 0, urgent: 0 })
    const { notices, hasMore } = (await call('GET', '/api/v1/me/notices?unread=true', one.cookie)).json()
    expect([notices.length, hasMore, notices[0].words.en.title]).toEqual([2, false, 'Review b'])
    const ids = notices.map((notice: { id: string }) => notice.id)
    expect((await call('POST', '/api/v1/me/notices/read', other.cookie, { ids })).json()).toEqual({ ids: [] })
    const read = (await call('POST', '/api/v1/me/notices/read', one.cookie, {})).json()
    expect(read.ids.sort()).toEqual([...ids].sort())
    expect(await count(one.cookie)).toEqual({ unread: 0, urgent: 0 })
    await call('POST', '/api/v1/me/notices/unread', one.cookie, { ids: [ids[0]] })
    expect((await count(one.cookie)).unread).toBe(1)
    expect((await call('PUT', '/api/v1/me/notices/mail', one.cookie, { wish: 'urgent' })).statusCode).toBe(204)
    // A sample sends nothing, whatever server is set.
    expect((await call('GET', '/api/v1/me/notices/mail', one.cookie)).json()).toEqual({ wish: 'urgent', isOpen: false })
  })

  test('rings on the screens of its own person, and nobody else’s', { timeout: 60_000 }, async () => {
    const one = await signInAs(server, { role: 'auditor' })
    const other = await signInAs(server, { role: 'auditor' })
    await server.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.app.server.address() as AddressInfo
    const heard = { one: '', other: '' }
    const streams = new AbortController()
    const listen = async (who: 'one' | 'other', cookie: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/changes`, {
        headers: { cookie },
        signal: streams.signal,
      })
      void (async () => {
        for await (const part of answer.body ?? []) heard[who] += new TextDecoder().decode(part)
      })().catch(() => {})
    }
    await listen('one', one.cookie)
    await listen('other', other.cookie)
    await vi.waitFor(async () => {
      await tell(one.personId, crypto.randomUUID())
      expect(heard.one).toContain(`"notices","subject":"person:${one.personId}"`)
    }, 20_000)
    await tell(other.personId, 'c')
    await vi.waitFor(() => expect(heard.other).toContain(other.personId), 20_000)
    expect(heard.other).not.toContain(one.personId)
    streams.abort()
  })
})

describe('invitations by mail', () => {
  const deps = async () => ({
    db: server.db,
    now: () => server.clock.now(),
    log: silentLog,
    mailer: createMailer(server.installation.config.mail ?? { url: 'smtp://nowhere', from: '' }),
    secrets: await openSecretBox(server.installation.config),
    url: server.installation.config.url,
    isSample: async () => false,
  })
  const person = (email: string) => ({ name: 'Ratna Lubis', email, locale: 'id' })

  test('are refused in a sample, and nobody is added', async () => {
    const admin = await signInAs(server, { role: 'administrator' })
    const answer = await call('POST', '/api/v1/people?byMail=true', admin.cookie, person('sample@contoh.test'))
    expect([answer.statusCode, answer.json().key]).toEqual([409, 'people.mail_closed'])
    const { people } = (await call('GET', '/api/v1/people', admin.cookie)).json()
    expect(people.some((one: { email: string }) => one.email === 'sample@contoh.test')).toBe(false)
  })

  test('carry the link of the printed sheet, say how they fared, and can be sent again', async () => {
    const adminId = await addTestPerson(server, { held: [{ role: 'administrator' }] })
    await server.db.updateTable('person').set({ isSample: true }).where('id', '=', adminId).execute()
    const cookie = cookieOf(
      await server.app.inject({ method: 'POST', url: '/api/v1/session/sample', payload: { personId: adminId } }),
    )
    await saveInstallationKind(server.db, 'real', server.clock.now())
    await server.db.updateTable('person').set({ isSample: false }).where('id', '=', adminId).execute()
    const totp = { personId: adminId, sealedSecret: Buffer.from('x'), createdAt: server.clock.now() }
    await server.db
      .insertInto('secondFactor')
      .values({ ...totp, confirmedAt: server.clock.now() })
      .execute()
    const invitationOf = async (email: string) =>
      (await call('GET', '/api/v1/people', cookie)).json().people.find((one: { email: string }) => one.email === email)

    const added = await call('POST', '/api/v1/people?byMail=true', cookie, person('ratna@contoh.test'))
    expect(added.statusCode).toBe(201)
    expect(await invitationOf('ratna@contoh.test')).toMatchObject({ invitation: { state: 'waiting', failure: null } })
    await sendDueMails(await deps())
    expect(letters).toContain('ratna@contoh.test')
    const ratna = await invitationOf('ratna@contoh.test')
    expect(ratna).toMatchObject({ invitation: { state: 'sent' } })

    // A day later the link has lapsed; a new one goes out and the old one is dead.
    server.clock.advance(24 * 3_600_000 + 1_000)
    expect(await invitationOf('ratna@contoh.test')).toMatchObject({ invitedUntil: null, invitation: { state: 'sent' } })
    const again = await call('POST', `/api/v1/people/${ratna.id}/sign-in-link?byMail=true`, cookie)
    expect(again.statusCode).toBe(201)
    await sendDueMails(await deps())
    expect(letters.filter((to) => to === 'ratna@contoh.test')).toHaveLength(2)
    const door = async (url: string) => (await server.app.inject({ method: 'GET', url })).headers.location
    expect(await door(pathOf(added.json().signInUrl))).toBe('/masuk?tautan=kedaluwarsa')
    expect(await door(pathOf(again.json().signInUrl))).toBe('/')

    await call('POST', '/api/v1/people?byMail=true', cookie, person('ditolak@contoh.test'))
    await sendDueMails(await deps())
    const refused = await invitationOf('ditolak@contoh.test')
    expect(refused.invitation).toMatchObject({ state: 'refused', failure: expect.stringContaining('No such user') })
    const { notices } = (await call('GET', '/api/v1/me/notices', cookie)).json()
    expect(notices[0]).toMatchObject({ kind: 'people.invitation_refused', isUrgent: true })
  })
})

const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search
