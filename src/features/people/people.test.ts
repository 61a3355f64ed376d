import { Readable } from 'node:stream'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/support/server.ts'
import { addTestPerson, atMission, atRegion, cookieOf, signInAs } from '../../../test/support/sign-in.ts'
import { systemScope } from '../missions/index.ts'
import {
  addPerson,
  createFirstRunLink,
  importPeople,
  listPeople,
  listSamplePersons,
  revokeSessions,
  saveInstallationKind,
  seedSamplePersons,
  setLeavingDate,
} from './index.ts'
import { keepUpSessions } from './jobs.ts'

const password = 'kopi gayo tanpa gula'
const system = systemScope('test')

function partsOf(server: TestServer) {
  const deps = { db: server.db, now: () => server.clock.now(), homeZone: server.homeZone }
  const call = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, cookie = '', payload?: object) =>
    server.app.inject({
      method,
      url,
      headers: cookie ? { cookie } : {},
      ...(payload ? { payload } : {}),
      remoteAddress: address,
    })
  // Tries are counted by address; every test comes from its own.
  let address = '127.0.0.1'
  let visitors = 1
  const fromElsewhere = () => {
    visitors += 1
    address = `127.0.1.${visitors}`
  }
  const signIn = (email: string, totp?: string, secret = password) =>
    call('POST', '/api/v1/session', '', { email, password: secret, ...(totp ? { totp } : {}) })
  const codeOf = (secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now().getTime() })
  return { deps, call, signIn, codeOf, fromElsewhere }
}

