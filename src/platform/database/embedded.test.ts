import { execFile } from 'node:child_process'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { emptyWhenLong } from './embedded/log-file.ts'
import { isServerOf, readPostmaster } from './embedded/postmaster.ts'
import { findNativeFolder } from './embedded/programs.ts'
import { type Member, query, startMember } from './fixtures/member-process.ts'

vi.setConfig({ testTimeout: 40_000 })

const run = promisify(execFile)
const asRoot = process.geteuid?.() === 0
const nobody = { uid: 65_534, gid: 65_534 }

/** Folders and processes of one test; whatever is left of them afterwards is killed and removed. */
type Place = {
  emptyFolder(): Promise<string>
  /** A data folder with a database that was stopped cleanly: saves making one. */
  usedFolder(): Promise<string>
  member(folder: string, options?: Parameters<typeof startMember>[1]): Member
}

const it = test.extend<{ place: Place }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest wants a destructured first parameter
  place: async ({}, use) => {
    const folders: string[] = []
    const members: Member[] = []
    const emptyFolder = async () => {
      const folder = await mkdtemp(join(tmpdir(), 'embedded-'))
      folders.push(folder)
      return folder
    }
    const usedFolder = async () => {
      const folder = await emptyFolder()
      await run('cp', ['-a', `${await usedOnce()}/.`, folder])
      return folder
    }
    const member: Place['member'] = (folder, options) => {
      const started = startMember(folder, options)
      members.push(started)
      return started
    }
    await use({ emptyFolder, usedFolder, member })
    await Promise.all(members.map((each) => each.kill()))
    for (const folder of folders) await remove(folder)
  },
})

let used: Promise<string> | undefined
function usedOnce(): Promise<string> {
  used ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'embedded-'))
    const first = startMember(folder)
    await first.joined()
    await first.leave()
    return folder
  })()
  return used
}

afterAll(async () => {
  if (used) await remove(await used)
})

async function remove(folder: string): Promise<void> {
  const pid = await serverOf(folder).catch(() => undefined)
  if (pid) await killServer(folder, pid)
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

/** The process of the running server, or undefined. */
async function serverOf(folder: string): Promise<number | undefined> {
  const cluster = join(folder, 'postgres')
  const pid = (await readPostmaster(cluster))?.pid
  return pid !== undefined && (await isServerOf(cluster, pid)) ? pid : undefined
}

/** Whether the process still works. One that has ended may wait for a slow init to take note of it (state Z). */
async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) Z /.test(state)
}

async function killServer(folder: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  while (await isServerOf(join(folder, 'postgres'), pid)) await sleep(2)
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
}

/** A PATH in which `unshare` is not found: to us the same as a kernel that forbids user namespaces. */
async function programsWithoutUnshare(place: Place): Promise<string> {
  const programs = await place.emptyFolder()
  await symlink('/bin/sh', join(programs, 'sh'))
  await openToAll(programs)
  return programs
}

const note = "create table note (id int primary key, text text); insert into note values (1, 'café')"

