import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { sql } from 'kysely'
import { alertFiles } from '../../pages/alerts/files.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Log } from '../../platform/log.ts'
import { type Ministry, publicScope } from '../missions/index.ts'
import { listAccountWarnings, listPublicAlerts } from './public-alerts.ts'

export type PageDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly log: Log
  readonly ministry: Ministry
  /** Public address without trailing slash. */
  readonly url: string
  readonly dataFolder: string
  isSample(): Promise<boolean>
}

/** Where the public pages about alerts lie: any web server may serve this folder's parent as it stands. */
export const alertFolder = (dataFolder: string): string => join(dataFolder, 'public', 'siaga')

const pagesLock = 7_320_001

/**
 * Writes the public pages as files, each replaced at once, and notes when an update first stood there. One process at a
 * time, so that none writes over what a later one knew. Files of what is no longer public go.
 */
export async function writeAlertPages(deps: PageDeps): Promise<void> {
  const isSample = await deps.isSample()
  await deps.db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(pagesLock)})`.execute(tx)
    const now = deps.now()
    // What is written now is public from now on, and the page says so itself.
    await tx.updateTable('alertPublication').set({ publicAt: now }).where('publicAt', 'is', null).execute()
    const files = alertFiles({
      ministry: deps.ministry,
      homeZone: deps.ministry.homeZone,
      homeZoneLabel: deps.ministry.homeZoneLabel,
      isSample,
      url: deps.url,
      alerts: await listPublicAlerts(tx, publicScope, now),
      warnings: await listAccountWarnings(tx, publicScope),
    })
    const folder = alertFolder(deps.dataFolder)
    await mkdir(folder, { recursive: true })
    for (const [path, text] of files) await replaceFile(join(folder, path), text)
    await removeOthers(folder, files)
  })
}

/** The same after an act: a page that cannot be written now is written by the next round, and the act stands. */
export async function tryWriteAlertPages(deps: PageDeps): Promise<void> {
  try {
    await writeAlertPages(deps)
  } catch (error) {
    deps.log.error({ err: error }, 'public pages of alerts could not be written; tried again within a minute')
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${newId()}.new`
  await writeFile(temporary, text)
  await rename(temporary, path)
}

async function removeOthers(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const entry of found) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    if (!files.has(relative(folder, path).replaceAll('\\', '/'))) await rm(path, { force: true })
  }
}