describe('a real installation', () => {
  let server: TestServer
  let parts: ReturnType<typeof partsOf>
  const staff = { email: 'ratna@contoh.test', secret: '', recoveryCodes: [] as string[] }

  beforeAll(async () => {
    server = await startTestServer({ kind: 'real' })
    parts = partsOf(server)
  })
  afterAll(() => server.stop())

  it('lets the first administrator in once by the first-run link, and only to enrol', async () => {
    const { deps, call } = parts
    const other = await createFirstRunLink(deps)
    const token = await createFirstRunLink(deps)
    const first = await call('GET', `/masuk/awal?token=${token}`)
    expect([first.statusCode, first.headers.location]).toEqual([303, '/'])
    const cookie = cookieOf(first)
    const again = await call('GET', `/masuk/awal?token=${token}`)
    expect(again.headers.location).toBe('/masuk?tautan=kedaluwarsa')
    expect(again.cookies).toEqual([])
    expect((await call('GET', `/masuk/awal?token=${other}`)).cookies).toEqual([])

    const me = (await call('GET', '/api/v1/me', cookie)).json()
    expect(me).toMatchObject({ roles: ['administrator'], missions: 'all', secondFactor: 'required', sample: false })
    const elsewhere = await call('GET', '/api/v1/people', cookie)
    expect([elsewhere.statusCode, elsewhere.json().key]).toEqual([403, 'people.second_factor_not_enrolled'])

    const { secret } = (await call('POST', '/api/v1/me/totp', cookie)).json()
    const wrong = await call('POST', '/api/v1/me/totp/confirm', cookie, { totp: '000000' })
    expect([wrong.statusCode, wrong.json().key]).toEqual([422, 'people.wrong_code'])
    const enrolled = await call('POST', '/api/v1/me/totp/confirm', cookie, { totp: parts.codeOf(secret) })
    expect([enrolled.statusCode, enrolled.json().recoveryCodes.length]).toEqual([200, 10])
    expect((await call('GET', '/api/v1/people', cookie)).statusCode).toBe(200)
    expect((await call('POST', '/api/v1/me/totp', cookie)).json().key).toBe('people.second_factor_enrolled')
  })

  it('keeps no token, password or code secret readable in the database', async () => {
    const token = await createFirstRunLink(parts.deps)
    const links = await server.db.selectFrom('signInLink').select('tokenHash').execute()
    expect(links.map((link) => link.tokenHash)).not.toContain(token)
    const [factor] = await server.db.selectFrom('secondFactor').select('sealedSecret').execute()
    expect(factor?.sealedSecret.toString('utf8')).not.toContain('secret')
  })

  it('refuses a link after 24 hours', async () => {
    const token = await createFirstRunLink(parts.deps)
    server.clock.advance(24 * 3_600_000)
    const late = await parts.call('GET', `/masuk/awal?token=${token}`)
    expect(late.headers.location).toBe('/masuk?tautan=kedaluwarsa')
  })

  it('signs an invited officer in by password and code, a code only once', async () => {
    const { deps, call, signIn, codeOf, fromElsewhere } = parts
    fromElsewhere()
    const { linkToken } = await addPerson(deps, system, {
      name: 'Ratna Lubis',
      email: 'Ratna@Contoh.test',
      locale: 'id',
    })
    const cookie = cookieOf(await call('GET', `/masuk/awal?token=${linkToken}`))
    expect((await call('PUT', '/api/v1/me/password', cookie, { password: 'pendek' })).statusCode).toBe(422)
    expect((await call('PUT', '/api/v1/me/password', cookie, { password })).statusCode).toBe(204)
    const { secret, uri } = (await call('POST', '/api/v1/me/totp', cookie)).json()
    expect(uri).toMatch(/^otpauth:\/\/totp\/Selaras:ratna%40contoh\.test\?/)
    const enrolling = codeOf(secret)
    const { recoveryCodes } = (await call('POST', '/api/v1/me/totp/confirm', cookie, { totp: enrolling })).json()
    staff.secret = secret
    staff.recoveryCodes = recoveryCodes

    const missing = await signIn(staff.email)
    expect([missing.statusCode, missing.json().code]).toEqual([401, 'second_factor_required'])
    const reused = await signIn(staff.email, enrolling)
    expect([reused.statusCode, reused.json().key]).toEqual([401, 'people.wrong_code'])
    server.clock.advance(30_000)
    const right = await signIn(staff.email, codeOf(secret))
    expect(right.statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me', cookieOf(right))).json().person.name).toBe('Ratna Lubis')
  })

  it('signs in by a recovery code in place of the telephone, each code once, and renews them for a present code', async () => {
    const { call, codeOf, fromElsewhere } = parts
    fromElsewhere()
    const bySaved = (recoveryCode: string) =>
      call('POST', '/api/v1/session', '', { email: staff.email, password, recoveryCode })
    const [first = '', second = ''] = staff.recoveryCodes
    const entered = await bySaved(first.toLowerCase().replaceAll('-', ' '))
    expect(entered.statusCode).toBe(204)
    expect((await bySaved(first)).json().key).toBe('people.wrong_code')
    expect((await bySaved('AAAA-BBBB-CCCC')).json().key).toBe('people.wrong_code')
    const cookie = cookieOf(entered)
    expect((await call('GET', '/api/v1/me/recovery-codes', cookie)).json()).toEqual({ left: 9 })
    server.clock.advance(30_000)
    const renewed = await call('POST', '/api/v1/me/recovery-codes', cookie, { totp: codeOf(staff.secret) })
    expect(renewed.json().recoveryCodes).toHaveLength(10)
    expect((await bySaved(second)).json().key).toBe('people.wrong_code')
    const stored = await server.db.selectFrom('recoveryCode').select('codeHash').execute()
    expect(stored.map(({ codeHash }) => codeHash).join()).not.toContain(renewed.json().recoveryCodes[0])
  })

  it('takes a second factor away only when two persons agree, and refuses a link that would pass it by', async () => {
    const { deps, call, codeOf, fromElsewhere } = parts
    fromElsewhere()
    const admins = []
    for (const name of ['Admin Satu', 'Admin Dua']) {
      const { linkToken } = await addPerson(deps, system, {
        name,
        email: `${name.replace(' ', '-')}@contoh.test`,
        locale: 'id',
        grant: { role: 'administrator', scopes: [{ kind: 'ministry', value: '*' }] },
      })
      const cookie = cookieOf(await call('GET', `/masuk/awal?token=${linkToken}`))
      const { secret } = (await call('POST', '/api/v1/me/totp', cookie)).json()
      await call('POST', '/api/v1/me/totp/confirm', cookie, { totp: codeOf(secret) })
      admins.push(cookie)
    }
    const [one = '', two = ''] = admins
    const ratna = async () =>
      (await call('GET', '/api/v1/people', one))
        .json()
        .people.find((known: { email: string }) => known.email === staff.email)
    const url = `/api/v1/people/${(await ratna()).id}`
    expect((await call('POST', `${url}/sign-in-link`, one)).json().key).toBe('people.reset_needs_two')
    expect((await call('POST', `${url}/second-factor-reset/confirm`, two)).json().key).toBe('people.reset_not_found')
    const reason = { reason: 'Ponsel hilang di bandara' }
    expect((await call('POST', `${url}/second-factor-reset`, one, reason)).statusCode).toBe(204)
    expect((await call('POST', `${url}/second-factor-reset`, two, reason)).json().key).toBe(
      'people.reset_waits_already',
    )
    expect((await ratna()).reset).toMatchObject({ askedBy: 'Admin Satu', ...reason })
    expect((await call('POST', `${url}/second-factor-reset/confirm`, one)).json().key).toBe(
      'people.reset_needs_another',
    )
    const confirmed = await call('POST', `${url}/second-factor-reset/confirm`, two)
    expect(confirmed.statusCode).toBe(201)
    expect(await ratna()).toMatchObject({ secondFactor: false, hasPassword: false, reset: null })
    const link = new URL(confirmed.json().signInUrl)
    const cookie = cookieOf(await call('GET', `${link.pathname}${link.search}`))
    await call('PUT', '/api/v1/me/password', cookie, { password })
    const { secret } = (await call('POST', '/api/v1/me/totp', cookie)).json()
    await call('POST', '/api/v1/me/totp/confirm', cookie, { totp: codeOf(secret) })
    staff.secret = secret
    server.clock.advance(30_000)
    // A wish that nobody confirms within 72 hours is over.
    await call('POST', `${url}/second-factor-reset`, one, reason)
    server.clock.advance(72 * 3_600_000)
    expect((await call('POST', `${url}/second-factor-reset/confirm`, two)).json().key).toBe('people.reset_not_found')
  })

  it('imports people from CSV: bad rows by line with a reason, good rows kept with a link each', async () => {
    const { deps } = parts
    const text = [
      'name,email,role,scope,leaves_on,locale',
      'Dewi Lubis,dewi@contoh.test,mission_officer,kbri-cairo,2027-03-31,id',
      'Tanpa Surel,bukan surel,mission_officer,kbri-cairo,,',
      'Eko Siregar,eko@contoh.test,penguasa,kbri-cairo,,',
      'Farah Tanjung,farah@contoh.test,regional_desk,region:asean;kbri-berlin,,en',
      'Ganda,dewi@contoh.test,editor,ministry,,',
      'Hilang,hilang@contoh.test,editor,kbri-atlantis,,',
    ].join('\n')
    const { invitations, refused } = await importPeople(deps, system, Readable.from([text]))
    expect(invitations.map(({ email }) => email)).toEqual(['dewi@contoh.test', 'farah@contoh.test'])
    expect(refused.map(({ line, key }) => [line, key])).toEqual([
      [3, 'people.row_email'],
      [4, 'people.row_role'],
      [6, 'people.email_taken'],
      [7, 'people.scope_unknown'],
    ])
    const people = await listPeople(server.db, system, deps.now())
    const dewi = people.find(({ email }) => email === 'dewi@contoh.test')
    expect(dewi).toMatchObject({ leavesOn: '2027-03-31', hasPassword: false })
    expect(dewi?.invitedUntil).not.toBeNull()
    expect(people.find(({ email }) => email === 'farah@contoh.test')?.grants[0]?.scopes).toHaveLength(2)
    expect(people.filter(({ email }) => email === 'hilang@contoh.test')).toEqual([])
  })

  it('tells a wrong password and an unknown address alike, and sets no cookie', async () => {
    const { signIn, fromElsewhere } = parts
    fromElsewhere()
    const wrong = await signIn(staff.email, undefined, 'bukan ini kata sandinya')
    const unknown = await signIn('tidak-ada@contoh.test')
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toEqual(unknown.json())
    expect(wrong.json().title).toMatch(/Surel atau kata sandi tidak cocok/)
    expect(wrong.cookies).toEqual([])
  })

  it('slows guessing: the eleventh try within a minute is refused, by address and by e-mail', async () => {
    const { signIn, fromElsewhere } = parts
    fromElsewhere()
    const guess = async (email: string) => (await signIn(email, undefined, 'salah')).statusCode
    for (let n = 0; n < 10; n++) expect(await guess(`orang-${n}@contoh.test`)).toBe(401)
    expect(await guess('orang-10@contoh.test')).toBe(429)
    for (let n = 0; n < 10; n++) {
      fromElsewhere()
      expect(await guess('satu@contoh.test')).toBe(401)
    }
    fromElsewhere()
    expect(await guess('SATU@contoh.test')).toBe(429)
    server.clock.advance(60_000)
    expect(await guess('satu@contoh.test')).toBe(401)
  })

  it('ends access the day after the leaving date in the home zone, and the sessions with it', async () => {
    const { deps, call, signIn, codeOf, fromElsewhere } = parts
    fromElsewhere()
    server.clock.set('2026-12-01T02:00:00Z')
    const cookie = cookieOf(await signIn(staff.email, codeOf(staff.secret)))
    const { id } = (await call('GET', '/api/v1/me', cookie)).json().person
    await setLeavingDate(deps, system, id, '2026-12-02')
    server.clock.set('2026-12-02T16:59:00Z') // 23:59 WIB
    expect((await call('GET', '/api/v1/me', cookie)).statusCode).toBe(200)
    server.clock.set('2026-12-02T17:00:00Z') // 00:00 WIB
    expect((await call('GET', '/api/v1/me', cookie)).statusCode).toBe(401)
    const left = await signIn(staff.email, codeOf(staff.secret))
    expect([left.statusCode, left.json().key]).toEqual([401, 'people.access_ended'])
    const sessions = await server.db.selectFrom('session').select('id').where('personId', '=', id).execute()
    expect(sessions).toEqual([])
    // Given back, the old cookie stays dead.
    await setLeavingDate(deps, system, id, null)
    expect((await call('GET', '/api/v1/me', cookie)).statusCode).toBe(401)
  })

  it('sweeps the sessions of leavers who never come back', async () => {
    const { deps, signIn, codeOf, fromElsewhere } = parts
    fromElsewhere()
    server.clock.set('2026-12-05T02:00:00Z')
    await signIn(staff.email, codeOf(staff.secret))
    const { id } = await server.db
      .selectFrom('person')
      .select('id')
      .where('email', '=', staff.email)
      .executeTakeFirstOrThrow()
    await setLeavingDate(deps, system, id, '2026-12-05')
    server.clock.set('2026-12-06T02:00:00Z')
    await keepUpSessions(deps)
    expect(await server.db.selectFrom('session').select('id').where('personId', '=', id).execute()).toEqual([])
    const events = await server.db
      .selectFrom('auditEvent')
      .select('action')
      .where('subjectId', '=', id)
      .where('action', '=', 'person.access_ended')
      .execute()
    expect(events.length).toBe(2)
    await setLeavingDate(deps, system, id, null)
  })

  it('knows no persons of the sample', async () => {
    await seedSamplePersons(parts.deps)
    const { sample, persons } = (await parts.call('GET', '/api/v1/session/options')).json()
    expect({ sample, persons }).toEqual({ sample: false, persons: [] })
    const [anyone] = await listSamplePersons(server.db)
    const refused = await parts.call('POST', '/api/v1/session/sample', '', { personId: anyone?.id ?? '' })
    expect([refused.statusCode, refused.json().key]).toEqual([404, 'people.sample_closed'])
  })
})

describe('a sample', () => {
  let server: TestServer
  let parts: ReturnType<typeof partsOf>

  beforeAll(async () => {
    server = await startTestServer({ kind: 'sample' })
    parts = partsOf(server)
  })
  afterAll(() => server.stop())

  it('has a person for every role, an officer and a head for every mission, each with a name of their own', async () => {
    const before = performance.now()
    await seedSamplePersons(parts.deps)
    expect(performance.now() - before).toBeLessThan(500)
    expect(await seedSamplePersons(parts.deps)).toEqual([])
    const { persons } = (await parts.call('GET', '/api/v1/session/options')).json()
    const missions = await server.db.selectFrom('mission').select('id').where('isHeadquarters', '=', false).execute()
    const holding = (role: string) => persons.filter((person: { role: string }) => person.role === role)
    expect(holding('mission_officer').length).toBe(missions.length)
    expect(holding('head_of_mission').length).toBe(missions.length)
    expect(holding('mission_officer').map((p: { missionName: string }) => p.missionName)).toContain('KBRI Abu Dhabi')
    expect(holding('regional_desk').every((p: { regionName: string | null }) => p.regionName)).toBe(true)
    expect([holding('rater').length, holding('administrator').length]).toEqual([2, 1])
    expect(new Set(persons.map((person: { name: string }) => person.name)).size).toBe(persons.length)
  })

  it('lets one in as any of them with one click, without a code, until real work begins', async () => {
    const { call, deps } = parts
    const [officer] = (await listSamplePersons(server.db)).filter((person) => person.role === 'mission_officer')
    const answer = await call('POST', '/api/v1/session/sample', '', { personId: officer?.id ?? '' })
    expect(answer.headers['set-cookie']).toMatch(
      /^selaras\.session_token=[\w-]{43}; .*Path=\/;.*HttpOnly; SameSite=Lax$/,
    )
    const cookie = cookieOf(answer)
    const me = (await call('GET', '/api/v1/me', cookie)).json()
    expect(me).toMatchObject({
      person: { name: officer?.name },
      roles: ['mission_officer'],
      missions: [officer?.missionId],
      secondFactor: 'not_required',
      home: { zone: 'Asia/Jakarta', label: 'WIB' },
    })
    expect((await call('PATCH', '/api/v1/me', cookie, { name: 'Lain' })).json().key).toBe('people.sample_person_fixed')

    await saveInstallationKind(server.db, 'real', deps.now())
    expect((await call('GET', '/api/v1/me', cookie)).statusCode).toBe(401)
    const again = await call('POST', '/api/v1/session/sample', '', { personId: officer?.id ?? '' })
    expect(again.statusCode).toBe(404)
    await saveInstallationKind(server.db, 'sample', deps.now())
  })

  it('does not let one in as a real person without their password', async () => {
    const personId = await addTestPerson(server, { held: [{ role: 'administrator' }] })
    expect((await parts.call('POST', '/api/v1/session/sample', '', { personId })).json().key).toBe('people.not_found')
  })

  it('reaches by region exactly the missions of the region, and stops when the grant ends', async () => {
    const { call, deps } = parts
    const desk = await signInAs(server, { role: 'regional_desk', scopes: atRegion('asia-pasifik-afrika') })
    const expected = await server.db
      .selectFrom('mission')
      .select('id')
      .where('regionId', '=', 'asia-pasifik-afrika')
      .orderBy('id')
      .execute()
    const missions = async () => (await call('GET', '/api/v1/me', desk.cookie)).json().missions
    expect((await missions()).length).toBeGreaterThan(20)
    expect(await missions()).toEqual(expected.map((mission) => mission.id).sort())
    const admin = await signInAs(server, { role: 'administrator' })
    const granted = await call('POST', `/api/v1/people/${desk.personId}/grants`, admin.cookie, {
      role: 'regional_desk',
      scopes: [{ kind: 'mission', value: 'kbri-berlin' }],
      validFrom: '2026-11-26',
      validTo: '2026-11-27',
    })
    expect(granted.statusCode).toBe(201)
    expect(await missions()).not.toContain('kbri-berlin')
    server.clock.set('2026-11-26T03:00:00Z')
    expect(await missions()).toContain('kbri-berlin')
    server.clock.set('2026-11-28T03:00:00Z')
    expect(await missions()).not.toContain('kbri-berlin')
    const people = (await call('GET', '/api/v1/people', admin.cookie)).json().people
    const [grant] = people.find((person: { id: string }) => person.id === desk.personId).grants
    expect((await call('DELETE', `/api/v1/people/${desk.personId}/grants/${grant.id}`, admin.cookie)).statusCode).toBe(
      204,
    )
    expect(await missions()).toEqual([])
    expect(deps.now()).toEqual(server.clock.now())
  })

  it('keeps no invitation where a repeat of the request would find it', async () => {
    const admin = await signInAs(server, { role: 'administrator' })
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/people',
      headers: { cookie: admin.cookie, 'idempotency-key': 'undangan-1' },
      payload: { name: 'Staf', email: 'undangan@contoh.test' },
    })
    expect(answer.statusCode).toBe(201)
    const token = new URL(answer.json().signInUrl).searchParams.get('token') ?? ''
    const kept = await server.db.selectFrom('idempotencyKey').select('body').execute()
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('lets a head of mission add and end officers of the own mission, and nobody else', async () => {
    const { call } = parts
    const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission('kbri-berlin') })
    const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-berlin') })
    const abroad = await signInAs(server, { role: 'mission_officer', scopes: atMission('kbri-tokyo') })
    const editor = await signInAs(
      server,
      { role: 'editor' },
      { role: 'mission_officer', scopes: atMission('kbri-berlin') },
    )
    const { people } = (await call('GET', '/api/v1/people', head.cookie)).json()
    const seen = new Map(people.map((person: { id: string; mayManage: boolean }) => [person.id, person.mayManage]))
    expect(seen.get(officer.personId)).toBe(true)
    expect(seen.get(editor.personId)).toBe(false)
    expect(seen.get(head.personId)).toBe(false)
    expect(seen.has(abroad.personId)).toBe(false)

    const add = (role: string, value: string) =>
      call('POST', '/api/v1/people', head.cookie, {
        name: 'Staf Baru',
        email: `${role}.${value}@contoh.test`,
        grant: { role, scopes: [{ kind: 'mission', value }] },
      })
    const added = await add('mission_officer', 'kbri-berlin')
    expect(added.statusCode).toBe(201)
    expect((await add('mission_officer', 'kbri-tokyo')).json().key).toBe('people.grant_beyond_mission')
    expect((await add('head_of_mission', 'kbri-berlin')).json().key).toBe('people.grant_beyond_mission')
    const leaving = (id: string) =>
      call('PUT', `/api/v1/people/${id}/leaving-date`, head.cookie, { leavesOn: '2027-01-31' })
    expect((await leaving(added.json().personId)).statusCode).toBe(204)
    expect((await leaving(editor.personId)).json().key).toBe('people.not_your_staff')
    expect((await leaving(abroad.personId)).json().key).toBe('people.not_found')
    expect((await leaving('0190aaaa-0000-7000-8000-00000000000a')).json().key).toBe('people.not_found')
  })

  it('refuses a scope that does not exist, and changes by anyone but an administrator of the whole ministry', async () => {
    const { call } = parts
    const admin = await signInAs(server, { role: 'administrator' })
    const small = await signInAs(server, { role: 'administrator', scopes: atMission('kbri-berlin') })
    const url = `/api/v1/people/${small.personId}/grants`
    const unknown = { role: 'editor', scopes: [{ kind: 'mission', value: 'kbri-atlantis' }] }
    expect((await call('POST', url, admin.cookie, unknown)).json().title).toMatch(
      /Cakupan mission "kbri-atlantis" tidak ada/,
    )
    const everything = { role: 'administrator', scopes: [{ kind: 'ministry', value: '*' }] }
    expect((await call('POST', url, small.cookie, everything)).json().key).toBe('people.not_yours')
    expect((await call('GET', '/api/v1/people', small.cookie)).statusCode).toBe(403)
  })

  it('lists one’s sessions and ends one, all others, or all by an administrator, at the next request', async () => {
    const { call, deps } = parts
    const person = await signInAs(server, { role: 'editor' })
    const other = cookieOf(await call('POST', '/api/v1/session/sample', '', { personId: person.personId }))
    const list = (await call('GET', '/api/v1/me/sessions', person.cookie)).json().sessions
    expect(list.map((session: { isCurrent: boolean }) => session.isCurrent).sort()).toEqual([false, true])
    const foreign = await signInAs(server, { role: 'editor' })
    const otherId = list.find((session: { isCurrent: boolean }) => !session.isCurrent).id
    expect((await call('DELETE', `/api/v1/me/sessions/${otherId}`, foreign.cookie)).statusCode).toBe(404)
    expect((await call('GET', '/api/v1/me', other)).statusCode).toBe(200)
    expect((await call('DELETE', `/api/v1/me/sessions/${otherId}`, person.cookie)).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me', other)).statusCode).toBe(401)
    expect(await revokeSessions(deps, system, person.personId)).toBe(1)
    expect((await call('GET', '/api/v1/me', person.cookie)).statusCode).toBe(401)
  })

  it('signs out, and a session ends by itself after 14 days', async () => {
    const { call } = parts
    const person = await signInAs(server, { role: 'editor' })
    expect((await call('DELETE', '/api/v1/session', person.cookie)).statusCode).toBe(204)
    expect((await call('GET', '/api/v1/me', person.cookie)).statusCode).toBe(401)
    const later = await signInAs(server, { role: 'editor' })
    server.clock.advance(14 * 86_400_000)
    expect((await call('GET', '/api/v1/me', later.cookie)).statusCode).toBe(401)
  })
})

it('marks the cookie Secure where the address is https', async () => {
  const server = await startTestServer({ env: { SELARAS_URL: 'https://selaras.contoh.test' } })
  try {
    await seedSamplePersons(partsOf(server).deps)
    const [anyone] = await listSamplePersons(server.db)
    const answer = await partsOf(server).call('POST', '/api/v1/session/sample', '', { personId: anyone?.id ?? '' })
    expect(answer.headers['set-cookie']).toMatch(/; Secure/)
  } finally {
    await server.stop()
  }
})
