import type { Item, ItemDraft, ItemRow, ItemText, ObjectiveWeight, Variant } from '../../contract/items.ts'

export type { Item, ItemDraft, ItemRow, RiskTier } from '../../contract/items.ts'

export type StoredText = Omit<ItemText, 'needsAdjustment'>
export type StoredVariant = Omit<Variant, 'measure' | 'text'>

/** An item as stored: what people wrote and chose, without what is computed from it. */
export type StoredItem = Omit<ItemRow, 'plannedAt'> &
  Pick<
    Item,
    | 'aim'
    | 'audience'
    | 'benefit'
    | 'desiredAction'
    | 'isSensitive'
    | 'sensitiveReason'
    | 'isPolicy'
    | 'facts'
    | 'narratives'
    | 'media'
    | 'returnedComment'
  > & { readonly texts: readonly StoredText[]; readonly variants: readonly StoredVariant[] }

/** A gap, a warning or a reason as key and parameters; who presents it makes the sentence. */
export type Finding = {
  readonly path: string
  readonly key: string
  readonly severity: 'block' | 'warn'
  readonly params: Readonly<Record<string, string | number>>
}

/** What will stand on the account: its own wording, else the version of its language. */
export const textOf = (item: Pick<StoredItem, 'texts'>, variant: Pick<StoredVariant, 'language' | 'textOverride'>) =>
  variant.textOverride ?? item.texts.find((text) => text.language === variant.language)?.text ?? ''

/** "perlu disesuaikan": made from an older wording of the master (CON-04). */
export function needsAdjustment(text: StoredText, texts: readonly StoredText[]): boolean {
  const master = texts.find((one) => one.isMaster)
  return !text.isMaster && master !== undefined && text.masterRevision < master.revision
}

export const linksIn = (text: string): string[] => text.match(/https?:\/\/[^\s<>"]+/giu) ?? []
export const hashtagsIn = (text: string): string[] => text.match(/(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]+/gu) ?? []

/** In thousandths, so that 0.333 + 0.667 is exactly 1. */
export const weightSum = (weights: readonly ObjectiveWeight[]): number =>
  weights.reduce((sum, { weight }) => sum + Math.round(weight * 1000), 0) / 1000

/** The part of a stored item that its author writes, in the shape in which the editor saves it. */
export function draftOf(item: StoredItem): ItemDraft {
  const { title, kind, aim, audience, benefit, desiredAction, campaignId, isSensitive, sensitiveReason } = item
  const { plannedLocal, plannedZone, isPolicy } = item
  const purpose = { title, kind, aim, audience, benefit, desiredAction, campaignId, isSensitive, sensitiveReason }
  return {
    ...purpose,
    isPolicy,
    facts: [...item.facts],
    narratives: item.narratives.map(({ id, overrideReason }) => ({ id, overrideReason })),
    plannedLocal,
    plannedZone,
    objectives: item.objectives.map(({ code, weight }) => ({ code, weight })),
    texts: item.texts.map(({ language, text, gist, translatorName }) => ({ language, text, gist, translatorName })),
    media: item.media.map(({ mediaId, altText }) => ({ mediaId, altText })),
    variants: item.variants.map(({ accountId, language, textOverride, link }) => ({
      accountId,
      language,
      textOverride,
      link,
    })),
  }
}
