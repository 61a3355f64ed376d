import { beforeAll, expect, it } from 'vitest'
import { createReader, type Reader, readLines, readPlainLists } from './index.ts'

const lists = readPlainLists()
let reader: Reader
beforeAll(async () => {
  reader = await createReader()
})

async function answers(chunks: Iterable<Uint8Array | string>): Promise<Record<string, unknown>[]> {
  let out = ''
  const input = (async function* () {
    yield* chunks
  })()
  for await (const piece of readLines(input, { reader, lists })) out += piece
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

it('answers every line in order with exactly the promised fields', async () => {
  const lines = await answers([
    '{"id":"a","text":"Kopi Gayo terjual 40 ton"}\n{"id":7,"te',
    'xt":"咖啡出口","lang":"zh"}',
  ])
  expect(lines.map((line) => line.id)).toEqual(['a', 7])
  expect(Object.keys(lines[0] ?? {})).toEqual([
    'id',
    'language',
    'objective',
    'objectives',
    'purpose',
    'benefit',
    'cta',
    'confidence',
    'abstained',
    'because',
    'plainLanguage',
  ])
  expect(lines[0]?.plainLanguage).toMatchObject({ language: 'id' })
  expect(lines[1]).toMatchObject({ language: 'zh', plainLanguage: null })
})

it('refuses a bad line by number and goes on', async () => {
  const lines = await answers([
    'nonsense\n{"id":1}\n[]\n\n{"text":"x"}\n{"id":2,"text":"kopi","lang":5}\n{"id":3,"text":"kopi"}\n',
  ])
  expect(lines.map((line) => [line.id, typeof line.error])).toEqual([
    [null, 'string'],
    [1, 'string'],
    [null, 'string'],
    [null, 'string'],
    [2, 'string'],
    [3, 'undefined'],
  ])
  expect(lines[0]?.error).toContain('Line 1')
})

it('reads past invalid UTF-8 and refuses a line of more than a megabyte', async () => {
  const broken = Buffer.concat([Buffer.from('{"id":1,"text":"kopi '), Buffer.from([0xff, 0xfe]), Buffer.from('"}\n')])
  const lines = await answers([broken, 'x'.repeat(600_000), 'x'.repeat(600_000), '\n{"id":2,"text":"teh"}\n'])
  expect(lines[0]).toMatchObject({ id: 1 })
  expect(lines[1]?.error).toContain('longer than')
  expect(lines[2]).toMatchObject({ id: 2 })
})
