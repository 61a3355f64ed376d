import { expect } from 'vitest'
import { connectAccount } from '../../src/features/accounts/connections/connect-account.ts'
import { recomputeDirty } from '../../src/features/alignment/index.ts'
import { startDispatcher } from '../../src/features/deliveries/jobs.ts'
import { type Scope, systemScope } from '../../src/features/missions/index.ts'
import { observeDue } from '../../src/features/observing/jobs.ts'
import { createReader, readMessages } from '../../src/features/reading/index.ts'
import { composeOutside, composePorts, type Outside } from '../../src/main/compose.ts'
import { addDays, localDayOf, quarterOf } from '../../src/platform/calendar/zones.ts'
import { newId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { TestServer } from '../support/server.ts'
import { atMission, type SignedInPerson, signInAs } from '../support/sign-in.ts'

/** A Bluesky server, fake or real, as the journey sees it. */
export type BlueskySide = {
  readonly url: string
  createAccount(name: string): Promise<{ readonly handle: string; readonly did: string; readonly appPassword: string }>
}

export type Mission = {
  readonly id: string
  readonly zone: string
  readonly did: string
  readonly accountId: string
  readonly officer: SignedInPerson
  readonly head: SignedInPerson
}

/** One person's hands on the API. @throws Error with the answer where the status is another. */
export async function call<T>(
  server: TestServer,
  who: SignedInPerson,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  expected: readonly number[] = [200, 201],
): Promise<T> {
  const answer = await server.app.inject({
    method,
    url,
    headers: { cookie: who.cookie },
    ...(payload ? { payload } : {}),
  })
  if (!expected.includes(answer.statusCode)) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`)
  return (answer.body === '' ? null : answer.json()) as T
}

/** A mission with an officer, a head, a connected Bluesky account and an agreed mix of half products, half tourism. */
export async function settleMission(
  server: TestServer,
  outside: Outside,
  bluesky: BlueskySide,
  strategist: SignedInPerson,
  id: string,
): Promise<Mission> {
  const row = await server.db.selectFrom('mission').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(id) })
  const head = await signInAs(server, { role: 'head_of_mission', scopes: atMission(id) })
  const account = await bluesky.createAccount(id.replace('kbri-', '').replaceAll('-', ''))
  const proposed = await call<{ id: string }>(server, officer, 'POST', `/api/v1/missions/${id}/accounts`, {
    network: 'bluesky',
    handle: account.handle,
    languages: ['id', 'en'],
  })
  for (const to of ['approved', 'active'])
    await call(server, head, 'POST', `/api/v1/accounts/${proposed.id}/status`, { to })
  await call(server, officer, 'POST', `/api/v1/accounts/${proposed.id}/verification`, { answer: 'ours' })
  const system: Scope = systemScope('test')
  // The sample's door signs people in; what the sample must not do (reach a network) is allowed here by its port.
  const deps = {
    db: server.db,
    now: () => server.clock.now(),
    secrets: outside.secrets,
    networks: outside.networks,
    timeoutMs: 10_000,
    isSample: async () => false,
  }
  await connectAccount(deps, system, proposed.id, {
    service: bluesky.url,
    identifier: account.handle,
    appPassword: account.appPassword,
  })
  const shares = [
    { objectiveCode: 'products', percent: 50 },
    { objectiveCode: 'tourism', percent: 50 },
  ]
  const mix = await call<{ id: string }>(server, strategist, 'POST', `/api/v1/missions/${id}/target-mix`, {
    quarter: quarterOf(dayIn(server, 0)),
    shares,
  })
  await call(server, head, 'POST', `/api/v1/target-mixes/${mix.id}/agree`)
  return { id, zone: row.timezone, did: account.did, accountId: proposed.id, officer, head }
}

const dayIn = (server: TestServer, days: number) => addDays(localDayOf(server.clock.now(), server.homeZone), days)

/** A kit released to every mission; answers its id. */
export async function releaseKit(server: TestServer, strategist: SignedInPerson): Promise<string> {
  const campaign = await call<{ id: string }>(server, strategist, 'POST', '/api/v1/campaigns', {
    title: 'Kopi Nusantara',
    objectiveCode: 'products',
    goal: '120 calon pembeli terdaftar',
    baseline: '41 calon pembeli',
    startsOn: dayIn(server, -4),
    endsOn: dayIn(server, 30),
    obligation: 'mandatory',
    embargoUntil: null,
    targetAt: `${dayIn(server, 7)}T02:00:00Z`,
    kit: {
      cores: [
        {
          language: 'id',
          headline: 'Kenali petaninya',
          message: core,
          facts: ['Pesanan mulai 60 kg'],
          example: '',
          isMaster: true,
        },
      ],
      openParts: [{ kind: 'hook', hint: 'Mulai dari kebiasaan setempat.' }],
      mustSay: [],
      mustNotSay: [],
    },
  })
  await call(server, strategist, 'POST', `/api/v1/campaigns/${campaign.id}/release`, { to: 'all' })
  return campaign.id
}
export const core = 'Delapan eksportir siap menerima pesanan mulai 60 kg.'

/** The mission adapts the kit and submits; its head approves what was read. Answers the item's id. */
export async function adaptAndApprove(
  server: TestServer,
  mission: Mission,
  campaignId: string,
  plannedLocal: string,
  opening: string,
): Promise<string> {
  await call(server, mission.officer, 'PUT', `/api/v1/campaigns/${campaignId}/answers/${mission.id}`, {
    answer: 'adapted',
  })
  const item = await call<{ id: string; revision: number; issues: { severity: string }[] }>(
    server,
    mission.officer,
    'POST',
    '/api/v1/items',
    {
      missionId: mission.id,
      campaignId,
      title: 'Kopi untuk kafe setempat',
      kind: 'purpose',
      objectives: [{ code: 'products', weight: 1 }],
      aim: 'Kafe setempat membeli kopi Indonesia',
      audience: 'Pemilik kafe',
      benefit: 'Membeli langsung dari koperasi tanpa perantara',
      desiredAction: 'Daftar sebelum 30 November',
      texts: [{ language: 'id', text: `${opening} ${core} Daftar di https://example.org/kopi` }],
      variants: [{ accountId: mission.accountId, language: 'id' }],
      plannedLocal,
      plannedZone: mission.zone,
    },
  )
  expect(item.issues.filter((issue) => issue.severity === 'block')).toEqual([])
  await call(server, mission.officer, 'POST', `/api/v1/items/${item.id}/submit`, { revision: item.revision })
  const approval = await call<{ bundleHash: string }>(server, mission.head, 'GET', `/api/v1/items/${item.id}/approval`)
  await call(
    server,
    mission.officer,
    'POST',
    `/api/v1/items/${item.id}/approve`,
    { bundleHash: approval.bundleHash },
    [403],
  )
  await call(server, mission.head, 'POST', `/api/v1/items/${item.id}/approve`, { bundleHash: approval.bundleHash })
  return item.id
}

