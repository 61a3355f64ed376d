import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { chmod, chown, readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { EmbeddedDatabaseError } from './errors.ts'
import { type Folder, giveTo, type Owner } from './folder.ts'
import type { Programs } from './programs.ts'

const run = promisify(execFile)

/** As whom PostgreSQL's programs run. Nothing set: as this process. */
export type RunAs = {
  /** Start them as this user (root only). */
  readonly as?: Owner
  /**
   * Let them see themselves as this user, in a user namespace. Outside they stay who they are, so files need no
   * change of owner and folders of mode 700 stay shut. PostgreSQL refuses only to *see* itself as root.
   */
  readonly seeAs?: Owner
}

/**
 * Finds a way to run the programs and tries it out: as the owner of the database files, in a user namespace where
 * that is root, and as the unprivileged `nobody` where namespaces are forbidden (the files become its own then).
 * @throws EmbeddedDatabaseError `no_unprivileged_user` or `programs_do_not_run`
 */
export async function chooseRunAs(programs: Programs, folder: Folder, log: (line: string) => void): Promise<RunAs> {
  const failures: string[] = []
  for (const way of await waysFor(folder)) {
    if (way.as && folder.owner?.uid === 0) await openWayFor(way.as, folder)
    const failure = await tryOut(programs, way, folder)
    if (failure === undefined) {
      if (way.as || way.seeAs) log(`PostgreSQL runs ${inWords(way)}`)
      return way
    }
    failures.push(`${inWords(way)}: ${failure}`)
  }
  const root = process.geteuid?.() === 0
  throw new EmbeddedDatabaseError(
    root ? 'no_unprivileged_user' : 'programs_do_not_run',
    `PostgreSQL cannot run here (${failures.join('; ')}). Nothing was stored or lost. ${
      root
        ? 'Start Selaras as an ordinary user who owns the data folder, allow user namespaces, or put program and data folder where every user may pass through.'
        : 'Install what is missing, or set DATABASE_URL to a PostgreSQL server of your own.'
    }`,
  )
}

/** Starts a program of ours in that way. `detached` ones outlive this process and the terminal's Ctrl-C. */
export function spawnAs(way: RunAs, program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const map = way.seeAs ? ['unshare', '--user', `--map-user=${way.seeAs.uid}`, `--map-group=${way.seeAs.gid}`] : []
  const [file = program, ...rest] = [...map, program, ...args]
  return spawn(file, rest, { ...options, ...way.as, windowsHide: true })
}

async function waysFor(folder: Folder): Promise<RunAs[]> {
  const self = process.geteuid?.()
  if (self === undefined) return [{}]
  const owner = folder.owner ?? { uid: self, gid: process.getegid?.() ?? self }
  const nobody = await unprivilegedUser()
  if (owner.uid === 0) return [{ seeAs: nobody }, { as: nobody }]
  const way: RunAs = self === 0 ? { as: owner } : {}
  // initdb insists on a user with a name; in containers the number often has none.
  return (await hasName(owner.uid)) ? [way] : [{ ...way, seeAs: nobody }, way]
}

/** `nobody`, else the first user who is not root. A user namespace needs a name that exists, too (initdb asks). */
async function unprivilegedUser(): Promise<Owner> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n')
  const users = lines.map((line) => line.split(':')).filter(([name, , uid]) => name && Number(uid))
  const [, , uid, gid] = users.find(([name]) => name === 'nobody') ?? users[0] ?? []
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) }
}

async function hasName(uid: number): Promise<boolean> {
  return run('id', ['-un', String(uid)]).then(
    () => true,
    () => false,
  )
}

/** Lets a user who owns nothing here pass through (not list) the data folder, and own what the server writes. */
async function openWayFor(user: Owner, folder: Folder): Promise<void> {
  const { mode } = await stat(folder.root)
  if ((mode & 0o001) === 0) {
    await chown(folder.root, 0, user.gid)
    await chmod(folder.root, (mode & 0o777) | 0o010)
  }
  await giveTo(folder.run, user)
}

/** Why the way does not work, or undefined. Both the program and the folder must be reachable in it. */
function tryOut(programs: Programs, way: RunAs, folder: Folder): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>()
  const posix = process.platform !== 'win32'
  const [program, args] = posix
    ? ['sh', ['-c', 'cd "$1" && exec "$2" -V', 'sh', folder.run, programs.postgres]]
    : [programs.postgres, ['-V']]
  const child = spawnAs(way, program, args, { env: programs.env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  child.on('error', (error) => resolve(error.message))
  child.on('close', (code) =>
    resolve(code === 0 ? undefined : said.trim().replaceAll('\n', ' ') || `exit code ${code}`),
  )
  return promise
}

function inWords({ as, seeAs }: RunAs): string {
  const who = as ? `as user ${as.uid}` : 'as this user'
  return seeAs ? `${who}, seen as user ${seeAs.uid} in a user namespace` : who
}
