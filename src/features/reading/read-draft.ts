import type { DraftReading } from '../../contract/reading.ts'
import type { PlainLists } from './plain-language/lists.ts'
import { assessPlainLanguage } from './plain-language/plain-language.ts'
import type { Reader } from './reader/reader.ts'

/** What a text reads as while it is being written. Pure; an empty text is read as `none` with confidence 0. */
export function readDraft(
  deps: { reader: Reader; lists: PlainLists },
  draft: { readonly text: string; readonly language?: string | undefined },
): DraftReading {
  const { text } = draft
  const {
    language,
    objectives: _,
    ...reading
  } = deps.reader.read({
    text,
    ...(draft.language === undefined ? {} : { lang: draft.language }),
  })
  const base = language.split('-')[0]
  if (base !== 'id' && base !== 'en') return { language, reading, plainLanguage: null }
  const plain = assessPlainLanguage(text, { language: base, lists: deps.lists })
  return {
    language,
    reading,
    plainLanguage: {
      score: plain.score,
      words: plain.words,
      wordsPerSentence: plain.wordsPerSentence,
      jargonPer100Words: plain.jargonPer100Words,
      unexplainedAcronyms: plain.unexplainedAcronyms,
      listsVersion: plain.listsVersion,
      flags: plain.flags,
    },
  }
}
