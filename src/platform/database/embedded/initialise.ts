import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { codeOf, EmbeddedDatabaseError } from './errors.ts'
import { createFile, type Folder, giveTo } from './folder.ts'
import { majorVersion, type Programs } from './programs.ts'
import { type RunAs, spawnAs } from './run-as.ts'

/** May do everything in the embedded server; only setting up uses it. */
export const superuser = 'postgres'

// The first one this machine knows. It decides what is a letter: with C, full-text search and pg_trgm drop every
// letter outside of ASCII (measured with 18.4: show_trgm('café') knows no é).
const characterTypes = ['C.UTF-8', 'en_US.UTF-8', 'UTF-8', 'C']

/** Whether there is a database that we can run. @throws EmbeddedDatabaseError where something else is in its place. */
export async function hasCluster(folder: Folder): Promise<boolean> {
  const found = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch(ignoreMissing)
  if (found !== undefined) {
    if (found.trim() === majorVersion) return true
    throw new EmbeddedDatabaseError(
      'other_major_version',
      `The database in ${folder.cluster} was written by PostgreSQL ${found.trim()}; this program brings ${majorVersion}. Nothing was changed. Make a backup with the version of Selaras that wrote it and restore that here, or set DATABASE_URL.`,
    )
  }
  const names = (await readdir(folder.cluster).catch(ignoreMissing)) ?? []
  if (names.length === 0) return false
  throw new EmbeddedDatabaseError(
    'not_a_database',
    `The folder ${folder.cluster} is not empty and holds no PostgreSQL database (no PG_VERSION). Nothing was changed. Move it away, or choose another data folder with SELARAS_DATA.`,
  )
}

/**
 * Makes an empty database beside its final place, brings it to disk and moves it there in one step: a crash leaves
 * either none or a whole one. `durable` false skips the disk (tests).
 */
export async function initialise(folder: Folder, programs: Programs, way: RunAs, durable: boolean): Promise<void> {
  const owner = way.as ?? folder.owner
  await removeUnfinished(folder)
  await createFile(folder.passwordFile, owner, randomBytes(24).toString('base64url'))
  await giveTo(folder.passwordFile, owner)
  const unfinished = `${folder.cluster}.new-${randomBytes(6).toString('hex')}`
  await mkdir(unfinished, { mode: 0o700 })
  await giveTo(unfinished, owner)
  await runInitdb(programs, way, (type) => initdbArguments(unfinished, folder, type))
  if (durable) await run(programs, way, ['--sync-only', '-D', unfinished])
  await rename(unfinished, folder.cluster)
}

async function runInitdb(programs: Programs, way: RunAs, argumentsFor: (type: string) => string[]): Promise<void> {
  for (const type of characterTypes) {
    try {
      return await run(programs, way, argumentsFor(type))
    } catch (error) {
      const unknownHere = error instanceof Error && error.message.includes('invalid locale')
      if (!unknownHere || type === characterTypes.at(-1)) throw error
    }
  }
}

function initdbArguments(target: string, folder: Folder, characterType: string): string[] {
  return [
    ...['-D', target, '--username', superuser, '--pwfile', folder.passwordFile],
    // The socket's folder is open to its owner only; on 127.0.0.1 any user of the machine could knock.
    ...['--auth-local=trust', '--auth-host=scram-sha-256'],
    ...['--encoding=UTF8', '--locale=C', `--lc-ctype=${characterType}`],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-sync', '--no-instructions'],
  ]
}

/** Left by a process that was killed in the middle; a later one never uses it. */
async function removeUnfinished(folder: Folder): Promise<void> {
  const start = `${basename(folder.cluster)}.new-`
  for (const name of await readdir(folder.root)) {
    if (name.startsWith(start)) await rm(join(folder.root, name), { recursive: true, force: true, maxRetries: 3 })
  }
}

function run(programs: Programs, way: RunAs, args: readonly string[]): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawnAs(way, programs.initdb, args, { env: programs.env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  const fail = (why: string, cause?: unknown) =>
    reject(
      new EmbeddedDatabaseError(
        'start_failed',
        `The database could not be created: ${why}. Nothing was stored yet. Put right what it says and start again.`,
        cause,
      ),
    )
  child.on('error', (error) => fail(error.message, error))
  child.on('close', (code) => (code === 0 ? resolve() : fail(said.trim() || `initdb ended with ${code}`)))
  return promise
}

function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error
}
