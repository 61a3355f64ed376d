import type { HowUsed } from '../../campaigns/index.ts'

/** Working hours after which the worth of being in time has halved (domain 5.2.2). [P] */
export const halfLifeHours = 48
/** Smallest Σ g that C2 may stand on (domain 5.2.1: "3 campaigns weight for C2"). */
export const minCampaignWeight = 3

/** One kit that a mission was asked for. Accepted refusals, peers' kits and withdrawn kits never come here. */
export type AskedCampaign = {
  readonly obligation: 'mandatory' | 'recommended'
  /** What the mission published of it; null = nothing. */
  readonly how: HowUsed | null
  /** Working hours of the mission after the target, >= 0. */
  readonly lateHours: number
  /** The kit came less than three working days of the mission before its target. */
  readonly isKitLate: boolean
}

export type CampaignPart = {
  /** g: 1 mandatory, 0.5 recommended. */
  readonly weight: number
  /** a · (0.7 + 0.3 v), 0–1. */
  readonly earned: number
  /** v = 2^(−late hours / 48), 0–1; 0 where nothing was published. */
  readonly timeliness: number
  /** False: the kit came late and would have cost the mission, so it does not count. */
  readonly counts: boolean
}

export type Adoption = {
  /** C2, 0–100; null where nothing counts. */
  readonly value: number | null
  /** Σ g of what counts. */
  readonly weight: number
  /** In the order of the input. */
  readonly parts: readonly CampaignPart[]
}

/**
 * C2 Adopsi & kecepatan kampanye (domain 5.2.2): C2 = 100 · Σ g·a·(0.7 + 0.3·v) / Σ g, with g = 1 mandatory, 0.5
 * recommended; a = 1 adapted, 0.5 as it was, 0 nothing; v = 2^(−ℓ/48), ℓ working hours of the mission after the target.
 * Range 0–100. A kit that came late never costs a mission (5.2.6, here whatever the region's support): it counts only
 * where it does not bring the value of the others down.
 */
export function campaignAdoption(campaigns: readonly AskedCampaign[]): Adoption {
  const earned = campaigns.map(earnedBy)
  const sums = { weight: 0, earned: 0 }
  const add = (index: number) => {
    const part = earned[index]
    if (!part) return
    sums.weight += part.weight
    sums.earned += part.weight * part.earned
  }
  const isIn = campaigns.map((campaign) => !campaign.isKitLate)
  for (const [index, counts] of isIn.entries()) if (counts) add(index)
  // The best first: each one that is let in may only raise what the next is held against.
  const late = [...earned.keys()]
    .filter((index) => !isIn[index])
    .sort((a, b) => (earned[b]?.earned ?? 0) - (earned[a]?.earned ?? 0))
  for (const index of late)
    if (sums.weight > 0 && (earned[index]?.earned ?? 0) >= sums.earned / sums.weight) {
      isIn[index] = true
      add(index)
    }
  return {
    value: sums.weight > 0 ? (100 * sums.earned) / sums.weight : null,
    weight: sums.weight,
    parts: earned.map((part, index) => ({ ...part, counts: isIn[index] ?? false })),
  }
}

const worth = { adapted: 1, as_is: 0.5 } as const

function earnedBy(campaign: AskedCampaign): Omit<CampaignPart, 'counts'> {
  const weight = campaign.obligation === 'mandatory' ? 1 : 0.5
  if (campaign.how === null) return { weight, earned: 0, timeliness: 0 }
  const timeliness = 2 ** (-Math.max(0, campaign.lateHours) / halfLifeHours)
  return { weight, earned: worth[campaign.how] * (0.7 + 0.3 * timeliness), timeliness }
}
