import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bodyOf, type Draft, emptyDraft, stroke } from './draft.ts'

const objectives = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture']
const plain = { narrative: null, facts: [] }

function type(keys: string, task: Parameters<typeof stroke>[2] = plain): Draft {
  let draft = emptyDraft
  for (const key of keys) {
    const next = stroke(draft, key, task, objectives)
    if (typeof next === 'object') draft = next
  }
  return draft
}

describe('rating by keyboard', () => {
  it('takes one key a label, and Enter saves only what is whole', () => {
    expect(stroke(emptyDraft, 'Enter', plain, objectives)).toBeUndefined()
    expect(stroke(type('1'), 'Enter', plain, objectives)).toBeUndefined()
    expect(stroke(type('1w'), 'Enter', plain, objectives)).toBe('save')
    expect(bodyOf(type('3ema'), plain, 5400.4)).toMatchObject({
      ...{ objective: 'tourism', purpose: 2, benefit: true, cta: true, benefitElements: null, elapsedMs: 5400 },
    })
  })

  it('asks for the elements of a benefit statement for policy alone', () => {
    expect(bodyOf(type('1wsf'), plain, 0).benefitElements).toBeNull()
    expect(bodyOf(type('5wsfs'), plain, 0).benefitElements).toEqual(['evidence'])
  })

  it('asks for the points of a narrative only where there is one', () => {
    const task = { narrative: { mustSay: ['asal', 'harga'], mustNotSay: [] }, facts: [] }
    expect(bodyOf(type('1wxk', task), task, 0)).toMatchObject({ mustSay: [1], contradicts: true })
    expect(bodyOf(type('1wc', task), task, 0)).toMatchObject({ mustSay: [], contradicts: false })
    expect(bodyOf(type('1wzk'), plain, 0)).toMatchObject({ mustSay: null, contradicts: null })
  })

  it('needs at most four keys for the usual message: about 4 seconds beside reading it', () => {
    const rows = readdirSync('data/corpus')
      .filter((name) => name.endsWith('.jsonl'))
      .slice(0, 5)
      .flatMap((name) => readFileSync(`data/corpus/${name}`, 'utf8').trim().split('\n'))
      .map((line) => JSON.parse(line) as { benefit: boolean; cta: boolean })
    const keys = rows.reduce((sum, { benefit, cta }) => sum + 3 + Number(benefit) + Number(cta), 0) / rows.length
    // Keystroke-level model (Card, Moran, Newell 1980): 0.28 s a key, 1.35 s to make up one's mind, twice.
    const seconds = keys * 0.28 + 2 * 1.35
    expect(rows.length).toBeGreaterThan(100)
    expect(keys).toBeLessThan(4)
    expect(seconds).toBeLessThan(4)
  })
})
