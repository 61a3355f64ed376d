import { expect, it } from 'vitest'
import { differences } from './differences.ts'

const marked = (before: string, after: string) =>
  differences(before, after)
    .map((run) => (run.known ? run.words : `[${run.words}]`) + run.gap)
    .join('')

it('equal texts have nothing to mark', () => {
  expect(marked('Hubungi hotline, 24 jam.', 'Hubungi hotline, 24 jam.')).toBe('Hubungi hotline, 24 jam.')
})

it('a changed word is marked in the text that was found', () => {
  expect(marked('Hubungi hotline, 24 jam.', 'Hubungi hotline kami, 24 jam.')).toBe('Hubungi [hotline kami,] 24 jam.')
})

it('words that are gone leave the rest unmarked', () => {
  expect(marked('Bawa paspor lama dan fotokopi', 'Bawa paspor dan fotokopi')).toBe('Bawa paspor dan fotokopi')
})

it('an added ending is marked once', () => {
  expect(marked('Daftar gratis.', 'Daftar gratis. Tempat terbatas ya')).toBe('Daftar gratis. [Tempat terbatas ya]')
})

it('an entirely different text is all mark', () => {
  expect(marked('satu dua', 'tiga empat')).toBe('[tiga empat]')
})
