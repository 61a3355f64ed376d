import { type Kit, kitDeviations } from '../campaigns/index.ts'
import { type Finding, type RiskTier, type StoredItem, textOf } from './model.ts'

export type Risk = {
  readonly tier: RiskTier
  /** Why it is sensitive, as keys. */
  readonly reasons: readonly Pick<Finding, 'key' | 'params'>[]
  /** What of the kit is worth a look without raising the tier. */
  readonly hints: readonly Finding[]
}

/**
 * rutin or sensitif (APR-01, APR-07): sensitive when its author says so, or when a text that will be published changes
 * or translates the kit's locked core, or says what must not be said.
 */
export function assessRisk(item: StoredItem, kit: Kit | undefined): Risk {
  const reasons = new Map<string, Pick<Finding, 'key' | 'params'>>()
  const hints = new Map<string, Finding>()
  if (item.isSensitive) reasons.set('flag', { key: 'risk.flagged', params: { reason: item.sensitiveReason } })
  for (const { language, text, path } of kit ? publishedTexts(item) : [])
    for (const { kind, ...params } of kit ? kitDeviations(kit, language, text) : []) {
      const key = `risk.${kind}`
      const id = `${key}:${Object.values(params).join(':')}`
      if (kind === 'missing_words') hints.set(id, { path, key, severity: 'warn', params })
      else reasons.set(id, { key, params })
    }
  return {
    tier: reasons.size > 0 ? 'sensitive' : 'routine',
    reasons: [...reasons.values()],
    hints: [...hints.values()],
  }
}

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
