/** What an alert is called in a post, by language; others take the Indonesian one, which the network's readers know. */
const levels: Readonly<Record<string, string>> = { id: 'SIAGA', en: 'ALERT LEVEL', ar: 'إنذار من المستوى' }
const ends: Readonly<Record<string, string>> = { id: 'SIAGA DICABUT', en: 'ALERT LIFTED', ar: 'انتهى الإنذار' }
const warnings: Readonly<Record<string, string>> = { id: 'PERINGATAN', en: 'WARNING', ar: 'تحذير' }

const pick = (words: Readonly<Record<string, string>>, language: string): string =>
  words[language.split('-')[0] ?? ''] ?? words.id ?? ''

export const levelMark = (level: number) => (language: string) => `${pick(levels, language)} ${level}`
export const endMark = (language: string): string => pick(ends, language)
export const warningMark = (language: string): string => pick(warnings, language)
