import { type Campaign, kitDeviations } from '../campaigns/index.ts'
import { type Finding, type RiskTier, type StoredItem, textOf } from './model.ts'

export type Risk = {
  readonly tier: RiskTier
  /** Why it is sensitive, as keys. */
  readonly reasons: readonly Pick<Finding, 'key' | 'params'>[]
  /** What of the kit is worth a look without raising the tier. */
  readonly hints: readonly Finding[]
}

/**
 * rutin, sensitif or kebijakan (APR-01, APR-07). An item that keeps the kit's locked core is covered by headquarters'
 * clearance of the kit, whatever the kit's own tier. A text that changes or translates the core, or says what must not
 * be said, goes through the kit's tier again, at least sensitif. Its author may say more: sensitive, or policy.
 */
export function assessRisk(
  item: StoredItem,
  campaign: Pick<Campaign, 'kit' | 'riskTier' | 'credit'> | undefined,
): Risk {
  const kit = campaign?.kit
  const reasons = new Map<string, Pick<Finding, 'key' | 'params'>>()
  const hints = new Map<string, Finding>()
  if (item.isSensitive) reasons.set('flag', { key: 'risk.flagged', params: { reason: item.sensitiveReason } })
  if (item.isPolicy) reasons.set('policy', { key: 'risk.policy', params: {} })
  // What a peer shares locks nothing: no word of it is headquarters'.
  const isLocked = campaign?.credit === null
  let hasDeviation = false
  for (const { language, text, path } of kit ? publishedTexts(item) : [])
    for (const { kind, ...params } of kit ? kitDeviations(kit, language, text, { isLocked }) : []) {
      const key = `risk.${kind}`
      const id = `${key}:${Object.values(params).join(':')}`
      if (kind === 'missing_words') hints.set(id, { path, key, severity: 'warn', params })
      else {
        reasons.set(id, { key, params })
        hasDeviation = true
      }
    }
  return {
    tier: tierOf(item.isPolicy || (hasDeviation && campaign?.riskTier === 'policy'), reasons.size > 0),
    reasons: [...reasons.values()],
    hints: [...hints.values()],
  }
}

const tierOf = (isPolicy: boolean, hasReason: boolean): RiskTier =>
  isPolicy ? 'policy' : hasReason ? 'sensitive' : 'routine'

/** Texts that will stand on accounts; while no account is chosen, all versions. */
function publishedTexts(item: StoredItem): { language: string; text: string; path: string }[] {
  if (item.variants.length === 0)
    return item.texts.map(({ language, text }, index) => ({ language, text, path: `texts.${index}.text` }))
  return item.variants.map((variant, index) => ({
    language: variant.language,
    text: textOf(item, variant),
    path: `variants.${index}.text`,
  }))
}
