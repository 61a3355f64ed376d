import { z } from 'zod'
import type { PostMetrics } from '../network.ts'
import { failureOf } from '../wire/outcomes.ts'
import type { Ask } from './account-calls.ts'

export const pagingSchema = z
  .looseObject({
    cursors: z.looseObject({ after: z.string().optional() }).optional(),
    next: z.string().optional(),
  })
  .optional()
  .catch(undefined)

/** The cursor of the next page; `undefined` = there is none. */
export function nextOf(paging: z.infer<typeof pagingSchema>): { readonly cursor?: string } {
  const after = paging?.cursors?.after
  return after === undefined || paging?.next === undefined ? {} : { cursor: after }
}

/** What the network does not tell of this account (too few followers, no right) is left out, not an error. */
export async function unlessUntold<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    const { kind } = failureOf(error)
    if (kind === 'invalid' || kind === 'auth' || kind === 'missing') return undefined
    throw error
  }
}

const parallel = 5

/** Runs `ask` for every id, five at a time. */
export async function forEachId<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = []
  for (let i = 0; i < ids.length; i += parallel)
    answers.push(...(await Promise.all(ids.slice(i, i + parallel).map(ask))))
  return answers
}

/** Those of `ids` whose reading the network answers with "no such thing" (100/33). @throws CallFailed */
async function findMissing(ids: readonly string[], ask: (id: string) => Promise<unknown>): Promise<string[]> {
  const gone = await forEachId(ids, async (id) => {
    try {
      await ask(id)
      return false
    } catch (error) {
      if (failureOf(error).kind === 'missing') return true
      throw error
    }
  })
  return ids.filter((_, index) => gone[index])
}

const maxIds = 25
const known = (remoteIds: readonly string[]) => remoteIds.slice(0, maxIds).filter(isGraphId)

/** Posts that are gone, of at most 25. `self`: a path that every valid token may read. @throws CallFailed */
export async function findDeleted(ask: Ask, self: string, remoteIds: readonly string[]): Promise<string[]> {
  // A token that lost its right sees nothing at all; then nothing is said about any post.
  await ask(self, { fields: 'id' }, z.looseObject({}))
  return findMissing(known(remoteIds), (id) => ask(id, { fields: 'id' }, z.looseObject({})))
}

/** Numbers of at most 25 posts, those that are gone left out. @throws CallFailed */
export async function numbersOf(
  remoteIds: readonly string[],
  read: (id: string) => Promise<PostMetrics>,
): Promise<ReadonlyMap<string, PostMetrics>> {
  const numbers = new Map<string, PostMetrics>()
  await forEachId(known(remoteIds), async (id) => {
    try {
      numbers.set(id, await read(id))
    } catch (error) {
      if (failureOf(error).kind !== 'missing') throw error
    }
  })
  return numbers
}

const traits = ['country', 'city', 'age', 'gender'] as const

/** Followers by one trait at a time, as far as each is told. */
export async function followersByTrait(
  read: (trait: (typeof traits)[number]) => Promise<Insights>,
): Promise<{ trait: (typeof traits)[number]; counts: Readonly<Record<string, number>> }[]> {
  const by = await Promise.all(
    traits.map(async (trait) => {
      const counts = insightCounts(await unlessUntold(() => read(trait)), 'follower_demographics')
      return counts === undefined ? [] : [{ trait, counts }]
    }),
  )
  return by.flat()
}

const isGraphId = (id: string): boolean => /^\d{1,30}(?:_\d{1,30})?$/.test(id)

/** `data` of an insights answer: numbers by name, old form (`values`) and new (`total_value`). */
export const insightsSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      name: z.string(),
      values: z.array(z.looseObject({ value: z.unknown() })).optional(),
      total_value: z
        .looseObject({
          value: z.number().optional(),
          breakdowns: z
            .array(
              z.looseObject({
                results: z
                  .array(z.looseObject({ dimension_values: z.array(z.string()), value: z.number() }))
                  .optional(),
              }),
            )
            .optional(),
        })
        .optional(),
    }),
  ),
})
export type Insights = z.infer<typeof insightsSchema>

export function insightNumber(insights: Insights | undefined, name: string): number | undefined {
  const one = insights?.data.find((insight) => insight.name === name)
  const value = one?.total_value?.value ?? one?.values?.at(-1)?.value
  return typeof value === 'number' ? value : undefined
}

/** People by one trait, in either form; `undefined` = not told. */
export function insightCounts(
  insights: Insights | undefined,
  name: string,
): Readonly<Record<string, number>> | undefined {
  const one = insights?.data.find((insight) => insight.name === name)
  const results = one?.total_value?.breakdowns?.[0]?.results
  if (results !== undefined && results.length > 0)
    return Object.fromEntries(results.map(({ dimension_values: [key = '?'], value }) => [key, value]))
  const last = z.record(z.string(), z.number()).safeParse(one?.values?.at(-1)?.value).data
  return last === undefined || Object.keys(last).length === 0 ? undefined : last
}
