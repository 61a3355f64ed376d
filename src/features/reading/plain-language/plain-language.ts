import { mask } from '../reader/mask.ts'
import { NUMBER, type Token, tokenise } from '../reader/tokens.ts'
import type { PlainLists } from './lists.ts'

export type PlainFlag = {
  kind: 'long-sentence' | 'jargon' | 'acronym'
  /** UTF-16 offsets into the text. */
  start: number
  end: number
  text: string
  suggestion?: string
  /** One sentence for the writer, in the language of the text. */
  why: string
}

export type PlainLanguage = {
  language: 'id' | 'en'
  listsVersion: string
  words: number
  lix: number
  wordsPerSentence: number
  longWordsShare: number
  jargonPer100Words: number
  acronyms: number
  unexplainedAcronyms: number
  /** The four parts of C4, each 0–1. */
  f1: number
  f2: number
  f3: number
  f4: number
  /** 0–100. Indonesian by C4; English by sentence length and jargon alone. */
  score: number
  flags: PlainFlag[]
}

/** A word longer than this is long (LIX). */
const LONG_WORD = 6
/** Sentences longer than this are flagged: C4 gives its first point lost at 15 words and none at 30. */
const LONG_SENTENCE = 25

/**
 * How plain a text is, by C4 of the index: LIX, words per sentence, jargon per 100 words, unexplained acronyms.
 * Links, handles and hashtags count as nothing. An empty text scores 0 and has no flag.
 * LIX is Björnsson's; its anchors are local (Indonesian affixes make long words, so the Swedish scale misleads).
 */
export function assessPlainLanguage(
  text: string,
  options: { language: 'id' | 'en'; lists: PlainLists },
): PlainLanguage {
  const { language, lists } = options
  const masked = mask(text).text
  const { tokens } = tokenise(masked)
  const words = tokens.filter((token) => token.kind !== NUMBER)
  const count = words.length
  const sentences = groupBySentence(tokens)
  const long = words.filter((word) => word.form.length > LONG_WORD).length
  const perSentence = sentences.length === 0 ? 0 : count / sentences.length
  const jargon = findJargon(tokens, text, language, lists)
  const acronyms = findAcronyms(tokens, masked, language, lists)
  const share = count === 0 ? 0 : long / count
  const lix = perSentence + 100 * share
  const jargonPer100Words = count === 0 ? 0 : (jargon.length / count) * 100
  const f1 = clamp((80 - lix) / 40)
  const f2 = clamp((30 - perSentence) / 15)
  const f3 = 1 - Math.min(1, jargonPer100Words / 5)
  const f4 = 1 - acronyms.unexplained.length / Math.max(1, acronyms.count)
  const mean = language === 'id' ? 0.4 * f1 + 0.2 * f2 + 0.2 * f3 + 0.2 * f4 : 0.5 * f2 + 0.5 * f3
  const flags = [...longSentences(sentences, text, language), ...jargon, ...acronyms.unexplained]
  return {
    language,
    listsVersion: lists.version,
    words: count,
    lix: tenth(lix),
    wordsPerSentence: tenth(perSentence),
    longWordsShare: thousandth(share),
    jargonPer100Words: tenth(jargonPer100Words),
    acronyms: acronyms.count,
    unexplainedAcronyms: acronyms.unexplained.length,
    f1: thousandth(f1),
    f2: thousandth(f2),
    f3: thousandth(f3),
    f4: thousandth(f4),
    score: count === 0 ? 0 : tenth(100 * mean),
    flags: flags.sort((a, b) => a.start - b.start || a.end - b.end),
  }
}

function groupBySentence(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = []
  let number = -1
  for (const token of tokens) {
    if (token.sentence !== number) {
      groups.push([])
      number = token.sentence
    }
    groups.at(-1)?.push(token)
  }
  return groups.filter((group) => group.some((token) => token.kind !== NUMBER))
}

function longSentences(sentences: readonly Token[][], text: string, language: 'id' | 'en'): PlainFlag[] {
  return sentences.flatMap((sentence) => {
    const words = sentence.filter((token) => token.kind !== NUMBER).length
    const first = sentence[0]
    const last = sentence.at(-1)
    if (words <= LONG_SENTENCE || !first || !last) return []
    const why =
      language === 'id'
        ? `Kalimat ini ${words} kata. Pecah menjadi kalimat yang paling panjang ${LONG_SENTENCE} kata.`
        : `This sentence has ${words} words. Split it; ${LONG_SENTENCE} is the most a reader keeps in mind.`
    return [{ kind: 'long-sentence', start: first.start, end: last.end, text: text.slice(first.start, last.end), why }]
  })
}

