import type { Fact } from '../../contract/facts.ts'
import type { Narrative, NarrativeContent, NarrativeRow } from '../../contract/narratives.ts'
import type { MixShare, Objective } from '../../contract/strategy.ts'
import { quarterDays } from '../../platform/calendar/zones.ts'
import type { FieldIssue } from '../../platform/errors.ts'

export type { Fact, FactContent } from '../../contract/facts.ts'
export type { Narrative, NarrativeContent, NarrativeRow, NarrativeText } from '../../contract/narratives.ts'
export type { MissionMix, MixShare, Objective, TargetMix } from '../../contract/strategy.ts'

/** What somebody may change of an objective; version and days follow from it. */
export type ObjectiveContent = Omit<Objective, 'code' | 'version' | 'validFrom' | 'validTo' | 'changedBy'>

/** In hundredths of a percent, so that 33.33 + 33.33 + 33.34 is exactly 100. */
const hundredths = (percent: number): number => Math.round(percent * 100)

/** Sum of the shares, in percent. */
export const sumOf = (shares: readonly MixShare[]): number =>
  shares.reduce((sum, share) => sum + hundredths(share.percent), 0) / 100

/** What is wrong with a mix (STR-03): sum, an objective named twice, one that does not exist. Empty = it may be proposed. */
export function mixIssues(shares: readonly MixShare[], known: ReadonlySet<string>): FieldIssue[] {
  const issues: FieldIssue[] = []
  const seen = new Set<string>()
  for (const [index, share] of shares.entries()) {
    const path = `shares.${index}.objectiveCode`
    if (!known.has(share.objectiveCode))
      issues.push({ path, key: 'mix.unknown_objective', params: { code: share.objectiveCode } })
    if (seen.has(share.objectiveCode)) issues.push({ path, key: 'mix.twice', params: { code: share.objectiveCode } })
    seen.add(share.objectiveCode)
  }
  const sum = sumOf(shares)
  if (sum !== 100) issues.push({ path: 'shares', key: 'mix.not_100', params: { sum, difference: difference(sum) } })
  return issues
}

const difference = (sum: number): string => {
  const missing = hundredths(100 - sum) / 100
  return missing > 0 ? `+${missing}` : String(missing)
}

/** Middle of some numbers; the mean of the two middle ones where their count is even. 0 of none. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  return hundredths((low + high) / 2) / 100
}

/** Frozen once agreed and the quarter has begun, by the mission's own calendar. */
export function isFrozen(mix: { status: string; quarter: string } | null, today: string): boolean {
  return mix?.status === 'agreed' && quarterDays(mix.quarter).first <= today
}

/** What keeps a narrative from being saved; undefined = nothing. */
export function narrativeIssue(content: NarrativeContent, objectives: ReadonlySet<string>): FieldIssue | undefined {
  const stray = content.objectiveCodes.find((code) => !objectives.has(code))
  if (stray) return { path: 'objectiveCodes', key: 'mix.unknown_objective', params: { code: stray } }
  if (content.validUntil !== null && content.validUntil < content.validFrom)
    return { path: 'validUntil', key: 'narrative.ends_before_start', params: {} }
  const languages = content.texts.map((text) => text.language)
  const twice = languages.findIndex((language, index) => languages.indexOf(language) !== index)
  if (twice < 0) return undefined
  return {
    path: `texts.${twice}.language`,
    key: 'narrative.language_twice',
    params: { language: languages[twice] ?? '' },
  }
}

/** Where a narrative stands on a day; `facts` are those it leans on, as they stand now. */
export function stateOf(narrative: Narrative, facts: readonly Fact[], today: string): NarrativeRow['state'] {
  if (narrative.validUntil !== null && narrative.validUntil < today) return 'expired'
  if (narrative.validFrom > today) return 'upcoming'
  const isStale = facts.some(
    (fact) => fact.changedAt > narrative.changedAt || (fact.validUntil !== null && fact.validUntil < today),
  )
  return isStale ? 'stale' : 'active'
}
