import type { ObjectiveTone } from '../../ui/objective-label.tsx'

/** Objectives of the seed that have a colour, in the order of its tree. */
const tones = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture'] as const

/** A ministry's own objectives have no colour; their word stands alone. */
export const toneOf = (code: string): ObjectiveTone => tones.find((tone) => tone === code) ?? 'none'

/** The order in which objectives stand everywhere, so that a column keeps its place from window to window. */
export const inOrder = <T extends { objective: string }>(shares: readonly T[]): readonly T[] => {
  const place = (code: string) => {
    const at = (tones as readonly string[]).indexOf(code)
    return at === -1 ? tones.length : at
  }
  return shares.toSorted((a, b) => place(a.objective) - place(b.objective) || a.objective.localeCompare(b.objective))
}

/** A name in the language in use. */
export const nameIn = (language: 'id' | 'en', named: { nameId: string; nameEn: string }): string =>
  language === 'en' ? named.nameEn : named.nameId