describe.concurrent('the processes of one data folder', () => {
  it('share one server when two start at one instant on an empty folder, and leave none behind', async ({ place }) => {
    const folder = await place.emptyFolder()
    const [a, b] = [place.member(folder), place.member(folder)]
    const [first, second] = await Promise.all([a.joined(), b.joined()])
    expect(first.connection).toEqual(second.connection)
    await query(first.connection, note)
    expect(await query(second.connection, 'select text from note')).toEqual([['café']])
    const pid = await serverOf(folder)
    expect(pid).toBeGreaterThan(0)

    await a.leave()
    expect(await serverOf(folder)).toBe(pid)
    await b.leave()
    expect(await isRunning(pid ?? 0)).toBe(false)
    expect(await readdir(folder)).toEqual(['postgres', 'postgres-run'])
  })

  it('come and go beside a running one, as a command does, without stopping its server', async ({ place }) => {
    const folder = await place.usedFolder()
    const server = place.member(folder)
    const { connection } = await server.joined()
    const pid = await serverOf(folder)
    const command = place.member(folder)
    await command.joined()
    await command.leave()
    expect(await serverOf(folder)).toBe(pid)
    expect(await query(connection, 'select 1')).toEqual([[1]])
  })

  it('find the same server again after kill -9 of all of them and their terminal', async ({ place }) => {
    const folder = await place.usedFolder()
    const [a, b] = [place.member(folder), place.member(folder)]
    await Promise.all([a.joined(), b.joined()])
    const pid = await serverOf(folder)
    await Promise.all([a.kill(), b.kill()])
    expect(await serverOf(folder)).toBe(pid)

    const next = place.member(folder)
    await next.joined()
    expect(await serverOf(folder)).toBe(pid)
    await next.leave()
    expect(await serverOf(folder)).toBeUndefined()
  })

  it('keep committed rows after kill -9 of every process, the server included', async ({ place }) => {
    const folder = await place.usedFolder()
    const [a, b] = [place.member(folder), place.member(folder)]
    const { connection } = await a.joined()
    await b.joined()
    await query(connection, note)
    const pid = (await serverOf(folder)) ?? 0
    await Promise.all([a.kill(), b.kill(), killServer(folder, pid)])

    const [next, other] = [place.member(folder), place.member(folder)]
    expect(await query((await next.joined()).connection, 'select text from note')).toEqual([['café']])
    await other.joined()
    expect(await serverOf(folder)).not.toBe(pid)
    await Promise.all([next.leave(), other.leave()])
    expect(await serverOf(folder)).toBeUndefined()
  })

  it('start although one was killed in the middle of making the database', async ({ place }) => {
    const folder = await place.emptyFolder()
    const first = place.member(folder)
    while (!(await readdir(folder)).some((name) => name.startsWith('postgres.new-'))) await sleep(5)
    await first.kill()
    const next = place.member(folder)
    await next.joined()
    await next.leave()
    expect(await readdir(folder)).toEqual(['postgres', 'postgres-run'])
  })

  it('start although the process number of a crashed server belongs to somebody else now', async ({ place }) => {
    const folder = await place.usedFolder()
    const first = place.member(folder)
    await first.joined()
    const pid = (await serverOf(folder)) ?? 0
    await Promise.all([first.kill(), killServer(folder, pid)])
    for (const left of ['postgres/postmaster.pid', 'postgres-run/.s.PGSQL.5432.lock']) {
      const text = await readFile(join(folder, left), 'utf8')
      await writeFile(join(folder, left), text.replace(String(pid), String(process.pid)))
    }
    const next = place.member(folder)
    await next.joined()
    await next.leave()
  })

  it('wait for a session that outlives its killed server instead of writing beside it', async ({ place }) => {
    const folder = await place.usedFolder()
    const first = place.member(folder)
    const { connection } = await first.joined()
    const client = new pg.Client(connection)
    client.on('error', () => {})
    await client.connect()
    const session = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0
    process.kill(session, 'SIGSTOP')
    const pid = (await serverOf(folder)) ?? 0
    await Promise.all([first.kill(), killServer(folder, pid)])

    const next = place.member(folder)
    const joined = next.joined()
    expect(await Promise.race([joined, sleep(1_500, 'waits')])).toBe('waits')
    process.kill(session, 'SIGCONT')
    await joined
  })

  it('never end up in the server of the folder that theirs was copied from', async ({ place }) => {
    const [folder, copy] = [await place.usedFolder(), await place.emptyFolder()]
    await place.member(folder).joined()
    await cp(folder, copy, { recursive: true, filter: (path) => !path.endsWith('.s.PGSQL.5432') })
    const { connection } = await place.member(copy).joined()
    expect(connection.host).toBe(join(copy, 'postgres-run'))
    expect(await serverOf(copy)).not.toBe(await serverOf(folder))
  })
})

