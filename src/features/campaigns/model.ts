import type { AdoptionCounts, ApprovedCore, Assignment, CampaignDraft, Kit, KitCore } from '../../contract/campaigns.ts'
import type { FieldIssue } from '../../platform/errors.ts'

export type {
  Addressees,
  Addressing,
  Adoption,
  AdoptionCounts,
  AdoptionRow,
  ApprovedCore,
  Assignment,
  Campaign,
  CampaignDraft,
  CampaignRow,
  CorrectionTask,
  Kit,
  KitCore,
  KitInput,
  Overlap,
  Recall,
  RecallMission,
} from '../../contract/campaigns.ts'

export const minReasonLength = 10

/** What a campaign still lacks before missions may see it (CAM-01). Empty = it may be released. */
export function releaseIssues(draft: CampaignDraft, openObjectives: ReadonlySet<string>): FieldIssue[] {
  const issues: FieldIssue[] = []
  const need = (isFine: boolean, path: string, key: string) => {
    if (!isFine) issues.push({ path, key })
  }
  need(openObjectives.has(draft.objectiveCode), 'objectiveCode', 'campaign.objective_unknown')
  need(/\p{Nd}/u.test(draft.goal), 'goal', 'campaign.goal_not_measurable')
  need(/\p{Nd}/u.test(draft.baseline), 'baseline', 'campaign.no_baseline')
  need(draft.endsOn >= draft.startsOn, 'endsOn', 'campaign.ends_before_start')
  const masters = draft.kit.cores.filter((core) => core.isMaster)
  need(masters.length === 1, 'kit.cores', 'campaign.one_master')
  // What nobody approved stays at headquarters, so it may be unfinished.
  for (const [index, core] of draft.kit.cores.entries())
    if (core.isMaster) need(core.message.trim() !== '', `kit.cores.${index}.message`, 'campaign.core_empty')
  return [...issues, ...draftIssues(draft)]
}

/** Whether an approval of one wording holds for another: every word of the core is the same. */
export const isSameCore = (a: KitCore, b: KitCore): boolean =>
  a.headline === b.headline &&
  a.message === b.message &&
  a.example === b.example &&
  a.isMaster === b.isMaster &&
  a.facts.length === b.facts.length &&
  a.facts.every((fact, index) => fact === b.facts[index])

/** Whether two wordings lock the same: examples are free. */
export const isSameLock = (a: KitCore, b: KitCore): boolean => isSameCore({ ...a, example: '' }, { ...b, example: '' })

export const isApproved = (core: Pick<ApprovedCore, 'approvedAt'>): boolean => core.approvedAt !== null

/** What may not even be stored: the same language twice, an embargo after the target. */
export function draftIssues(draft: CampaignDraft): FieldIssue[] {
  const issues: FieldIssue[] = []
  const languages = new Set<string>()
  for (const [index, core] of draft.kit.cores.entries()) {
    if (languages.has(core.language))
      issues.push({
        path: `kit.cores.${index}.language`,
        key: 'campaign.language_twice',
        params: { language: core.language },
      })
    languages.add(core.language)
  }
  if (draft.embargoUntil !== null && draft.targetAt !== null && draft.targetAt < draft.embargoUntil)
    issues.push({ path: 'targetAt', key: 'campaign.target_in_embargo' })
  return issues
}

/** Accepted refusals leave the denominator (CAM-04). */
export function countAnswers(
  assignments: Iterable<Pick<Assignment, 'status'> & { refusalAcceptedAt: unknown }>,
): AdoptionCounts {
  const counts = { addressed: 0, pending: 0, taken: 0, adapted: 0, declined: 0, refusalsAccepted: 0 }
  for (const assignment of assignments) {
    counts.addressed += 1
    counts[assignment.status] += 1
    if (assignment.status === 'declined' && assignment.refusalAcceptedAt !== null) counts.refusalsAccepted += 1
  }
  return { ...counts, denominator: counts.addressed - counts.refusalsAccepted }
}

/** One wording for comparing: line ends, runs of blanks and typographic marks of keyboards do not matter, words do. */
export const plainWording = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()

export type KitDeviation =
  | { readonly kind: 'core_changed'; readonly language: string }
  | { readonly kind: 'core_translated'; readonly language: string }
  | { readonly kind: 'forbidden_words'; readonly language: string; readonly words: string }
  | { readonly kind: 'missing_words'; readonly language: string; readonly words: string }

/**
 * How a text departs from its kit: the core's message must stand in it word for word; in a language for which
 * headquarters has approved no core, the mission translated it. Either makes the item sensitive, as do words that must
 * not be said (CAM-02, APR-07). Missing words are only worth a look. A kit that locks nothing only forbids words.
 */
export function kitDeviations(
  kit: Pick<Kit, 'cores' | 'mustSay' | 'mustNotSay'>,
  language: string,
  text: string,
  options: { readonly isLocked?: boolean } = {},
): KitDeviation[] {
  const written = plainWording(text)
  const folded = written.toLocaleLowerCase('und')
  const has = (words: string) => folded.includes(plainWording(words).toLocaleLowerCase('und'))
  const core = kit.cores.find((one) => one.language === language && isApproved(one))
  const deviations: KitDeviation[] = kit.mustNotSay
    .filter(has)
    .map((words) => ({ kind: 'forbidden_words', language, words }))
  if (options.isLocked === false) return deviations
  if (!core) return [{ kind: 'core_translated', language }, ...deviations]
  if (!written.includes(plainWording(core.message))) deviations.unshift({ kind: 'core_changed', language })
  // What must be said is listed in the words of the master; in other languages only a person can tell.
  if (core.isMaster)
    deviations.push(
      ...kit.mustSay
        .filter((words) => !has(words))
        .map((words) => ({ kind: 'missing_words' as const, language, words })),
    )
  return deviations
}
