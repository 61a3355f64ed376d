/** Working days before the target by which a kit must be out (domain 5.2.6). */
export const kitLeadDays = 3

const share = (good: number, all: number): number | null => (all > 0 ? (100 * good) / all : null)

/**
 * D1 (domain 5.2.6): share of kits released at least 3 working days before their target date, in the receiving mission's
 * working days. 0–100; null without kits. `leadDays` one number a kit (or mission and kit).
 */
export const kitsInTime = (leadDays: readonly number[]): number | null =>
  share(leadDays.filter((days) => days >= kitLeadDays).length, leadDays.length)

/** One review by the desk or headquarters: how long it took and how long it may take, in the reviewer's working hours. */
export type ReviewTime = { readonly hours: number; readonly allowedHours: number }

/**
 * D2 (domain 5.2.6): 100 · min(1, SLA / median turnaround). Where steps have different limits, the median is that of
 * turnaround ÷ limit, which is the same for one limit. 0–100; null without reviews.
 */
export function reviewTurnaround(reviews: readonly ReviewTime[]): number | null {
  const ratios = reviews.map((review) => review.hours / review.allowedHours).sort((a, b) => a - b)
  const middle = Math.floor(ratios.length / 2)
  const upper = ratios[middle]
  if (upper === undefined) return null
  const median = ratios.length % 2 === 1 ? upper : ((ratios[middle - 1] ?? upper) + upper) / 2
  return median <= 1 ? 100 : 100 / median
}

/**
 * D3 (domain 5.2.6): share of kits with an approved core in one of the mission's working languages, by their target.
 * Regional forms count for their language (`zh-Hant` for `zh`). 0–100; null without kits.
 */
export const kitsInLanguage = (
  kits: readonly { readonly languages: readonly string[]; readonly missionLanguages: readonly string[] }[],
): number | null =>
  share(
    kits.filter((kit) => {
      const own = new Set(kit.missionLanguages.map(baseOf))
      return kit.languages.some((language) => own.has(baseOf(language)))
    }).length,
    kits.length,
  )

const baseOf = (language: string): string => language.split('-')[0] ?? language

/** D4 (domain 5.2.6): share of the mission's questions answered within the time promised. 0–100; null without questions. */
export const questionsAnswered = (questions: {
  readonly answeredInTime: number
  readonly all: number
}): number | null => share(questions.answeredInTime, questions.all)

/** D5 (domain 5.2.6): share of narratives that are valid (no fact of theirs overtaken) and name a source. 0–100. */
export const narrativesSound = (
  narratives: readonly { readonly isValid: boolean; readonly hasSource: boolean }[],
): number | null => share(narratives.filter((one) => one.isValid && one.hasSource).length, narratives.length)

/** Weights of the parts (domain 5.2.6); they sum to 100. */
export const supportWeights = { D1: 30, D2: 25, D3: 20, D4: 15, D5: 10 } as const
export type SupportPart = keyof typeof supportWeights

/** Below this a region's C2 is shown with "terpengaruh dukungan pusat" (domain 5.2.6). */
export const weakSupport = 60

/** Dukungan Pusat: Σ W·D / Σ W over the parts that can be measured. 0–100; null without any. */
export function hqSupport(parts: Readonly<Record<SupportPart, number | null>>): number | null {
  let sum = 0
  let weights = 0
  for (const [id, weight] of Object.entries(supportWeights) as [SupportPart, number][]) {
    const value = parts[id]
    if (value === null) continue
    sum += weight * value
    weights += weight
  }
  return weights > 0 ? sum / weights : null
}
