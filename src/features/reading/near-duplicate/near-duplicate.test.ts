import { expect, it } from 'vitest'
import { containmentOf, createNearDuplicateIndex, similarity, sketch } from './near-duplicate.ts'

const KIT =
  'Kopi Gayo masuk 40 toko di Norwegia mulai Senin. Daftarkan usaha Anda sebelum 3 Mei di example.org/kopi #TEI'

it('knows the same words again whatever the links, hashtags, case and emoji', () => {
  const copy =
    'KOPI GAYO masuk 40 toko di Norwegia mulai Senin! ☕ Daftarkan usaha Anda sebelum 3 Mei di example.org/oslo'
  expect(similarity(KIT, copy)).toBe(1)
})

it('tells two posts about the same matter apart', () => {
  expect(similarity(KIT, 'Mulai Senin, toko-toko di Oslo menjual kopi dari Aceh. Ayo mampir!')).toBeLessThan(0.1)
})

it('sees the kit inside a message that adds its own local hook', () => {
  const adapted = `Musim dingin begini enaknya ngopi, ya. ${KIT} Temui kami di Grünerløkka, hari Sabtu pukul 10.`
  expect(containmentOf(sketch(KIT), sketch(adapted))).toBeGreaterThan(0.8)
  expect(similarity(KIT, adapted)).toBeLessThan(0.8)
})

it('works in scripts without spaces', () => {
  expect(similarity('印尼咖啡今天在进博会开杯测会', '印尼咖啡今天在进博会开杯测会!')).toBe(1)
  expect(similarity('印尼咖啡今天在进博会开杯测会', '大使会见了市长,双方就合作交换意见')).toBe(0)
})

it('gives two empty texts no likeness', () => {
  expect(similarity('', '😀')).toBe(0)
})

it('joins posts of one mission within 48 hours and no others', () => {
  const hour = 3_600_000
  const index = createNearDuplicateIndex<string>()
  index.add({ id: 'x', group: 'oslo', text: KIT, atMs: 0 })
  index.add({ id: 'late', group: 'oslo', text: KIT, atMs: 100 * hour })
  index.add({ id: 'other', group: 'roma', text: KIT, atMs: 0 })
  expect(index.find({ group: 'oslo', text: `${KIT} ☕`, atMs: 47 * hour }).map((found) => found.id)).toEqual(['x'])
  index.forgetBefore(50 * hour)
  expect(index.size).toBe(1)
})
