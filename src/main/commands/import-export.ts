import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { listPlatforms } from '../../features/accounts/index.ts'
import {
  advanceRun,
  findNamedAccount,
  findRun,
  type ImportRun,
  loadColumnMaps,
  percentOf,
  readBadRows,
  readColumnMap,
  receiveFile,
  reportCsv,
} from '../../features/imports/index.ts'
import { systemScope } from '../../features/missions/index.ts'
import { instantOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { composeImporting, type Installation } from '../compose.ts'
import { print, refuse, withInstallation } from './command.ts'

export const importExportUsage = 'import posts|metrics FILE --account ID|NETWORK:HANDLE --zone ZONE'
const options = {
  account: { type: 'string' },
  zone: { type: 'string' },
  /** A column map of one's own, as those of data/exports. */
  map: { type: 'string' },
  /** The day on which the file was made; its numbers were true then. */
  taken: { type: 'string' },
  /** Where to write the rows that were left out, as CSV. */
  report: { type: 'string' },
  /** Reads the file and says what is wrong; nothing becomes a post. */
  check: { type: 'boolean', default: false },
  language: { type: 'string', default: 'id' },
} as const
const scope = systemScope('command line')
const shownRows = 50
const resting = new Set(['needs_mapping', 'checked', 'done', 'refused', 'undone', 'discarded'])

/** Exit code: 0 all rows taken, 1 some or all left out, 2 called wrongly. */
export async function importExport(kind: 'posts' | 'metrics', words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  const [path] = positionals
  const { account: name, zone } = values
  if (!path || !name || !zone) return refuse(importExportUsage)
  const language = values.language === 'en' ? 'en' : 'id'
  const say = (key: string, params: Readonly<Record<string, string | number>>) => sayProblem(language, key, params)
  try {
    return await withInstallation(async (installation) => {
      const { db } = installation.database
      const account = await findNamedAccount(db, scope, name)
      const map = values.map === undefined ? undefined : readColumnMap(await readFile(values.map, 'utf8'), values.map)
      const takenAt =
        values.taken === undefined
          ? undefined
          : earlier(instantOf(`${values.taken}T23:59`, zone), installation.clock.now())
      const progress = progressLine()
      const deps = {
        db,
        now: () => installation.clock.now(),
        maps: loadColumnMaps(join(installation.config.seedFolder, 'exports')),
      }
      const file = {
        missionId: account.missionId,
        accountId: account.id,
        kind,
        zone,
        fileName: basename(path),
        map,
        takenAt,
        appliesItself: !values.check,
      }
      const id = await receiveFile(deps, scope, file, createReadStream(path), (rows, bytes) =>
        progress(`Diterima ${rows} baris, ${Math.round(bytes / 1e6)} MB`),
      )
      const run = await follow(installation, id, progress)
      await tell(installation, run, values.report, say)
      return run.badCount > 0 || run.state === 'refused' || run.state === 'needs_mapping' ? 1 : 0
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    process.stderr.write(`${say(error.key, error.params)}\n`)
    return 1
  }
}

const earlier = (a: Date, b: Date): Date => (a < b ? a : b)

/** Does the work itself, or watches the server's worker do it. */
async function follow(installation: Installation, id: string, progress: (line: string) => void): Promise<ImportRun> {
  const { db } = installation.database
  const deps = composeImporting(installation, await listPlatforms(db))
  const onProgress = (run: ImportRun) => progress(`${stateWords[run.state] ?? run.state} ${percentOf(run) ?? 100} %`)
  for (;;) {
    const run = await advanceRun(deps, { id, onProgress })
    if (run && resting.has(run.state)) return run
    const seen = await findRun(db, scope, id)
    if (seen && resting.has(seen.state)) return seen
    if (seen) onProgress(seen)
    // Another process is at it.
    await sleep(500)
  }
}

const stateWords: Readonly<Record<string, string>> = {
  checking: 'Memeriksa',
  checked: 'Diperiksa',
  applying: 'Menyimpan',
  joining: 'Menyusun pesan',
  done: 'Selesai',
}

/** One line a second is enough for a person. */
function progressLine(): (line: string) => void {
  let last = 0
  return (line) => {
    if (Date.now() - last < 1_000) return
    last = Date.now()
    process.stderr.write(`${line}\n`)
  }
}

async function tell(
  installation: Installation,
  run: ImportRun,
  report: string | undefined,
  say: (key: string, params: Readonly<Record<string, string | number>>) => string,
): Promise<void> {
  const { db } = installation.database
  const head = ['line', 'column', 'value', 'why', 'todo'].map((name) => say(`import.row.head.${name}`, {}))
  if (run.refusal) process.stderr.write(`${say(run.refusal.key, run.refusal.params)}\n`)
  const rows = await readBadRows(db, run.id, 0, shownRows, say)
  if (rows.length > 0) process.stderr.write(`${head.join(' | ')}\n`)
  for (const { line, column, value, why, todo } of rows)
    process.stderr.write(`${line} | ${column ?? '–'} | ${value.replace(/\s+/g, ' ').slice(0, 60)} | ${why} | ${todo}\n`)
  if (run.badCount > rows.length && report === undefined)
    process.stderr.write(`… dan ${run.badCount - rows.length} baris lagi: tambahkan --report berkas.csv\n`)
  if (report !== undefined) await writeFile(report, Readable.from(reportCsv(db, run.id, say, head)))
  const { id, state, mapCode, rowCount, goodCount, badCount, newCount, renewedCount, sameCount, repeatedCount, notes } =
    run
  print({
    id,
    state,
    map: mapCode,
    rows: rowCount,
    good: goodCount,
    bad: badCount,
    new: newCount,
    renewed: renewedCount,
    same: sameCount,
    repeated: repeatedCount,
    notes,
  })
}
