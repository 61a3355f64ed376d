/** Version of the formulas (docs/INDEX.md); it stands on every frozen quarter. */
export const indexMethod = '1'

/** The eight components of the index, in the order of domain 5.2.2. */
export const componentIds = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'] as const
export type ComponentId = (typeof componentIds)[number]

/** 0–100 each; null = missing, its weight goes to the others. */
export type ComponentValues = Readonly<Record<ComponentId, number | null>>
export type Weights = Readonly<Record<ComponentId, number>>

/** Default weights of the components (domain 5.2.2) [P]; they sum to 100. */
export const missionWeights: Weights = { C1: 20, C2: 15, C3: 20, C4: 10, C5: 10, C6: 5, C7: 10, C8: 10 }
/** Headquarters' domestic accounts: campaigns are its own, youth reach takes their weight (domain 5.2.2, C6). */
export const headquartersWeights: Weights = { ...missionWeights, C2: 0, C6: 20 }

export const weightsOf = (mission: { readonly isHeadquarters: boolean }): Weights =>
  mission.isHeadquarters ? headquartersWeights : missionWeights

type Present = { readonly id: ComponentId; readonly value: number; readonly weight: number }

const presentOf = (values: ComponentValues, weights: Weights): Present[] =>
  componentIds.flatMap((id) => {
    const value = values[id]
    return value === null || weights[id] === 0 ? [] : { id, value, weight: weights[id] }
  })

const weightIn = (present: readonly Present[]): number => present.reduce((sum, { weight }) => sum + weight, 0)

/** IKS = Σ W·C / Σ W over the components there are, 0–100; null without any (domain 5.2.2a, below 5). */
export function alignmentIndex(values: ComponentValues, weights: Weights): number | null {
  const present = presentOf(values, weights)
  const all = weightIn(present)
  return all > 0 ? present.reduce((sum, { weight, value }) => sum + weight * value, 0) / all : null
}

/**
 * The same as a weighted geometric mean, 0–100: a check of how much the choice of mean matters (MEA-11), never the index.
 * A component of 0 makes it 0.
 */
export function geometricIndex(values: ComponentValues, weights: Weights): number | null {
  const present = presentOf(values, weights)
  const all = weightIn(present)
  if (all <= 0) return null
  return Math.exp(present.reduce((sum, { weight, value }) => sum + weight * Math.log(value), 0) / all)
}

/** Percent of the index that each component decides once the missing ones' weight is given on; they sum to 100, or all are 0. */
export function effectiveWeights(values: ComponentValues, weights: Weights): Weights {
  const present = presentOf(values, weights)
  const all = weightIn(present)
  const shares: Record<ComponentId, number> = { C1: 0, C2: 0, C3: 0, C4: 0, C5: 0, C6: 0, C7: 0, C8: 0 }
  for (const { id, weight } of present) shares[id] = (100 * weight) / all
  return shares
}

/** Points of the index that each component lost: W·(100 − C) / Σ W. IKS = 100 − their sum. */
export function lossesOf(values: ComponentValues, weights: Weights): Readonly<Record<ComponentId, number>> {
  const shares = effectiveWeights(values, weights)
  return Object.fromEntries(componentIds.map((id) => [id, (shares[id] * (100 - (values[id] ?? 100))) / 100])) as Record<
    ComponentId,
    number
  >
}
