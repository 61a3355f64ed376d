import type { ItemDraft } from '../../src/features/items/model.ts'

/** An item that lacks nothing, for one account in Cairo; `part` says what is different. */
export function itemDraft(accountId: string, part: Partial<ItemDraft> = {}): ItemDraft {
  return {
    title: 'Cicip kopi',
    kind: 'purpose',
    objectives: [{ code: 'products', weight: 1 }],
    aim: '',
    audience: 'Pemilik kafe',
    benefit: 'Mencicipi kopi',
    desiredAction: 'Daftar',
    campaignId: null,
    isSensitive: false,
    sensitiveReason: '',
    texts: [{ language: 'id', text: 'Cari kopi? Daftar gratis.', gist: '', translatorName: '' }],
    media: [],
    variants: [{ accountId, language: 'id', textOverride: null, link: null }],
    plannedLocal: '2026-11-26T11:00',
    plannedZone: 'Africa/Cairo',
    ...part,
  }
}
