import { beforeAll, expect, it } from 'vitest'
import { createReader } from './load-reader.ts'
import type { Reader } from './reader.ts'

let reader: Reader
beforeAll(async () => {
  reader = await createReader()
})

it.each([
  ['products', 'Dua kontainer kopi Gayo terjual di pameran dagang Oslo; pembeli memesan 40 ton untuk tahun depan.'],
  ['protection', 'Kehilangan paspor di Kairo? Hubungi hotline konsuler KBRI. Petugas melayani WNI 24 jam.'],
  ['none', 'Duta Besar menerima kunjungan kehormatan Wali Kota. Suasana hangat dan penuh keakraban.'],
  ['culture', 'Scholarships for students: learn gamelan and Indonesian dance for one year. Apply before 1 May.'],
  ['tourism', 'バリ島への直行便が就航。観光ビザは到着時に取得できます。ビーチへどうぞ。'],
  ['investment', 'La nueva planta de baterías en Batang busca inversores: exención fiscal de diez años.'],
])('reads %s', (objective, text) => {
  const reading = reader.read({ text })
  expect(reading.objective).toBe(objective)
  expect(Object.values(reading.objectives).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2)
})

it('says which words spoke, at their place in the text', () => {
  const text = '🎉 Daftar sekarang: temu bisnis kopi dengan 12 pembeli, gratis bagi UMKM. 📞 +47 22 00 00 00'
  const { because, cta } = reader.read({ text, lang: 'id' })
  expect(cta).toBe(true)
  expect(because.length).toBeGreaterThan(3)
  for (const reason of because) {
    expect(text.slice(reason.start, reason.end)).toBe(reason.text)
    expect(reason.weight).toBeGreaterThan(0)
  }
})

it('lets no hashtag, link or handle decide', () => {
  const text = 'Dubes menghadiri resepsi hari nasional.'
  const dressed = `${text} #ekspor #investasi #beasiswa @itpc example.org/daftar`
  expect(reader.read({ text: dressed, lang: 'id' }).objectives).toEqual(reader.read({ text, lang: 'id' }).objectives)
})

it('abstains where there is nothing to read, and the best guess still stands', () => {
  expect(reader.read({ text: '😀😀' })).toMatchObject({
    abstained: true,
    confidence: 0,
    objective: 'none',
    language: 'und',
  })
})

it('carries the version of its model and reads the same text the same way', () => {
  const text = 'Wesuda? Passport service in Cork, 4 May. Book at the door.'
  expect(reader.read({ text })).toEqual(reader.read({ text }))
  expect(reader.read({ text }).modelVersion).toBe(reader.modelVersion)
})

it.each([
  ['empty', ''],
  ['NUL', '\u0000\u0000 kopi \u0000'],
  ['half a surrogate', 'kopi \ud83d ekspor \udc00'],
  ['right to left', '\u202eسافر إلى بالي\u202c مع عائلتك'],
  ['mixed scripts', 'kopi コーヒー قهوة кофе กาแฟ 커피'],
  ['100 kB', 'ekspor kopi naik 12%. '.repeat(5000)],
  ['100 kB of one word', 'x'.repeat(100_000)],
  ['100 kB of Han', '出口'.repeat(50_000)],
  ['100 kB of emoji', '😀'.repeat(50_000)],
  ['100 kB of digits and dots', '1.'.repeat(50_000)],
  ['100 kB of at signs', '@a.'.repeat(33_000)],
])('reads bad input without falling: %s', (_, text) => {
  const from = performance.now()
  expect(reader.read({ text }).objective).toBeTypeOf('string')
  expect(performance.now() - from).toBeLessThan(2000)
})
