import type { z } from 'zod'
import type { Campaign } from '../../../contract/campaigns.ts'
import type { Item, ItemDraft, itemTextInput } from '../../../contract/items.ts'

/** Language in which the master is written and in which an approver reads. */
export const homeLanguage = 'id'

export type Draft = Omit<ItemDraft, 'texts'> & { texts: DraftText[] }
export type DraftText = z.output<typeof itemTextInput>
/** Changes part of the draft; the rest stays. */
export type Change = (part: Partial<Draft>) => void

const emptyText = (language: string): DraftText => ({ language, text: '', gist: '', translatorName: '' })

/** A new item; `objective` is what it is meant for, when the way here already said so. */
export function emptyDraft(objective?: string): Draft {
  return {
    title: '',
    kind: 'purpose',
    objectives: objective === undefined ? [] : [{ code: objective, weight: 1 }],
    aim: '',
    audience: '',
    benefit: '',
    desiredAction: '',
    campaignId: null,
    isSensitive: false,
    sensitiveReason: '',
    isPolicy: false,
    texts: [emptyText(homeLanguage)],
    facts: [],
    narratives: [],
    media: [],
    variants: [],
    plannedLocal: null,
    plannedZone: null,
  }
}

/** A new item that starts from a kit: its objective, its locked core, and the kit's example around it. */
export function draftFromKit(campaign: Campaign): Draft {
  const core = campaign.kit.cores.find((one) => one.language === homeLanguage)
  const text = core === undefined ? '' : core.example.includes(core.message) ? core.example : core.message
  return {
    ...emptyDraft(),
    title: campaign.title,
    objectives: [{ code: campaign.objectiveCode, weight: 1 }],
    campaignId: campaign.id,
    texts: [{ ...emptyText(homeLanguage), text }],
  }
}

export function draftOf(item: Item): Draft {
  const texts = item.texts.map(({ language, text, gist, translatorName }) => ({ language, text, gist, translatorName }))
  const master = texts.some((one) => one.language === homeLanguage)
  return {
    title: item.title,
    kind: item.kind,
    objectives: item.objectives,
    aim: item.aim,
    audience: item.audience,
    benefit: item.benefit,
    desiredAction: item.desiredAction,
    campaignId: item.campaignId,
    isSensitive: item.isSensitive,
    sensitiveReason: item.sensitiveReason,
    isPolicy: item.isPolicy,
    texts: master ? texts : [emptyText(homeLanguage), ...texts],
    facts: item.facts,
    narratives: item.narratives.map(({ id, overrideReason }) => ({ id, overrideReason })),
    media: item.media.map(({ mediaId, altText }) => ({ mediaId, altText })),
    variants: item.variants.map(({ accountId, language, textOverride, link }) => ({
      accountId,
      language,
      textOverride,
      link,
    })),
    plannedLocal: item.plannedLocal,
    plannedZone: item.plannedZone,
  }
}

/** What the server takes: a link that is still being typed stays on the device until it is whole. */
export function sendable(draft: Draft): Draft {
  return {
    ...draft,
    variants: draft.variants.map((one) => (one.link && !isWholeLink(one.link.url) ? { ...one, link: null } : one)),
  }
}

export function isWholeLink(url: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s/]+/.test(url) && URL.canParse(url)
}

export const same = (a: Draft, b: Draft): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Answers of the first step that are still missing; a protocol item needs none. */
export function openAnswers(draft: Draft): number {
  if (draft.kind === 'protocol') return 0
  const answers = [draft.audience, draft.benefit, draft.desiredAction].filter((answer) => answer.trim() === '').length
  return answers + (draft.objectives.length === 0 ? 1 : 0)
}

export const addText = (draft: Draft, language: string, text: string): DraftText[] => [
  ...draft.texts,
  { ...emptyText(language), text },
]

/** Changes one language version. */
export const withText = (draft: Draft, language: string, part: Partial<DraftText>): DraftText[] =>
  draft.texts.map((one) => (one.language === language ? { ...one, ...part } : one))

/** Says "still fits" once: after it was saved, the mark is dropped. */
export const withoutMarks = (draft: Draft): Draft => ({
  ...draft,
  texts: draft.texts.map(({ isChecked: _, ...text }) => text),
})
