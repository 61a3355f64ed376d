import { expect, test } from 'vitest'
import { emptyDraft, isWholeLink, openAnswers, sendable, withoutMarks } from './model.ts'

const accountId = '01a212da-c409-707a-9ffb-a208ab777bf5'

test('a link that is still being typed is kept from the server and stays in the draft', () => {
  const link = { url: 'https://kem', title: '', description: '' }
  const draft = { ...emptyDraft(), variants: [{ accountId, language: 'id', textOverride: null, link }] }
  expect(sendable(draft).variants[0]?.link).toBeNull()
  expect(draft.variants[0]?.link).toBe(link)
})

test.each([
  ['https://kemlu.go.id/cairo', true],
  ['http://kemlu.go.id', true],
  ['https://kemlu', false],
  ['kemlu.go.id', false],
  ['javascript:alert(1)', false],
])('%s is a whole link: %s', (url, whole) => {
  expect(isWholeLink(url)).toBe(whole)
})

test('a new item has four answers open, a protocol item none', () => {
  expect(openAnswers(emptyDraft())).toBe(4)
  expect(openAnswers({ ...emptyDraft(), kind: 'protocol' })).toBe(0)
})

test('"still fits" is said once and not again with the next save', () => {
  const draft = {
    ...emptyDraft(),
    texts: [{ language: 'ar', text: 'x', gist: '', translatorName: '', isChecked: true }],
  }
  expect(withoutMarks(draft).texts).toEqual([{ language: 'ar', text: 'x', gist: '', translatorName: '' }])
})
