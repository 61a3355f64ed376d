/** Shares by objective code, `none` included; they sum to 1. */
export type Objectives = Readonly<Record<string, number>>

/** One label as it was given. `purpose` is the guide's 0, 1 or 2. */
export type GivenLabel = { readonly objective: string; readonly purpose: number }

/** Everything anybody said about one message. */
export type Opinions = {
  readonly adjudicated?: GivenLabel | undefined
  readonly blind: readonly GivenLabel[]
  /** The newest correction by an officer. */
  readonly corrected?: GivenLabel | undefined
  /** What its item declared before it was published. */
  readonly declared?: { readonly kind: string; readonly weights: Objectives } | undefined
  readonly machine?: (GivenLabel & { readonly abstained: boolean }) | undefined
}

export type Label = {
  readonly source: 'rated' | 'officer' | 'machine' | 'none'
  readonly origin: 'adjudicated' | 'blind' | 'corrected' | 'declared' | 'machine' | 'none'
  /** Empty where nobody's label stands. */
  readonly objectives: Objectives
  /** 0–1; null where nobody's label stands. */
  readonly purposeValue: number | null
}

export type Standing = {
  /** The label that counts. */
  readonly label: Label
  /** What would count if nobody had rated it: the stratum's estimate that a rating is held against. */
  readonly estimate: Label
  /** What the machine read, whoever else has spoken; stands in for an officer's label that waits for its audit. */
  readonly machine: Label & { readonly isReadable: boolean }
  /** Read by a machine that did not abstain, or labelled by a person (domain 5.2.1, 70 % rule). */
  readonly isReadable: boolean
}

const valuesOfKinds: Readonly<Record<string, number>> = {
  protocol: 0,
  activity: 0,
  activity_purpose: 0.5,
  purpose: 1,
  service: 1,
  emergency: 1,
}

/** Value of purpose, 0–1, by an item's kind (CON-02; domain 5.2.2, C3). */
export const purposeValueOf = (kind: string): number => valuesOfKinds[kind] ?? 0

const nobody: Label = { source: 'none', origin: 'none', objectives: {}, purposeValue: null }

/**
 * Whose label stands: adjudicated rating > blind ratings (their mean) > officer (correction, else what the item
 * declared) > machine (domain 5.2.2a.1). A label's primary objective is 1; secondaries are information only. `codeOf`
 * turns a reading topic into the code of the objective it speaks for, or `none`.
 */
export function standingOf(said: Opinions, codeOf: (objective: string) => string): Standing {
  const estimate = estimateOf(said, codeOf)
  const label = ratingOf(said, codeOf) ?? estimate
  return {
    label,
    estimate,
    machine: { ...machineOf(said, codeOf), isReadable: said.machine?.abstained === false },
    isReadable: label.source === 'machine' ? said.machine?.abstained === false : label !== nobody,
  }
}

function ratingOf(said: Opinions, codeOf: (objective: string) => string): Label | undefined {
  if (said.adjudicated) return { source: 'rated', origin: 'adjudicated', ...meanOf([said.adjudicated], codeOf) }
  if (said.blind.length > 0) return { source: 'rated', origin: 'blind', ...meanOf(said.blind, codeOf) }
  return undefined
}

function estimateOf(said: Opinions, codeOf: (objective: string) => string): Label {
  if (said.corrected) return { source: 'officer', origin: 'corrected', ...meanOf([said.corrected], codeOf) }
  if (said.declared)
    return {
      source: 'officer',
      origin: 'declared',
      objectives: normalised(said.declared.weights),
      purposeValue: purposeValueOf(said.declared.kind),
    }
  return machineOf(said, codeOf)
}

function machineOf(said: Opinions, codeOf: (objective: string) => string): Label {
  return said.machine ? { source: 'machine', origin: 'machine', ...meanOf([said.machine], codeOf) } : nobody
}

function meanOf(labels: readonly GivenLabel[], codeOf: (objective: string) => string) {
  const objectives: Record<string, number> = {}
  let purposeValue = 0
  for (const label of labels) {
    const code = codeOf(label.objective)
    objectives[code] = (objectives[code] ?? 0) + 1 / labels.length
    purposeValue += label.purpose / 2 / labels.length
  }
  return { objectives, purposeValue }
}

/** Protocol declares no objective and counts as `none`. */
function normalised(weights: Objectives): Objectives {
  const sum = Object.values(weights).reduce((a, b) => a + b, 0)
  if (sum <= 0) return { none: 1 }
  return Object.fromEntries(Object.entries(weights).map(([code, weight]) => [code, weight / sum]))
}

export type LanguageGroup = 'id' | 'en' | 'other'

/** Language group of a stratum: the declared language, else the one that was read. */
export function languageGroupOf(declared: string, read: string | null): LanguageGroup {
  const tag = (declared === 'und' ? (read ?? 'und') : declared).split('-')[0]
  return tag === 'id' || tag === 'en' ? tag : 'other'
}
