import { expect, it } from 'vitest'
import { parsePlainLists, readPlainLists } from './lists.ts'
import { assessPlainLanguage } from './plain-language.ts'

const lists = readPlainLists()

it('gives a plain caption the full score and no flag', () => {
  const text = 'Kopi Gayo kini dijual di Oslo. Harga petani naik. Anda bisa beli di toko kami.'
  expect(assessPlainLanguage(text, { language: 'id', lists })).toMatchObject({
    words: 15,
    lix: 5,
    wordsPerSentence: 5,
    longWordsShare: 0,
    jargonPer100Words: 0,
    acronyms: 0,
    f1: 1,
    f2: 1,
    f3: 1,
    f4: 1,
    score: 100,
    flags: [],
  })
})

it('takes points from officialese and says why, pointing into the text', () => {
  const text =
    'Dalam rangka memfasilitasi pemangku kepentingan, PTRI menyelenggarakan sosialisasi implementasi kerja sama bilateral.'
  const result = assessPlainLanguage(text, { language: 'id', lists })
  expect(result).toMatchObject({
    words: 12,
    wordsPerSentence: 12,
    lix: 70.3,
    f3: 0,
    acronyms: 1,
    unexplainedAcronyms: 1,
    f4: 0,
  })
  for (const flag of result.flags) {
    expect(text.slice(flag.start, flag.end)).toBe(flag.text)
    expect(flag.why).not.toBe('')
  }
  expect(result.flags.find((flag) => flag.text === 'pemangku kepentingan')?.suggestion).toBe('pihak terkait')
  expect(result.flags.find((flag) => flag.kind === 'acronym')?.suggestion).toContain('Perutusan Tetap')
})

it('takes an acronym as explained once its meaning stands beside it', () => {
  const explained = 'Perutusan Tetap Republik Indonesia (PTRI) pindah kantor.'
  expect(assessPlainLanguage(explained, { language: 'id', lists }).unexplainedAcronyms).toBe(0)
})

it('flags a long sentence in English and counts no long words against it', () => {
  const text = `${'The ambassador spoke with farmers about rice '.repeat(4)}today.`
  const result = assessPlainLanguage(text, { language: 'en', lists })
  expect(result.flags.map((flag) => flag.kind)).toEqual(['long-sentence'])
  expect(result).toMatchObject({ wordsPerSentence: 29, f2: 0.067, f3: 1, score: 53.3 })
})

it('a term added to the list changes the next score and leaves the past one as it was', () => {
  const sources = { jargonId: 'version 1\nguna = untuk', jargonEn: 'version 1', acronyms: 'version 1' }
  const before = parsePlainLists(sources)
  const text = 'Kami hadir guna menyapa warga di aula.'
  const past = assessPlainLanguage(text, { language: 'id', lists: before })
  const after = parsePlainLists({ ...sources, jargonId: 'version 2\nguna = untuk\nmenyapa = bertemu' })
  const next = assessPlainLanguage(text, { language: 'id', lists: after })
  expect(past.listsVersion).toBe('id:1 en:1 acronyms:1')
  expect(next.listsVersion).toBe('id:2 en:1 acronyms:1')
  expect(next.jargonPer100Words).toBeGreaterThan(past.jargonPer100Words)
  expect(assessPlainLanguage(text, { language: 'id', lists: before })).toEqual(past)
})

it('knows at least 300 Indonesian terms, each with plainer words', () => {
  expect(lists.jargon.id.size).toBeGreaterThanOrEqual(300)
  expect([...lists.jargon.id.values()].every((plain) => plain.length > 0)).toBe(true)
})

it('refuses a list line it cannot read, by name and number', () => {
  expect(() => parsePlainLists({ jargonId: 'version 1\nguna', jargonEn: 'version 1', acronyms: 'version 1' })).toThrow(
    'jargon-id line 2',
  )
})

it.each(['', '😀😀', '\u0000', '#hashtag @nama example.org/x'])('scores %j as nothing and never fails', (text) => {
  expect(assessPlainLanguage(text, { language: 'id', lists })).toMatchObject({ words: 0, score: 0, flags: [] })
})
