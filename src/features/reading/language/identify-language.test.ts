import { beforeAll, expect, it } from 'vitest'
import { createLanguageIdentifier, type LanguageIdentifier } from './identify-language.ts'

let identify: LanguageIdentifier
beforeAll(async () => {
  identify = await createLanguageIdentifier()
})

it.each([
  ['id', 'Kantor kami tutup karena hari libur. Silakan unduh formulir paspor gratis.'],
  ['ms', 'Pejabat kami ditutup kerana cuti umum. Sila muat turun borang pasport secara percuma.'],
  ['en', 'The consulate is closed on Monday. Please call the hotline.'],
  ['ja', '本日、大使館は休館です。'],
  ['zh', '使館今日閉館,請撥打熱線電話。'],
  ['ko', '오늘 대사관은 휴무입니다.'],
  ['th', 'วันนี้สถานทูตปิดทำการ'],
  ['ar', 'السفارة مغلقة اليوم بمناسبة العيد الوطني'],
  ['fa', 'سفارت امروز تعطیل است. لطفاً فردا تماس بگیرید.'],
  ['es', 'La embajada estará cerrada mañana por ser festivo.'],
  ['und', '😀 #kopi @kbri example.org 12'],
])('names %s', (code, text) => {
  expect(identify(text)).toBe(code)
})

it('lets the declared languages of the account settle a short text', () => {
  expect(identify('Selamat Hari Raya', ['ms'])).toBe('ms')
  expect(identify('Selamat Hari Raya', ['id', 'en'])).toBe('id')
})
