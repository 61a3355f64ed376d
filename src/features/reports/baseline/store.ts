import { sql } from 'kysely'
import { quarterDays } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { systemScope } from '../../missions/index.ts'
import { findStandings, type Label } from '../../rating/index.ts'
import type { Counted, Values } from './estimate.ts'

/** A message of the baseline, and whose it is; `source` none: read by nobody yet. */
export type BaselineMessage = Counted & {
  readonly missionId: string
  readonly languageGroup: 'id' | 'en' | 'other'
  readonly source: Label['source']
}

type Given = {
  messageId: string
  source: string
  objective: string
  purpose: number
  benefit: boolean | null
  isSampled: boolean
}

export const purposeCodes = ['purpose-0', 'purpose-1', 'purpose-2'] as const
export const benefitCode = 'benefit'
/** Objectives stand beside the fixed codes, so they carry a mark. */
export const objectivePrefix = 'objective:'

/**
 * Every message of a quarter that counts, of missions (not of headquarters), with its values. The ministry's figure is
 * nobody's own, so it needs no scope of a person; what is answered from it are totals.
 */
export async function findBaselineMessages(db: Db, quarter: string): Promise<BaselineMessage[]> {
  const { first, last } = quarterDays(quarter)
  const inQuarter = sql<boolean>`message.excluded_reason is null
    and message.local_day between ${first}::date and ${last}::date
    and message.mission_id in (select id from mission where not is_headquarters)`
  const standings = await findStandings(db, systemScope('baseline'), inQuarter)
  const { rows: given } = await sql<Given>`
    select label.message_id, label.source, label.objective, label.purpose, label.benefit,
      label.sample_quarter is not distinct from ${quarter} as is_sampled
    from label join message on message.id = label.message_id where ${inQuarter}
    order by label.created_at, label.id`.execute(db)
  const labels = Map.groupBy(given, ({ messageId }) => messageId)
  const { rows: read } = await sql<{ messageId: string }>`
    select reading.message_id from reading join message on message.id = reading.message_id
    where reading.benefit and ${inQuarter}`.execute(db)
  const benefits = new Set(read.map(({ messageId }) => messageId))
  return standings.map(({ id, missionId, languageGroup, standing }) => {
    const own = labels.get(id) ?? []
    const { estimate } = standing
    const officer = own.findLast(({ source }) => source === 'officer')
    const adjudicated = own.findLast(({ source }) => source === 'adjudicated')
    const rated = adjudicated ? [adjudicated] : own.filter(({ source }) => source === 'blind')
    return {
      missionId,
      languageGroup,
      source: estimate.source,
      stratum: `${languageGroup} ${estimate.source}`,
      label: valuesOf(
        estimate.objectives,
        estimate.purposeValue === null ? [] : [Math.round(estimate.purposeValue * 2)],
        [officer?.benefit ?? benefits.has(id)],
      ),
      rating:
        rated.length === 0
          ? null
          : valuesOf(
              standing.label.objectives,
              rated.map(({ purpose }) => purpose),
              rated.map(({ benefit }) => benefit ?? false),
            ),
      isSampled: own.some((label) => label.isSampled),
    }
  })
}

function valuesOf(objectives: Label['objectives'], purposes: readonly number[], benefits: readonly boolean[]): Values {
  const values: Record<string, number> = {}
  for (const [code, share] of Object.entries(objectives)) values[`${objectivePrefix}${code}`] = share
  for (const purpose of purposes) {
    const code = `purpose-${purpose}`
    values[code] = (values[code] ?? 0) + 1 / purposes.length
  }
  values[benefitCode] = benefits.filter(Boolean).length / Math.max(1, benefits.length)
  return values
}