describe.concurrent('the server', () => {
  it('knows letters of every script, keeps UTC and durability, and gives its user no power over the machine', async ({
    place,
  }) => {
    const folder = await place.usedFolder()
    const { connection } = await place.member(folder).joined()
    await query(connection, 'create extension pg_trgm; create extension ltree; create extension unaccent')
    expect(await query(connection, "select similarity('é', 'é'), lower('É')")).toEqual([[1, 'é']])
    expect(await query(connection, "select to_tsvector('simple', 'السفارة Посольство')::text")).toEqual([
      ["'посольство':2 'السفارة':1"],
    ])
    const settings =
      "select string_agg(current_setting(s), ' ') from unnest(array['timezone','fsync','jit','max_connections']) s"
    expect(await query(connection, settings)).toEqual([['UTC on off 60']])
    expect(await query(connection, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([[false]])
  })

  it('lives in a folder whose path is too long for a socket', async ({ place }) => {
    const folder = join(await place.emptyFolder(), 'x'.repeat(60), 'y'.repeat(60))
    const one = place.member(folder)
    const { connection } = await one.joined()
    expect(connection.host.length).toBeLessThan(60)
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700)
    const command = place.member(folder)
    expect((await command.joined()).connection).toEqual(connection)
    await command.leave()
    await one.leave()
    expect(await serverOf(folder)).toBeUndefined()
    await expect(stat(connection.host)).rejects.toThrow('ENOENT')
  })

  it('listens on 127.0.0.1 with a password of its own where there are no sockets', async ({ place }) => {
    const folder = await place.usedFolder()
    const [a, b] = [place.member(folder, { flags: ['--tcp'] }), place.member(folder, { flags: ['--tcp'] })]
    const { connection } = await a.joined()
    expect((await b.joined()).connection).toEqual(connection)
    expect(connection.host).toBe('127.0.0.1')
    expect((await stat(join(folder, 'postgres-run/password'))).mode & 0o777).toBe(0o600)
    expect(await query(connection, 'select 1')).toEqual([[1]])
    await expect(query({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow('password')
  })

  it('keeps its log short while it writes', async ({ place }) => {
    const file = join(await place.emptyFolder(), 'server.log')
    await writeFile(file, 'x'.repeat(1_000_001))
    await emptyWhenLong(file)
    expect([(await stat(file)).size, (await stat(`${file}.1`)).size]).toEqual([0, 1_000_001])
  })
})

describe.concurrent('an installation without install scripts', () => {
  const copyNative = async (place: Place) => {
    const native = join(await place.emptyFolder(), 'native')
    await cp(findNativeFolder(), native, {
      recursive: true,
      filter: async (path) => !path.endsWith('.a') && !(await lstat(path)).isSymbolicLink(),
    })
    return native
  }

  it('gets its library links at the first start', async ({ place }) => {
    const [folder, native] = [await place.emptyFolder(), await copyNative(place)]
    await place.member(folder, { flags: [`--native=${native}`] }).joined()
    expect((await lstat(join(native, 'lib/libpq.so.5'))).isSymbolicLink()).toBe(true)
    await expect(stat(join(folder, 'postgres-run/lib'))).rejects.toThrow('ENOENT')
  })

  it.skipIf(!asRoot)(
    'gets them in the data folder when it may not be written to (needs root to set up)',
    async ({ place }) => {
      const [folder, native] = [await place.emptyFolder(), await copyNative(place)]
      await openToAll(dirname(native))
      await chown(folder, nobody.uid, nobody.gid)
      await place.member(folder, { ...nobody, flags: [`--native=${native}`] }).joined()
      expect(await readdir(join(folder, 'postgres-run/lib'))).toContain('libpq.so.5')
      await expect(lstat(join(native, 'lib/libpq.so.5'))).rejects.toThrow('ENOENT')
    },
  )
})

describe.concurrent('users', () => {
  it.skipIf(!asRoot)('root runs it in a folder of mode 700 without giving files away', async ({ place }) => {
    const folder = await place.emptyFolder()
    await place.member(folder).joined()
    expect([(await stat(folder)).mode & 0o777, (await stat(join(folder, 'postgres'))).uid]).toEqual([0o700, 0])
  })

  it.skipIf(!asRoot)('root runs it as an unprivileged user where user namespaces are forbidden', async ({ place }) => {
    const folder = await place.emptyFolder()
    const one = place.member(folder, { env: { PATH: await programsWithoutUnshare(place) } })
    const { connection } = await one.joined()
    expect((await stat(join(folder, 'postgres'))).uid).toBe(nobody.uid)
    expect(await query(connection, 'select 1')).toEqual([[1]])
    await one.leave()
    // With namespaces again, the files stay those of that user.
    const next = place.member(folder)
    await next.joined()
    await next.leave()
  })

  it.skipIf(!asRoot)(
    'root moves an existing database to an unprivileged user once namespaces are forbidden',
    async ({ place }) => {
      const folder = await place.usedFolder()
      const first = place.member(folder)
      await query((await first.joined()).connection, note)
      await first.leave()
      const one = place.member(folder, { env: { PATH: await programsWithoutUnshare(place) } })
      expect(await query((await one.joined()).connection, 'select id from note')).toEqual([[1]])
    },
  )

  it.skipIf(!asRoot)(
    'an ordinary user runs it in a folder of their own, and root may join (needs root to set up)',
    async ({ place }) => {
      const folder = await place.emptyFolder()
      await chown(folder, nobody.uid, nobody.gid)
      const user = place.member(folder, nobody)
      const { connection } = await user.joined()
      expect(connection.host).toBe(join(folder, 'postgres-run'))
      const root = place.member(folder)
      await root.joined()
      await user.leave()
      expect(await query(connection, 'select 1')).toEqual([[1]])
      await root.leave()
      // Root went first this time: what it made is the user's all the same.
      await place.member(folder).joined()
      await place.member(folder, nobody).joined()
    },
  )

  it.skipIf(!asRoot)('another user is refused in words (needs root to set up)', async ({ place }) => {
    const folder = await place.usedFolder()
    const first = place.member(folder)
    await first.joined()
    await openToAll(folder)
    expect(await place.member(folder, nobody).refused()).toMatchObject({ code: 'other_owner' })
  })
})

describe.concurrent('what it refuses', () => {
  it.for([
    ['other_major_version', 'PG_VERSION', '17\n', 'PostgreSQL 17'],
    ['not_a_database', 'holiday.jpg', '', 'holds no PostgreSQL database'],
  ] as const)('%s', async ([code, file, text, words], { place }) => {
    const folder = await place.emptyFolder()
    await mkdir(join(folder, 'postgres'))
    await writeFile(join(folder, 'postgres', file), text)
    const refusal = await place.member(folder).refused()
    expect(refusal.code).toBe(code)
    expect(refusal.sentence).toContain(words)
    expect(await readdir(join(folder, 'postgres'))).toEqual([file])
  })

  it('a folder that is a file', async ({ place }) => {
    const file = join(await place.emptyFolder(), 'var')
    await writeFile(file, '')
    expect(await place.member(file).refused()).toMatchObject({ code: 'folder_not_usable' })
  })

  it('a damaged database, quoting what PostgreSQL says', async ({ place }) => {
    const folder = await place.usedFolder()
    const one = place.member(folder)
    await one.joined()
    await one.leave()
    await rm(join(folder, 'postgres/global/pg_control'))
    const refusal = await place.member(folder).refused()
    expect(refusal.code).toBe('start_failed')
    expect(refusal.sentence).toContain('pg_control')
  })
})