/** Runs a dispatcher until every delivery of these items has come to rest (at most 20 s). */
export async function deliverAll(server: TestServer, outside: Outside, itemIds: readonly string[]): Promise<void> {
  const { connection, clock } = server.installation
  const { loadImage, onSent } = composePorts(server.installation)
  const parts = { networks: outside.networks, openConnection: outside.openConnection, loadImage, onSent }
  const dispatcher = startDispatcher({ db: server.db, connection, ...parts, clock, log: silentLog, processId: newId() })
  try {
    await expect
      .poll(async () => await statesOf(server, itemIds), { timeout: 20_000, interval: 100 })
      .toEqual(itemIds.map(() => 'sent'))
  } finally {
    await dispatcher.stop()
  }
}

const statesOf = async (server: TestServer, itemIds: readonly string[]) =>
  (await server.db.selectFrom('delivery').select('state').where('itemId', 'in', itemIds).execute()).map(
    (row) => row.state,
  )

/** Reads an account back, reads what its messages are for, and brings the roll-ups up to date. */
export async function observe(server: TestServer, outside: Outside, missions: readonly Mission[]): Promise<void> {
  const { seen } = composePorts(server.installation)
  const deps = { ...seen, networks: outside.networks, openConnection: outside.openConnection, log: silentLog }
  const result = await observeDue(deps, { concurrency: 4 })
  expect(result).toEqual({ read: missions.length, failed: 0 })
  const reader = await createReader()
  while ((await readMessages({ db: server.db, now: seen.now, reader })) > 0);
  await rollUp(server)
}

export async function rollUp(server: TestServer): Promise<void> {
  while ((await recomputeDirty(server.db, server.clock.now(), 500)) > 0);
}

export { composeOutside }
