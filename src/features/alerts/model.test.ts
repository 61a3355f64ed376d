import { describe, expect, it, test } from 'vitest'
import type { AlertContent } from '../../contract/alerts.ts'
import { captionOf, findFault, isReachable, isStale, neighboursOf, textFor } from './model.ts'

const now = new Date('2026-11-25T19:00:00Z')
const text = { language: 'id', title: 'Siap evakuasi', situation: '', instructions: ['Hubungi hotline.'] }
const sound: AlertContent = {
  level: 1,
  areas: ['Aleppo', 'Idlib', 'Hama', 'Homs'],
  elsewhereLevel: 3,
  texts: [text],
  hotlines: [{ label: 'KBRI', number: '+963 11 6119630', kind: 'phone', side: 'mission' }],
  nextUpdateAt: '2026-11-25T22:00:00.000Z',
  knownAt: '2026-11-25T18:40:00.000Z',
}

test.each<[string, Partial<AlertContent>, string | undefined]>([
  ['an alert for four provinces is sound', {}, undefined],
  ['one without Indonesian is not', { texts: [{ ...text, language: 'ar' }] }, 'alert.no_home_language'],
  ['one language twice', { texts: [text, text] }, 'alert.language_twice'],
  ['a next update in the past', { nextUpdateAt: '2026-11-25T18:00:00.000Z' }, 'alert.next_update'],
  ['a silence of a month', { nextUpdateAt: '2026-12-25T18:00:00.000Z' }, 'alert.next_update'],
  ['known tomorrow, by a clock that is wrong, stops nothing', { knownAt: '2026-11-26T18:00:00.000Z' }, undefined],
  [
    'a hotline that is a word',
    { hotlines: [{ label: 'KBRI', number: 'tanya satpam', kind: 'phone', side: 'mission' }] },
    'alert.hotline_unusable',
  ],
])('%s', (_name, part, fault) => {
  expect(findFault({ ...sound, ...part }, 'id', now)).toBe(fault)
})

test.each([
  ['phone', '+62 21 344 1508', true],
  ['whatsapp', '+628129007', true],
  ['link', 'https://kemlu.go.id/damascus', true],
  ['link', 'http://kemlu.go.id', false],
  ['link', 'javascript:alert(1)', false],
  ['phone', 'javascript:alert(1)', false],
] as const)('%s %s: %s', (kind, number, reachable) => {
  expect(isReachable({ label: 'x', number, kind, side: 'mission' })).toBe(reachable)
})

it('is stale once its own promise is past, while it is in force', () => {
  const promise = { nextUpdateAt: new Date('2026-11-25T19:00:00Z') }
  expect(isStale(promise, 'open', now)).toBe(false)
  expect(isStale(promise, 'open', new Date(now.getTime() + 1))).toBe(true)
  expect(isStale(promise, 'stood_down', new Date(now.getTime() + 1))).toBe(false)
  expect(isStale({ nextUpdateAt: null }, 'open', now)).toBe(false)
})

describe('the wording of a post', () => {
  const parts = {
    mark: 'SIAGA 1',
    title: 'Siap evakuasi',
    areas: ['Aleppo', 'Idlib'],
    instructions: ['Hubungi hotline.', 'Siapkan paspor.'],
    hotline: 'KBRI: +963 11 6119630',
    url: 'https://selaras.contoh/siaga/kbri-damascus-2026-1/',
  }
  const upTo = (most: number) => captionOf(parts, (words) => words.length <= most)
  it('says all where there is room', () => {
    expect(upTo(1000)).toBe(
      'SIAGA 1: Siap evakuasi\nAleppo, Idlib\nHubungi hotline.\nSiapkan paspor.\nKBRI: +963 11 6119630\nhttps://selaras.contoh/siaga/kbri-damascus-2026-1/',
    )
  })
  it.each([160, 140, 120, 100, 75])('never leaves out title and page within %i characters', (most) => {
    const words = upTo(most)
    expect(words.length).toBeLessThanOrEqual(most)
    expect(words).toContain('Siap evakuasi')
    expect(words).toContain(parts.url)
  })
  it('keeps the page above all else', () => {
    expect(upTo(10)).toBe(`SIAGA 1\n${parts.url}`)
  })
  it('speaks the language of the account, else Indonesian', () => {
    const arabic = { ...text, language: 'ar' }
    expect(textFor(['ar'], [text, arabic])).toBe(arabic)
    expect(textFor(['fr'], [text, arabic])).toBe(text)
  })
})

it('neighbours are all missions of the country and the six nearest others, never headquarters', () => {
  const at = (id: string, countryIso2: string, longitude: number, isHeadquarters = false) => ({
    id,
    countryIso2,
    latitude: 0,
    longitude,
    isHeadquarters,
  })
  const home = at('kbri-riyadh', 'SA', 0)
  const all = [home, at('kjri-jeddah', 'SA', 90), at('hq', 'ID', 1, true)]
  for (let place = 1; place <= 9; place++) all.push(at(`m${place}`, 'XX', place))
  expect(neighboursOf(home, all).map((one) => one.id)).toEqual(['kjri-jeddah', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6'])
})
