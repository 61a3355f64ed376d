import type { Tx } from '../../../platform/database/database.ts'
import type { Scope } from '../../missions/index.ts'
import { notify, settleNotices } from '../../notifications/index.ts'

type Handing = {
  readonly id: string
  readonly missionId: string
  readonly name: string
  readonly personId: string | null
  readonly endsOn: string
}

/** Tells the leaver and the head of the mission that accounts must change hands; administrators too once it is late. */
export async function tellHandover(
  tx: Tx,
  scope: Scope,
  handover: Handing,
  what: 'opened' | 'overdue',
  now: Date,
): Promise<void> {
  const { id, missionId, name, personId, endsOn } = handover
  const isLate = what === 'overdue'
  await notify(tx, scope, now, {
    to: [
      { persons: personId === null ? [] : [personId] },
      { roles: ['head_of_mission'], at: { missionId } },
      ...(isLate ? [{ roles: ['administrator'] as const, at: 'ministry' as const }] : []),
    ],
    kind: `handover.${what}`,
    about: { room: 'handovers', id, missionId },
    path: `/akun/serah-terima/${id}`,
    words: isLate
      ? {
          id: {
            title: `Serah terima akun dari ${name} lewat waktu`,
            body: `Masa tugasnya berakhir ${endsOn} dan aksesnya sudah berhenti. Selesaikan daftar periksanya.`,
          },
          en: {
            title: `The handover of accounts from ${name} is overdue`,
            body: `The posting ended on ${endsOn} and so did the access. Finish the checklist.`,
          },
        }
      : {
          id: {
            title: `Serah terima akun dari ${name} sudah dibuka`,
            body: `Selesaikan sebelum ${endsOn}: sandi, pemulihan, kode dua langkah, lalu kedua tanda tangan.`,
          },
          en: {
            title: `The handover of accounts from ${name} is open`,
            body: `Finish it before ${endsOn}: password, recovery, two-step code, then both signatures.`,
          },
        },
    dedupeKey: `handover.${what}:${id}`,
    urgent: isLate,
  })
}

/** It was signed or cancelled. */
export async function endHandoverNotices(tx: Tx, handoverId: string, now: Date): Promise<void> {
  await settleNotices(tx, now, { room: 'handovers', id: handoverId })
}
