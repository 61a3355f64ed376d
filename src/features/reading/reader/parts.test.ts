import { expect, it } from 'vitest'
import { createCueLexicon } from './cue-lexicon.ts'
import { mask } from './mask.ts'
import { tokenise } from './tokens.ts'

it('masks links, mails, handles, hashtags and phone numbers and keeps every offset', () => {
  const text = 'Tulis ke info@example.org, buka example.org/kopi. Telp +62 21 000 0000, #TEI @kbri kopi'
  const masked = mask(text)
  expect(masked).toMatchObject({ mails: 1, links: 1, phones: 1, hashtags: 1, handles: 1 })
  expect(masked.text).toHaveLength(text.length)
  expect(masked.text.replace(/\s+/g, ' ')).toBe('Tulis ke , buka . Telp , kopi')
  expect(masked.text.indexOf('kopi')).toBe(text.lastIndexOf('kopi'))
})

it('leaves dates, prices and times alone', () => {
  const text = 'Pukul 09.00, Rp 1.250.000, 3–5 Juli 2026'
  expect(mask(text).text).toBe(text)
})

it('cuts words, numbers and unspaced runs, and counts sentences', () => {
  const { tokens, sentences } = tokenise('Kopi naik 12,5%. 咖啡出口 มาก!\nSelesai')
  expect(tokens.map((token) => token.form)).toEqual(['kopi', 'naik', '12,5', '咖啡出口', 'มาก', 'selesai'])
  expect(sentences).toBe(3)
})

it('writes one form for the letters that Arabic and Persian writers mix', () => {
  expect(tokenise('قهوة كافی').tokens.map((token) => token.form)).toEqual(
    tokenise('قهوه کافي').tokens.map((t) => t.form),
  )
})

const lexicon = createCueLexicon([
  { language: 'id', content: 'version 3\nproduct: kopi, ekspor*\ntravel: visa on arrival' },
  { language: 'tr', content: 'version 1\nmoney: para' },
  { language: 'zh', content: 'version 1\nproduct: 咖啡, 咖啡豆' },
])
const concepts = (text: string, language: string | null) =>
  lexicon
    .find(tokenise(text).tokens, text, language)
    .map((hit) => `${lexicon.concepts[hit.concept]}:${text.slice(hit.start, hit.end)}`)

it('finds words, stems, phrases, affixed words and words inside unspaced runs', () => {
  expect(concepts('Eksportir kopinya', 'id')).toEqual(['product:Eksportir', 'product:kopinya'])
  expect(concepts('dapat Visa on Arrival di sini', 'id')).toEqual(['travel:Visa on Arrival'])
  expect(concepts('新咖啡豆', 'zh')).toEqual(['product:咖啡', 'product:咖啡豆'])
})

it('lets a word speak only in its own language, unless the language is unknown', () => {
  expect(concepts('para pembeli', 'id')).toEqual([])
  expect(concepts('para', 'tr')).toEqual(['money:para'])
  expect(concepts('para', null)).toEqual(['money:para'])
  expect(lexicon.version).toBe('id:3 tr:1 zh:1')
})

it('refuses a cue line it cannot read, by file and number', () => {
  expect(() => createCueLexicon([{ language: 'id', content: 'version 1\nkopi, teh' }])).toThrow('cues/id.txt line 2')
})
