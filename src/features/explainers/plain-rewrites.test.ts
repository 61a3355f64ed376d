import { expect, it } from 'vitest'
import { assessPlainLanguage, readPlainLists } from '../reading/index.ts'
import { plainRewrites } from './fixtures/plain-rewrites.ts'

const lists = readPlainLists()
const scoreOf = (text: string) => assessPlainLanguage(text, { language: 'id', lists })

it.each(plainRewrites)(
  '$about: the rewrite scores better than the official text, and neither is too short to be judged',
  ({ official, plain }) => {
    const [before, after] = [scoreOf(official), scoreOf(plain)]
    expect(before.words).toBeGreaterThanOrEqual(30)
    expect(after.words).toBeGreaterThanOrEqual(30)
    expect(after.score).toBeGreaterThan(before.score)
  },
)

it('there are twenty of each, all different, and the panel tells them apart by far', () => {
  expect(new Set(plainRewrites.flatMap((one) => [one.official, one.plain])).size).toBe(40)
  const mean = (texts: readonly string[]) => texts.reduce((sum, text) => sum + scoreOf(text).score, 0) / texts.length
  expect(mean(plainRewrites.map((one) => one.plain)) - mean(plainRewrites.map((one) => one.official))).toBeGreaterThan(
    40,
  )
})
