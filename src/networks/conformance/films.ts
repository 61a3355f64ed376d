import { describe, expect, it } from 'vitest'
import type { Publication } from '../network.ts'
import {
  drive,
  maybeOut,
  type NetworkTraits,
  notActed,
  publicationOf,
  type Subject,
  signal,
  someFilm,
  textsOut,
} from './subject.ts'

/** Films: given to the network first, where it works on them; published once, when they are ready. */
export function describeFilms(name: string, traits: NetworkTraits, subject: Subject): void {
  const film = (text: string, parts: Partial<Publication> = {}) =>
    publicationOf(subject(), text, { images: [], video: someFilm(), ...parts })
  const publish = async (publication: Publication) =>
    subject().network.publisher?.publish(await subject().connect('ankara'), publication, signal)

  const { films } = traits
  if (films === undefined) {
    describe(`${name}: films`, () => {
      it('are refused in words before any call: a person publishes them', async () => {
        const before = subject().callCount()
        expect(await publish(film('Film'))).toMatchObject({ kind: 'refused', reason: 'content' })
        expect(subject().callCount()).toBe(before)
      })
    })
    return
  }

  describe(`${name}: films`, () => {
    it('a film goes out once, with its text and what the network keeps of its alternative', async () => {
      const connection = await subject().connect('ankara')
      expect(await drive(subject(), connection, film('Kopi Gayo dari dekat'))).toBe('sent')
      expect(subject().accepted()).toMatchObject([
        { text: 'Kopi Gayo dari dekat', alts: [films.alt ? 'Barista menyeduh kopi Gayo' : ''] },
      ])
    })

    it('a film beside pictures is refused in words before any call', async () => {
      const { images } = publicationOf(subject(), 'Batas', {
        images: [{ ...someFilm(), contentType: 'image/jpeg', bytes: new Uint8Array(9) }],
      })
      expect(await publish(film('Batas', { images }))).toMatchObject({ kind: 'refused', reason: 'content' })
      expect(textsOut(subject())).toEqual([])
    })

    if (films.takesTime) {
      it('while the network works on it nothing is out and the ticket stays; then it is out once', async () => {
        const connection = await subject().connect('ankara')
        subject().setFilmWork?.(2)
        const publication = film('Sedang diolah')
        const outcome = await subject().network.publisher?.publish(connection, publication, signal)
        if (outcome?.kind !== 'pending') throw new Error(`not pending: ${JSON.stringify(outcome)}`)
        expect(Date.parse(outcome.pollAt)).toBeGreaterThan(Date.now() + 1000)
        const asked = await subject().network.publisher?.poll?.(connection, outcome.ticket, signal, publication)
        expect(asked).toMatchObject({ kind: 'pending', ticket: outcome.ticket })
        expect(textsOut(subject())).toEqual([])
        expect(await drive(subject(), connection, publication)).toBe('sent')
        expect(textsOut(subject())).toEqual(['Sedang diolah'])
      })

      it('a film the network cannot read is refused, and nothing is out', async () => {
        const connection = await subject().connect('ankara')
        subject().setFilmWork?.(1)
        const publication = film('Rusak')
        const ended = await drive(subject(), connection, publication, () => subject().breakFilm?.())
        expect(ended).toBe('refused')
        expect(textsOut(subject())).toEqual([])
      })
    }

    it.each(maybeOut.filter((fault) => fault !== 'flood'))(
      'after %s on the publishing call it is out once at most, and found where somebody can look',
      async (fault) => {
        const connection = await subject().connect('ankara')
        subject().setFilmWork?.(1)
        subject().failPublishing(fault)
        const ended = await drive(subject(), connection, film('Sekali saja'))
        if (traits.looks || traits.native) {
          expect(ended).toBe('sent')
          expect(textsOut(subject())).toEqual(['Sekali saja'])
        } else {
          expect(ended).toBeUndefined()
          expect(textsOut(subject()).length).toBe(notActed.includes(fault) ? 0 : 1)
        }
      },
    )

    it.for(['html', 'malformed', 'error-after', 'cut-after', 'rate', 'redirect'] as const)(
      'a film whose giving fails by %s is put off: nothing is out',
      async (fault, context) => {
        if (subject().failGivingFilm === undefined) return context.skip()
        const connection = await subject().connect('ankara')
        subject().failGivingFilm?.(fault)
        const publication = film('Unggah')
        const outcome = await subject().network.publisher?.publish(connection, publication, signal)
        expect(outcome?.kind).toBe('deferred')
        expect(await drive(subject(), connection, publication)).toBe('sent')
        expect(textsOut(subject())).toEqual(['Unggah'])
      },
    )

    it('a film that cannot be opened is put off: no call was made', async () => {
      const connection = await subject().connect('ankara')
      if (subject().failGivingFilm === undefined && films.takesTime) return
      const video = someFilm({ withFile: () => Promise.reject(new Error('disk')) })
      const outcome = await subject().network.publisher?.publish(connection, film('Hilang', { video }), signal)
      expect(outcome).toMatchObject({ kind: 'deferred', why: 'network' })
      expect(textsOut(subject())).toEqual([])
    })
  })
}
