import type { Item } from '../../contract/items.ts'
import { measureVariant } from './check-item.ts'
import { type Finding, needsAdjustment, textOf } from './model.ts'
import { type ItemView, plannedAtOf } from './view-item.ts'

/** Makes a sentence of a key (`problem.<key>`) in the reader's language. */
export type SayKey = (key: string, params: Readonly<Record<string, string | number>>) => string

/** An item as the API answers it, findings as sentences. */
export function presentItem({ item, risk, findings, profiles }: ItemView, say: SayKey): Item {
  return {
    ...item,
    riskTier: risk.tier,
    plannedAt: plannedAtOf(item),
    media: [...item.media],
    texts: item.texts.map((text) => ({ ...text, needsAdjustment: needsAdjustment(text, item.texts) })),
    variants: item.variants.map((variant) => {
      const text = textOf(item, variant)
      return { ...variant, text, measure: measureVariant(text, profiles.get(variant.network)) }
    }),
    issues: findings.map((finding) => ({ ...finding, params: { ...finding.params }, detail: sentence(say, finding) })),
    riskReasons: risk.reasons.map((reason) => sentence(say, reason)),
  }
}

const sentence = (say: SayKey, { key, params }: Pick<Finding, 'key' | 'params'>): string =>
  say(`problem.${key}`, params)
