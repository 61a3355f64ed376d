import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import pg from 'pg'
import { readDispatcherHealth, sayDispatcherHealth } from '../features/deliveries/index.ts'
import type { Config } from '../platform/config.ts'
import { type ConnectionSettings, openDatabase, poolConfig } from '../platform/database/database.ts'
import { EmbeddedDatabaseError } from '../platform/database/embedded.ts'
import { oldestServerVersion } from '../platform/database/migrate.ts'
import { reachDatabase } from '../platform/database/settings.ts'
import { createMailer } from '../platform/mail.ts'

/** One thing looked at: `ok` or a sentence of what is wrong and what to do. */
export type Finding = { readonly about: string; readonly ok: boolean; readonly sentence: string }

const smallestFreeBytes = 500_000_000
const largestClockDifferenceMs = 30_000
const quietProcessMs = 60_000

/** Looks at everything an installation stands on and says in plain words what is wrong. Changes nothing. */
export async function examine(config: Config): Promise<readonly Finding[]> {
  const findings = [
    await examineFolder(config.dataFolder),
    await examineSpace(config.dataFolder),
    await examinePort(config),
    ...(config.mail ? [await examineMail(config.mail)] : []),
  ]
  return [...findings, ...(await examineDatabase(config))]
}

async function examineMail(mail: NonNullable<Config['mail']>): Promise<Finding> {
  const wrong = await createMailer(mail, 10_000).check()
  const host = new URL(mail.url).host
  if (wrong === undefined) return { about: 'mail', ok: true, sentence: `The mail server ${host} lets us in.` }
  const sentence = `The mail server ${host} does not let us in: ${wrong}. Check SELARAS_SMTP_URL; mails wait meanwhile.`
  return { about: 'mail', ok: false, sentence }
}

async function examineFolder(folder: string): Promise<Finding> {
  const about = 'data folder'
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return { about, ok: true, sentence: `${folder} can be written.` }
  } catch (error) {
    const why = (error as { code?: string }).code
    return {
      about,
      ok: false,
      sentence: `${folder} cannot be written (${why}). Give this user the folder, or name another: SELARAS_DATA=/a/folder npm start`,
    }
  }
}

async function examineSpace(folder: string): Promise<Finding> {
  const about = 'disk space'
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    const words = `${Math.round(free / 1_000_000)} MB are free at ${folder}.`
    return {
      about,
      ok: free > smallestFreeBytes,
      sentence: free > smallestFreeBytes ? words : `${words} Free at least 500 MB.`,
    }
  } catch {
    return { about, ok: false, sentence: `The free space at ${folder} could not be read.` }
  }
}

async function examinePort(config: Config): Promise<Finding> {
  const about = 'port'
  const own = await fetch(`http://127.0.0.1:${config.port}/healthz`, { signal: AbortSignal.timeout(1_000) }).then(
    async (answer) => answer.ok && (await answer.text()) === '{"ok":true}',
    () => false,
  )
  if (own) return { about, ok: true, sentence: `Selaras answers on port ${config.port}.` }
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', (error: { code?: string }) => {
      const taken = error.code === 'EADDRINUSE'
      const sentence = taken
        ? `Port ${config.port} is taken by another program. Choose another one: PORT=3001 npm start`
        : `Port ${config.port} cannot be opened (${error.code}). Ports under 1024 need rights; choose another one: PORT=3001 npm start`
      done({ about, ok: false, sentence })
    })
    probe.listen(config.port, config.host, () =>
      probe.close(() => done({ about, ok: true, sentence: `Port ${config.port} is free.` })),
    )
  })
}

async function examineDatabase(config: Config): Promise<readonly Finding[]> {
  const about = 'database'
  const reached = await reachDatabase(config, () => {}).catch((error: unknown) => error as Error)
  if (reached instanceof Error) {
    const sentence =
      reached instanceof EmbeddedDatabaseError
        ? reached.message
        : `The embedded database does not start: ${reached.message}`
    return [{ about, ok: false, sentence }]
  }
  const client = new pg.Client(poolConfig(reached.settings, 1))
  try {
    await client.connect()
    const findings = await examineConnected(client, config, reached.embedded)
    return findings.some((finding) => finding.about === 'hosts')
      ? [...findings, await examineDispatcher(reached.settings)]
      : findings
  } catch (error) {
    const where = reached.embedded ? 'The embedded database' : 'The database of DATABASE_URL'
    return [
      {
        about,
        ok: false,
        sentence: `${where} does not answer: ${(error as Error).message}. Check address, name and password.`,
      },
    ]
  } finally {
    await client.end().catch(() => {})
    await reached.release()
  }
}

async function examineConnected(client: pg.Client, config: Config, embedded: boolean): Promise<readonly Finding[]> {
  const { rows } = await client.query<{ version: string; now: Date; migrated: boolean }>(
    `select current_setting('server_version_num') as version, clock_timestamp() as now, to_regclass('process') is not null as migrated`,
  )
  const about = rows[0]
  if (!about) return [{ about: 'database', ok: false, sentence: 'The database answers nothing.' }]
  const version = Number(about.version)
  const findings: Finding[] = [
    version >= oldestServerVersion
      ? {
          about: 'database',
          ok: true,
          sentence: `PostgreSQL ${Math.floor(version / 10_000)} answers${embedded ? ' (embedded)' : ''}.`,
        }
      : {
          about: 'database',
          ok: false,
          sentence: `PostgreSQL ${Math.floor(version / 10_000)} is too old. Selaras needs 15 or newer.`,
        },
  ]
  const apart = Math.abs(about.now.getTime() - Date.now())
  findings.push(
    apart <= largestClockDifferenceMs
      ? { about: 'clock', ok: true, sentence: 'The clock agrees with the database.' }
      : {
          about: 'clock',
          ok: false,
          sentence: `The clocks of this machine and of the database are ${Math.round(apart / 1000)} s apart. Set both by NTP; posts would go out at the wrong time.`,
        },
  )
  if (about.migrated) findings.push(await examineHosts(client, config))
  return findings
}

async function examineDispatcher(settings: ConnectionSettings): Promise<Finding> {
  const { db, close } = openDatabase(settings, 1)
  try {
    const now = new Date()
    const health = await readDispatcherHealth(db, now)
    return { about: 'deliveries', ok: health.state !== 'silent', sentence: sayDispatcherHealth(health, now) }
  } finally {
    await close()
  }
}

async function examineHosts(client: pg.Client, config: Config): Promise<Finding> {
  const since = new Date(Date.now() - quietProcessMs)
  const { rows } = await client.query<{ host: string; files_location: string }>(
    'select distinct host, files_location from process where seen_at > $1',
    [since],
  )
  const others = rows.filter((row) => row.host !== config.hostName)
  if (others.length === 0) return { about: 'hosts', ok: true, sentence: 'One host works on this database.' }
  const names = others.map((row) => row.host).join(', ')
  if (config.s3 !== undefined)
    return { about: 'hosts', ok: true, sentence: `${names} also work on this database; files lie in one bucket.` }
  return {
    about: 'hosts',
    ok: false,
    sentence: `${names} also work on this database, while files lie in a local folder (${config.dataFolder}). Pictures would be missing there. Let one host run, or keep files in a bucket: SELARAS_S3_BUCKET.`,
  }
}
