import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setStage } from '../../src/features/deliveries/fixtures/stage.ts'
import { startFakeBluesky } from '../../src/networks/bluesky/fake.ts'
import { startFakeFacebook } from '../../src/networks/facebook/fake.ts'
import { networkFor } from '../../src/networks/fakes/support.ts'
import { startFakeMastodon } from '../../src/networks/mastodon/fake.ts'
import type { Connection, Network } from '../../src/networks/network.ts'
import { startFakeTelegram } from '../../src/networks/telegram/fake.ts'
import { toSecret } from '../../src/networks/wire/token-keeper.ts'
import { startFakeX } from '../../src/networks/x/fake.ts'
import { type ConnectionSettings, openDatabase } from '../../src/platform/database/database.ts'
import { joinEmbeddedDatabase } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { onServer, withDatabase } from './databases.ts'

export const networkCodes = ['bluesky', 'mastodon', 'x', 'facebook', 'telegram'] as const
export type NetworkCode = (typeof networkCodes)[number]

/** Hosts of networks with one fixed address, and where their fakes stand. */
export type Hosts = Readonly<Record<string, string>>

/** The real connectors, aimed at the fakes; publications per window are not what is measured, so they are not limited. */
export function networksAt(hosts: Hosts, timeoutMs: number): readonly Network[] {
  return networkCodes.map((code) => {
    const network = networkFor(code, { timeoutMs, hosts })
    return { ...network, limits: { ...network.limits, publications: { count: 1_000_000, windowMs: 60_000 } } }
  })
}

/** One post that a fake accepted. */
type Accepted = { readonly network: NetworkCode; readonly account: string; readonly text: string }

/** The five fakes with their ledgers, and connections of `perNetwork` accounts on each. */
export async function startFakes(perNetwork: number, timeoutMs: number) {
  const [bluesky, mastodon, x, facebook, telegram] = await Promise.all([
    startFakeBluesky(),
    startFakeMastodon(),
    startFakeX(),
    startFakeFacebook(),
    startFakeTelegram(),
  ])
  const hosts: Hosts = { 'https://api.x.com': x.url, 'https://graph.facebook.com': facebook.url }
  const networks = networksAt(hosts, timeoutMs)
  const connections = new Map<NetworkCode, Connection[]>(networkCodes.map((code) => [code, []]))
  for (let n = 0; n < perNetwork; n += 1) {
    const posted = bluesky.addAccount(`misi${n}.fake.example`)
    const result = await networks[0]?.auth?.connect?.(
      { service: bluesky.url, handle: posted.handle, appPassword: posted.appPassword },
      AbortSignal.timeout(10_000),
    )
    if (result?.kind !== 'connected') throw new Error('the fake Bluesky takes no password')
    connections.get('bluesky')?.push(result.connection)
    const person = mastodon.person(`kbri_${n}`)
    connections.get('mastodon')?.push({
      remoteAccountId: person.id,
      handle: `${person.username}@fake.example`,
      service: mastodon.url,
      secret: { accessToken: person.accessToken, ownerId: person.id },
    })
    const user = x.user(`kbri_${n}`)
    connections.get('x')?.push({
      remoteAccountId: user.id,
      handle: user.username,
      secret: toSecret(user.id, x.issueTokens(user.username), new Date()),
      app: x.app,
    })
    const page = `kbri.${n}`
    const { id } = facebook.owner(page)
    const secret = toSecret(id, { accessToken: facebook.issueToken(page) }, new Date())
    connections.get('facebook')?.push({ remoteAccountId: id, handle: page, secret, app: facebook.app })
    const channel = telegram.addChannel(`kbri_${n}`)
    connections.get('telegram')?.push({
      remoteAccountId: String(channel.id),
      handle: channel.name,
      service: telegram.url,
      secret: { botToken: channel.botToken },
    })
  }
  const all = { bluesky, mastodon, x, facebook, telegram }
  return {
    hosts,
    networks,
    connections,
    setLatency: (ms: number) => {
      for (const fake of Object.values(all)) fake.setLatency(ms)
    },
    accepted: (): readonly Accepted[] => [
      ...bluesky.ledger
        .filter((entry) => entry.collection === 'app.bsky.feed.post' && !entry.replaced)
        .map((entry) => ({ network: 'bluesky' as const, account: entry.did, text: String(entry.record.text) })),
      ...(['mastodon', 'x', 'facebook', 'telegram'] as const).flatMap((network) =>
        all[network].ledger.map(({ account, text }) => ({ network, account, text })),
      ),
    ],
    close: () => Promise.all(Object.values(all).map((fake) => fake.close())),
  }
}

/** A migrated database of its own: embedded in a new folder, or on the server of `url`. */
export async function openWorld(networks: readonly Network[], url?: string) {
  const name = `bench_${crypto.randomUUID().replaceAll('-', '')}`
  const folder = mkdtempSync(join(tmpdir(), 'selaras-bench-'))
  if (url) await onServer(url, `create database ${name}`)
  const joined = url ? undefined : await joinEmbeddedDatabase({ dataFolder: folder })
  const settings: ConnectionSettings = joined?.connection ?? { url: withDatabase(url ?? '', name) }
  await migrate(settings)
  const open = openDatabase(settings, 10)
  const rejoined: (() => Promise<void>)[] = []
  // The fixture asks for the address alone; whoever delivers takes the settings.
  const stage = await setStage({ ...open, url: '', drop: async () => {} }, networks)
  stage.clock.set(new Date())
  return {
    settings,
    stage,
    /** Kills the embedded server with -9 and starts it again, as the next process to join would. */
    killPostgres: async () => {
      const { rows } = await open.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
      // Fourth field of stat: the parent, which is the postmaster.
      const stat = readFileSync(`/proc/${rows[0]?.pid}/stat`, 'utf8')
      process.kill(Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), 'SIGKILL')
      const again = await joinEmbeddedDatabase({ dataFolder: folder })
      rejoined.push(again.release)
    },
    close: async () => {
      await open.close()
      for (const release of rejoined) await release()
      await joined?.release()
      if (url) await onServer(url, `drop database if exists ${name} with (force)`)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const syllables = ['ka', 'ri', 'mu', 'ten', 'so', 'pa', 'li', 'wan', 'je', 'bo', 'ra', 'du', 'ni', 'gas', 'te', 'lo']

/** A text that is like no other: look-ups compare words. `random` answers 0 ≤ x < 1. */
export function someText(number: number, random: () => number): string {
  const word = (): string =>
    Array.from({ length: 3 }, () => syllables[Math.floor(random() * syllables.length)]).join('')
  return `${Array.from({ length: 9 }, word).join(' ')} ${number}`
}

/** A generator whose seed is printed, so that a run can be had again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
