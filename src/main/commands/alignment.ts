import { parseArgs } from 'node:util'
import type { Sensitivity } from '../../contract/alignment.ts'
import { alignmentOpenData, freezeQuarter, viewSensitivity } from '../../features/alignment/index.ts'
import { publicScope, systemScope } from '../../features/missions/index.ts'
import { writeCsv } from '../../platform/csv.ts'
import { AppError } from '../../platform/errors.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { indexSources } from '../index-sources.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

const scope = systemScope('command line')

export const indexCommand: Command = {
  usage: 'index sensitivity [--window 90d|2026-Q4] [--json] | index freeze 2026-Q3 | index open-data',
  about:
    'what other weights would change, as CSV by name; freezes a quarter that has ended; prints the ministry’s open data',
  run: async (words) => {
    const options = { window: { type: 'string', default: '90d' }, json: { type: 'boolean', default: false } } as const
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [act, quarter = ''] = positionals
    const isWindow = /^(90d|\d{4}-Q[1-4])$/.test(values.window)
    const isKnown =
      act === 'open-data' || (act === 'sensitivity' && isWindow) || (act === 'freeze' && /^\d{4}-Q[1-4]$/.test(quarter))
    if (!isKnown) return refuse(indexCommand.usage)
    return withInstallation(async ({ database, clock, ministry }) => {
      const deps = { db: database.db, now: () => clock.now(), homeZone: ministry.homeZone, sources: indexSources }
      if (act === 'open-data') {
        print(await alignmentOpenData(database.db, publicScope))
        return 0
      }
      if (act === 'sensitivity') {
        const report = await viewSensitivity(deps, scope, values.window)
        if (values.json) print(report)
        else process.stdout.write(sensitivityCsv(report))
        return 0
      }
      try {
        print(await freezeQuarter(deps, scope, quarter))
        return 0
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        process.stderr.write(`${sayProblem('en', error.key, error.params)}\n`)
        return 1
      }
    })
  },
}

/** One line a scenario, then one a mission, by name; shifts to a thousandth of a point. */
function sensitivityCsv({ scenarios, rows }: Sensitivity): string {
  const fine = (value: number) => Math.round(value * 1000) / 1000
  return writeCsv([
    ['kind', 'name', 'mean_or_lowest_shift', 'largest_shift', 'band_changes', 'largest_move', 'rank_correlation'],
    ...scenarios.map((one) => [
      'scenario',
      one.name,
      fine(one.meanShift),
      fine(one.largestShift),
      one.bandChanges,
      one.largestMove,
      one.rankCorrelation === null ? null : fine(one.rankCorrelation),
    ]),
    ...rows.map((row) => [
      'mission',
      row.shortName,
      fine(row.lowestShift),
      fine(row.highestShift),
      row.changesBand,
      row.largestMove,
      null,
    ]),
  ])
}
