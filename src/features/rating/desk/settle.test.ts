import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'
import { type SaidOfTask, settle } from './settle.ts'

const said = (id: string, what: Partial<SaidOfTask> = {}): SaidOfTask => ({
  ...{ id, capacity: 'blind', objective: 'products', purpose: 1, benefit: false, cta: false, contradicts: null },
  ...what,
})
const sampled = { origin: 'sample', needed: 2, wasRated: false }

describe('what ratings make of a text', () => {
  it.each([
    ['one of two is no label yet', sampled, [said('a')], 'open', []],
    ['two who agree are two blind labels', sampled, [said('a'), said('b')], 'settled', ['a blind', 'b blind']],
    [
      'a secondary objective is no difference, a call to action is',
      sampled,
      [said('a'), said('b', { cta: true })],
      'differing',
      ['a blind', 'b blind'],
    ],
    [
      'one who sees a contradiction differs from one who sees none',
      sampled,
      [said('a'), said('b', { contradicts: true })],
      'differing',
      ['a blind', 'b blind'],
    ],
    [
      'a third decides',
      sampled,
      [said('a'), said('b', { purpose: 2 }), said('c', { capacity: 'adjudicator' })],
      'settled',
      ['a blind', 'b blind', 'c adjudicated'],
    ],
    [
      'a disputed text that nobody had rated is decided by one blind rating',
      { origin: 'dispute', needed: 1, wasRated: false },
      [said('a')],
      'settled',
      ['a blind'],
    ],
    [
      'one that was rated is decided above those ratings',
      { origin: 'dispute', needed: 1, wasRated: true },
      [said('a')],
      'settled',
      ['a adjudicated'],
    ],
    ['a companion changes nothing', { origin: 'companion', needed: 1, wasRated: false }, [said('a')], 'settled', []],
  ] as const)('%s', (_, task, ratings, state, labels) => {
    const settled = settle(task, ratings)
    expect(settled.state).toBe(state)
    expect(settled.labels.map(({ ratingId, source }) => `${ratingId} ${source}`)).toEqual(labels)
  })
})

describe('a text without its sender', () => {
  const names = ['Kedutaan Besar Republik Indonesia di Kairo', 'KBRI Kairo', 'kbricairo', 'ab']

  it.each([
    ['Selamat pagi dari KBRI Kairo!', 'Selamat pagi dari ▢▢▢!'],
    ['Ikuti @KBRICairo dan #kbricairo', 'Ikuti ▢▢▢ dan #▢▢▢'],
    ['Kedutaan Besar Republik Indonesia di Kairo mengundang', '▢▢▢ mengundang'],
    ['Pameran di Kairo dan KBRI Kairoan', 'Pameran di Kairo dan KBRI Kairoan'],
    ['ab tetap, sebab terlalu pendek', 'ab tetap, sebab terlalu pendek'],
  ])('%s', (text, blotted) => {
    expect(redact(text, names)).toBe(blotted)
  })

  it('a name of odd signs is no pattern', () => {
    expect(redact('a.*b (c) di sini', ['a.*b (c)'])).toBe('▢▢▢ di sini')
  })
})
