import { describe, expect, it } from 'vitest'
import type { Connection } from '../network.ts'
import { attempt, type NetworkTraits, publicationOf, type Subject, signal, textsOut } from './subject.ts'

export function describeRenewing(name: string, traits: NetworkTraits, subject: Subject): void {
  describe(`${name}: grants`, () => {
    it('a withdrawn grant is refused as such', async () => {
      const connection = await subject().connect('ankara')
      subject().killGrant()
      const publication = publicationOf(subject(), 'Ditolak')
      // A token that another process used up looks the same once: the first refusal may only put off.
      const first = await attempt(subject(), connection, publication)
      if (first.kind === 'deferred') expect(first.why).toBe('auth_refresh')
      const outcome = first.kind === 'deferred' ? await attempt(subject(), connection, publication) : first
      expect(outcome).toMatchObject({ kind: 'refused', reason: 'auth' })
      expect(textsOut(subject())).toEqual([])
    })

    it('the secret of one account never publishes in the name of another', async () => {
      const ankara = await subject().connect('ankara')
      const baku = await subject().connect('baku')
      const mixedUp = { ...ankara, secret: { ...baku.secret } }
      const outcome = await attempt(subject(), mixedUp, publicationOf(subject(), 'Salah alamat'))
      expect(outcome.kind).not.toBe('sent')
      expect(textsOut(subject())).toEqual([])
    })

    it('a secret that is not in order is refused, not sent', async () => {
      const connection = await subject().connect('ankara')
      const broken = { ...connection, secret: {} }
      expect(await attempt(subject(), broken, publicationOf(subject(), 'Kosong'))).toMatchObject({
        kind: 'refused',
        reason: 'auth',
      })
    })

    it('the daily question says whether the grant still stands, and a dead line says nothing', async (context) => {
      const connection = await subject().connect('ankara')
      const renew = subject().network.auth?.renew
      if (renew === undefined) return context.skip()
      const answer = await renew(connection, signal)
      expect(answer.kind).toMatch(/^(valid|renewed)$/)
      const kept = answer.kind === 'renewed' ? { ...connection, secret: answer.secret } : connection
      subject().killGrant()
      const first = await renew(kept, signal)
      expect((first.kind === 'later' ? await renew(kept, signal) : first).kind).toBe('refused')
      await subject().stop()
      expect(await renew(connection, signal)).toMatchObject({ kind: 'later', why: 'network' })
    })
  })

  if (traits.refreshes) describeRefreshing(name, subject)
}

function describeRefreshing(name: string, subject: Subject): void {
  describe(`${name}: tokens that run out`, () => {
    it('a token that ran out is renewed in the middle of a delivery', async () => {
      const connection = await subject().connect('ankara')
      subject().expireSessions?.()
      expect((await attempt(subject(), connection, publicationOf(subject(), 'Diperbarui'))).kind).toBe('sent')
      subject().failPublishing('expired')
      expect((await attempt(subject(), connection, publicationOf(subject(), 'Lagi'))).kind).toBe('sent')
      expect(textsOut(subject())).toEqual(['Diperbarui', 'Lagi'])
    })

    it('a refresh that fails disconnects nobody', async () => {
      const connection = await subject().connect('ankara')
      subject().expireSessions?.()
      subject().failRefresh?.()
      expect(await attempt(subject(), connection, publicationOf(subject(), 'Sebentar'))).toMatchObject({
        kind: 'deferred',
        why: 'auth_refresh',
      })
      expect(await attempt(subject(), connection, publicationOf(subject(), 'Kini'))).toMatchObject({ kind: 'sent' })
    })

    it('a renewed secret is told whole, and it is good', async () => {
      const connection = await subject().connect('ankara')
      const told: Connection[] = []
      subject().network.auth?.onSecretChanged?.(async (remoteAccountId, secret) => {
        told.push({ ...connection, remoteAccountId, secret })
      })
      subject().expireSessions?.()
      await attempt(subject(), connection, publicationOf(subject(), 'Rahasia'))
      expect(told).toHaveLength(1)
      expect(told[0]?.remoteAccountId).toBe(connection.remoteAccountId)
      expect(Object.keys(told[0]?.secret ?? {})).toEqual(expect.arrayContaining(Object.keys(connection.secret)))
      for (const value of Object.values(told[0]?.secret ?? {})) expect(value).not.toBe('')
      const outcome = await attempt(subject(), told[0] ?? connection, publicationOf(subject(), 'Dengan yang baru'))
      expect(outcome.kind).toBe('sent')
    })

    it('a store that cannot keep the renewed secret stops no delivery', async () => {
      const connection = await subject().connect('ankara')
      subject().network.auth?.onSecretChanged?.(() => Promise.reject(new Error('disk full')))
      subject().expireSessions?.()
      expect((await attempt(subject(), connection, publicationOf(subject(), 'Tetap jalan'))).kind).toBe('sent')
    })

    it('many deliveries share one renewal', async () => {
      const connection = await subject().connect('ankara')
      let renewals = 0
      subject().network.auth?.onSecretChanged?.(async () => {
        renewals += 1
      })
      subject().expireSessions?.()
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, (_, i) => attempt(subject(), connection, publicationOf(subject(), `Bersama ${i}`))),
      )
      expect(outcomes.map(({ kind }) => kind)).toEqual(Array(6).fill('sent'))
      expect(renewals).toBe(1)
    })
  })
}
