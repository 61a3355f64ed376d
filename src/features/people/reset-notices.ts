import type { Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { notify, settleNotices } from '../notifications/index.ts'
import type { PersonId } from './model.ts'

const kinds = { asked: 'people.reset_asked', own: 'people.own_reset_asked', done: 'people.own_reset_done' } as const

/** Tells those who may confirm it that a reset waits, and the person whom it concerns: it may be somebody else's wish. */
export async function tellResetAsked(tx: Tx, scope: Scope, personId: PersonId, now: Date): Promise<void> {
  const { name } = await tx.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirstOrThrow()
  const occasion = `${personId}:${now.toISOString()}`
  await notify(tx, scope, now, {
    to: { roles: ['administrator'], at: 'ministry' },
    kind: kinds.asked,
    about: { room: 'people', id: personId },
    path: '/pengguna',
    words: {
      id: {
        title: `Pencabutan kode dua langkah ${name} menunggu orang kedua`,
        body: 'Pastikan dulu lewat telepon bahwa orangnya sendiri yang meminta. Permintaan gugur sesudah 72 jam.',
      },
      en: {
        title: `Taking away the two-step code of ${name} waits for a second person`,
        body: 'Make sure by telephone that they asked for it themselves. The wish lapses after 72 hours.',
      },
    },
    dedupeKey: `${kinds.asked}:${occasion}`,
    urgent: true,
  })
  await notify(tx, scope, now, {
    to: { persons: [personId] },
    kind: kinds.own,
    about: { room: 'people', id: personId },
    path: '/saya',
    words: {
      id: {
        title: 'Seseorang meminta kode dua langkah Anda dicabut',
        body: 'Kode Anda masih berlaku. Bukan Anda yang meminta? Hubungi admin sekarang juga.',
      },
      en: {
        title: 'Somebody asked for your two-step code to be taken away',
        body: 'Your code still holds. If this was not you, call an administrator now.',
      },
    },
    dedupeKey: `${kinds.own}:${occasion}`,
    urgent: true,
  })
}

/** Nobody need confirm it any more. */
export async function endResetNotices(tx: Tx, personId: PersonId, now: Date): Promise<void> {
  await settleNotices(tx, now, { room: 'people', id: personId, kinds: [kinds.asked, kinds.own] })
}

/** Tells the person that it is done: by mail, for they are signed out. */
export async function tellResetDone(
  tx: Tx,
  scope: Scope,
  personId: PersonId,
  resetId: string,
  now: Date,
): Promise<void> {
  await notify(tx, scope, now, {
    to: { persons: [personId] },
    kind: kinds.done,
    about: { room: 'people', id: personId },
    path: '/saya',
    words: {
      id: {
        title: 'Kode dua langkah dan kata sandi Anda sudah dicabut',
        body: 'Dua admin menyetujuinya. Anda masuk lagi dengan tautan undangan baru. Bukan Anda yang meminta? Hubungi admin.',
      },
      en: {
        title: 'Your two-step code and password were taken away',
        body: 'Two administrators agreed. You come in again by a new invitation link. If you did not ask, call an administrator.',
      },
    },
    dedupeKey: `${kinds.done}:${resetId}`,
    urgent: true,
  })
}
