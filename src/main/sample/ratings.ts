import { quarterOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inChunks, type SampleMessage } from './posts.ts'
import type { Random } from './random.ts'

const seed = 'contoh-1'

/**
 * A rated sample: per language group a random part of the messages, rated blind by both raters. The labels are those
 * the captions were written to; the second rater differs now and then, as people do.
 */
export async function writeRatings(
  deps: { db: Db; now: () => Date; random: Random },
  raters: readonly string[],
  said: readonly SampleMessage[],
  perGroup: number,
): Promise<void> {
  const now = deps.now()
  const groups = new Map<string, SampleMessage[]>()
  for (const message of said) {
    const group = message.caption.lang === 'id' || message.caption.lang === 'en' ? message.caption.lang : 'other'
    const known = groups.get(group)
    if (known) known.push(message)
    else groups.set(group, [message])
  }
  const labels = []
  for (const messages of groups.values())
    for (const message of drawWithoutReplacement(deps.random, messages, perGroup))
      for (const [position, personId] of raters.slice(0, 2).entries()) {
        const { objective, secondary, purpose, benefit, cta } = message.caption
        const strays = position === 1 && deps.random.chance(0.08)
        labels.push({
          id: newId(),
          messageId: message.id,
          source: 'blind',
          personId,
          objective,
          secondary: secondary ?? null,
          purpose: strays ? Math.max(0, purpose - 1) : purpose,
          benefit,
          cta,
          sampleQuarter: quarterOf(message.localDay),
          sampleSeed: seed,
          createdAt: now,
        })
      }
  await inChunks(labels, (chunk) => deps.db.insertInto('label').values(chunk).execute())
}

function drawWithoutReplacement<T>(random: Random, from: readonly T[], count: number): T[] {
  const pool = [...from]
  const drawn: T[] = []
  while (drawn.length < count && pool.length > 0) drawn.push(...pool.splice(random.int(pool.length), 1))
  return drawn
}