/** The longest term wins at each place; terms do not overlap. */
function findJargon(tokens: readonly Token[], text: string, language: 'id' | 'en', lists: PlainLists): PlainFlag[] {
  const found: PlainFlag[] = []
  for (let i = 0; i < tokens.length; i++) {
    for (let length = Math.min(lists.longestTerm, tokens.length - i); length > 0; length--) {
      const stretch = tokens.slice(i, i + length)
      const term = lists.jargon[language].get(stretch.map((token) => token.form).join(' '))
      const first = stretch[0]
      const last = stretch.at(-1)
      if (!term || !first || !last) continue
      const why = whyJargon(term, language)
      const start = first.start
      found.push({ kind: 'jargon', start, end: last.end, text: text.slice(start, last.end), suggestion: term, why })
      i += length - 1
      break
    }
  }
  return found
}

/** Suggestions in brackets are advice, not a word to put in. */
function whyJargon(term: string, language: 'id' | 'en'): string {
  const advice = term.startsWith('(')
  if (language === 'id') {
    return advice
      ? `Ungkapan dinas yang tidak memberi tahu apa-apa: ${term.slice(1, -1)}.`
      : `Istilah dinas. Pembaca umum lebih paham “${term}”.`
  }
  return advice
    ? `An official phrase that tells the reader nothing: ${term.slice(1, -1)}.`
    : `Official jargon. Most readers understand “${term}” better.`
}

const ACRONYM = /^[A-Z][A-Z0-9]{1,9}$/

function findAcronyms(
  tokens: readonly Token[],
  text: string,
  language: 'id' | 'en',
  lists: PlainLists,
): { count: number; unexplained: PlainFlag[] } {
  const seen = new Set<string>()
  const unexplained: PlainFlag[] = []
  const lower = text.toLowerCase()
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || token.kind === NUMBER) continue
    const raw = text.slice(token.start, token.end)
    if (!ACRONYM.test(raw) || seen.has(raw) || isShouting(tokens, i, text)) continue
    if (lists.everyday.has(raw)) continue
    seen.add(raw)
    const meaning = lists.acronyms.get(raw)
    if (isExplained(text, lower, token, meaning)) continue
    unexplained.push({
      kind: 'acronym',
      start: token.start,
      end: token.end,
      text: raw,
      ...(meaning === undefined ? {} : { suggestion: `${meaning} (${raw})` }),
      why:
        language === 'id'
          ? 'Singkatan ini belum dijelaskan. Tulis kepanjangannya sekali, lalu singkatannya dalam kurung.'
          : 'This acronym is not explained. Write it out once, then put the acronym in brackets.',
    })
  }
  return { count: seen.size, unexplained }
}

/** A line in capitals is loud, not full of acronyms: the words on both sides are capitals too. */
function isShouting(tokens: readonly Token[], at: number, text: string): boolean {
  const loud = (token: Token | undefined) => {
    if (!token || token.kind === NUMBER) return false
    const raw = text.slice(token.start, token.end)
    return raw.length > 4 && raw === raw.toUpperCase() && raw !== raw.toLowerCase()
  }
  return loud(tokens[at - 1]) || loud(tokens[at + 1])
}

function isExplained(text: string, lower: string, token: Token, meaning: string | undefined): boolean {
  if (meaning !== undefined && lower.includes(meaning.toLowerCase())) return true
  // "Kedutaan Besar (KBRI)" and "KBRI (Kedutaan Besar)" both explain.
  const before = text.slice(Math.max(0, token.start - 1), token.start)
  const after = text.slice(token.end, token.end + 2)
  return (before === '(' && after.startsWith(')')) || /^\s?\($/.test(after) || after.startsWith('(')
}

const clamp = (x: number) => Math.max(0, Math.min(1, x))
const tenth = (x: number) => Math.round(x * 10) / 10
const thousandth = (x: number) => Math.round(x * 1000) / 1000
