import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { foldDigits } from './fold-digits.ts'
import { findPersonalData, maskPersonalData } from './index.ts'

/** Invented: 75 texts each with a resident, passport, telephone and card number in the forms people write, 300 look-alikes. */
const cases = readFileSync(new URL('./cases.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split('\t') as [kind: string, text: string])
const personal = cases.filter(([kind]) => kind !== 'none')
const alike = cases.filter(([kind]) => kind === 'none')

/** Five digits in a row, however parted, could still lead to somebody. */
const hasLongNumber = (text: string): boolean => /\d(?:[\s.\-()/]{0,2}\d){4,}/u.test(foldDigits(text))

test('of 300 personal numbers at least 99 of 100 are masked whole, and called what they are', () => {
  const missed = personal.filter(([, text]) => hasLongNumber(maskPersonalData(text).text))
  expect(missed.length / personal.length).toBeLessThanOrEqual(0.01)
  const misnamed = personal.filter(([kind, text]) => !findPersonalData(text).some((part) => part.kind === kind))
  expect(misnamed.length / personal.length).toBeLessThanOrEqual(0.03)
})

test('at least 95 of 100 texts in which something is masked had something to mask', () => {
  const wrong = alike.filter(([, text]) => findPersonalData(text).length > 0)
  expect(personal.length / (personal.length + wrong.length)).toBeGreaterThanOrEqual(0.95)
})

test.each([
  ['surel budi.santoso@mail.co.id dan situs kemlu.go.id', 'surel [email] dan situs kemlu.go.id'],
  ['NIK ٣٢٧٣٠١٤٥٠٧٩٠٠٠٠٣', 'NIK [nik]'],
  ['paspor c1234567, hp 0812.3456.7890.', 'paspor [passport], hp [phone].'],
  ['tidak ada apa-apa di sini', 'tidak ada apa-apa di sini'],
])('%s', (text, masked) => {
  expect(maskPersonalData(text).text).toBe(masked)
})

test('a long text without end of digits is read to its end', () => {
  const text = '1 2.3-4/'.repeat(500)
  expect(maskPersonalData(text).text.length).toBeLessThanOrEqual(text.length)
})
