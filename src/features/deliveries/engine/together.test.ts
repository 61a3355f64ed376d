import { expect, test } from 'vitest'
import { together } from './together.ts'

/** A work that ends when told, and what it was given. */
function controlled() {
  const batches: string[][] = []
  const ends: (() => void)[] = []
  const work = async (batch: readonly string[]): Promise<readonly string[]> => {
    batches.push([...batch])
    await new Promise<void>((done) => ends.push(done))
    return batch.map((one) => one.toUpperCase())
  }
  return { batches, ends, work }
}
const soon = () => new Promise((done) => setImmediate(() => setImmediate(done)))

test('what comes at one moment goes together, and each gets its own answer', async () => {
  const { batches, ends, work } = controlled()
  const ask = together({ most: 10, lanes: 1, lingerMs: 0 }, work)
  const answers = Promise.all(['a', 'b'].map(ask))
  await soon()
  ends[0]?.()
  expect(await answers).toEqual(['A', 'B'])
  expect(batches).toEqual([['a', 'b']])
})

test('while every lane is busy, what comes waits and goes together in the next; never more than `most`', async () => {
  const { batches, ends, work } = controlled()
  const ask = together({ most: 2, lanes: 2, lingerMs: 0 }, work)
  const first = [ask('a')]
  await soon()
  first.push(ask('b'))
  await soon()
  const later = ['c', 'd', 'e'].map(ask)
  await soon()
  expect(batches).toEqual([['a'], ['b']])
  ends[1]?.()
  await soon()
  expect(batches).toEqual([['a'], ['b'], ['c', 'd']])
  ends[0]?.()
  await soon()
  for (const end of ends) end()
  expect(await Promise.all([...first, ...later])).toEqual(['A', 'B', 'C', 'D', 'E'])
})

test('a work that throws fails its own batch alone', async () => {
  const ask = together({ most: 1, lanes: 1, lingerMs: 1 }, async ([one]: readonly string[]) => {
    if (one === 'bad') throw new Error('no')
    return ['well']
  })
  const [bad, good] = await Promise.allSettled([ask('bad'), ask('good')])
  expect(bad?.status).toBe('rejected')
  expect(good).toEqual({ status: 'fulfilled', value: 'well' })
})
