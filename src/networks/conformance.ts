import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeConnecting } from './conformance/connecting.ts'
import { describeFilms } from './conformance/films.ts'
import { describePublishing } from './conformance/publishing.ts'
import { describeReading } from './conformance/reading.ts'
import { describeRenewing } from './conformance/renewing.ts'
import type { ConformanceSubject, NetworkTraits, Setup } from './conformance/subject.ts'

export {
  type ConformanceSubject,
  type NetworkTraits,
  type PublishFault,
  signal,
  someFilm,
  someImage,
  somePublication,
} from './conformance/subject.ts'

/** What every connected network must keep to, whatever its wire looks like. Abilities it lacks are not asked for. */
export function describeNetwork(name: string, traits: NetworkTraits, setUp: Setup): void {
  let current: ConformanceSubject
  beforeEach(async () => {
    current = await setUp()
  })
  afterEach(async () => {
    await current.stop()
    // Whatever the test was about: every call and every answer must be as the network describes it.
    expect((await current.wireFaults?.()) ?? []).toEqual([])
  })
  const subject = (): ConformanceSubject => current

  describe(`${name}: abilities`, () => {
    it('is what it is said to be', () => {
      const { auth, publisher, reader, metrics, inbox, audience } = current.network
      expect({
        native: publisher?.nativeIdempotency,
        looks: publisher?.lookUp !== undefined,
        polls: publisher?.poll !== undefined,
        // Where both roads are there, the pasted secret is the one tried here.
        connects: auth?.connect === undefined ? 'oauth' : (auth.secretKind ?? 'app_password'),
        registers: auth?.connect === undefined && auth?.oauth?.register !== undefined,
        reads: reader !== undefined,
        counts: metrics !== undefined,
        inbox: inbox !== undefined,
        audience: audience !== undefined,
      }).toEqual({
        native: traits.native,
        looks: traits.looks,
        polls: traits.polls,
        connects: traits.connects,
        registers: traits.registers ?? false,
        reads: traits.reads !== false,
        counts: traits.counts,
        inbox: traits.inbox,
        audience: traits.audience,
      })
    })

    it('keeps to numbers of its own: one call has an end, an account a pace', () => {
      const { limits } = current.network
      expect(limits.timeoutMs).toBeGreaterThan(0)
      expect(limits.maxConcurrentPerAccount).toBeGreaterThan(0)
      expect(limits.publications.count).toBeGreaterThan(0)
      expect(limits.publications.windowMs).toBeGreaterThan(0)
    })
  })

  describePublishing(name, traits, subject)
  describeFilms(name, traits, subject)
  describeRenewing(name, traits, subject)
  describeConnecting(name, traits, subject)
  describeReading(name, traits, subject)
}
