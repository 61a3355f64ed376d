import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { newId } from '../../../platform/ids.ts'
import { readMark, type SiteDeps } from './load-site.ts'
import { buildSite } from './open-site.ts'

/** Where the site lies as files; any web server or CDN may serve this folder, also while nothing of Selaras runs. */
export const siteFolder = (dataFolder: string): string => join(dataFolder, 'public')

/** Names which files are the site's, so that those of other rooms in the same folder are left alone. */
const listName = 'daftar-berkas.json'
type Written = { readonly mark: string; readonly files: readonly string[] }

export type ExportResult = {
  readonly mark: string
  readonly written: number
  readonly removed: number
  readonly files: number
}

/**
 * Writes the site into a folder, each file replaced at once: style and pictures before the pages that use them, and what is
 * gone removed last. What did not change is not touched. undefined = the folder already holds the site as it is.
 */
export async function exportSite(
  deps: SiteDeps,
  folder: string,
  options: { readonly always?: boolean } = {},
): Promise<ExportResult | undefined> {
  const before = await readWritten(folder)
  const mark = await readMark(deps)
  if (!options.always && before?.mark === mark) return undefined
  const site = await buildSite(deps, mark)
  const isPage = (path: string) => path === '' || path.endsWith('/')
  const paths = site.paths.toSorted((a, b) => Number(isPage(a)) - Number(isPage(b)))
  const files: string[] = []
  let written = 0
  for (const path of paths) {
    const rendered = await site.render(path)
    if (!rendered) continue
    const name = isPage(path) ? `${path}index.html` : path
    files.push(name)
    if (await replace(join(folder, name), rendered.body)) written++
  }
  const kept = new Set(files)
  const gone = (before?.files ?? []).filter((name) => !kept.has(name))
  for (const name of gone) await rm(join(folder, name), { force: true })
  await replace(join(folder, listName), Buffer.from(JSON.stringify({ mark, files } satisfies Written)))
  return { mark, written, removed: gone.length, files: files.length }
}

async function replace(path: string, body: Buffer): Promise<boolean> {
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  )
  if (size === body.length && (await readFile(path)).equals(body)) return false
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${newId()}.new`
  await writeFile(temporary, body)
  await rename(temporary, path)
  return true
}

async function readWritten(folder: string): Promise<Written | undefined> {
  try {
    const read = JSON.parse(await readFile(join(folder, listName), 'utf8')) as Written
    // Only names below the folder: a list that somebody wrote into must not remove files elsewhere.
    const files = read.files.filter((name) => !relative(folder, join(folder, name)).startsWith(`..${sep}`))
    const present = new Set((await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/')))
    // Something was taken away by hand: write it all again.
    return files.every((name) => present.has(name)) ? { mark: read.mark, files } : { mark: '', files }
  } catch {
    return undefined
  }
}
