import type { Tx } from '../../../platform/database/database.ts'
import type { Scope } from '../../missions/index.ts'
import { type NoticeWords, notify } from '../../notifications/index.ts'

const words: Readonly<Record<'upheld' | 'kept' | 'changed', NoticeWords>> = {
  upheld: {
    id: { title: 'Keberatan Anda dikabulkan', body: 'Penilai memberi label yang Anda ajukan. Skor dihitung ulang.' },
    en: {
      title: 'Your dispute was upheld',
      body: 'A rater gave the label you asked for. The score is computed again.',
    },
  },
  kept: {
    id: { title: 'Label tetap seperti semula', body: 'Penilai lain memberi label yang sama. Buka keputusannya.' },
    en: { title: 'The label stays as it was', body: 'Another rater gave the same label. Open the decision.' },
  },
  changed: {
    id: {
      title: 'Keberatan Anda diputus dengan label lain',
      body: 'Penilai memberi label ketiga. Skor dihitung ulang.',
    },
    en: {
      title: 'Your dispute ended with another label',
      body: 'A rater gave a third label. The score is computed again.',
    },
  },
}

/** Tells whoever opened a dispute how it ended; without such a person, the head of the mission. */
export async function tellDecision(
  tx: Tx,
  scope: Scope,
  now: Date,
  dispute: { readonly id: string; readonly missionId: string; readonly openedBy: string | null },
  outcome: 'upheld' | 'kept' | 'changed',
): Promise<void> {
  const { id, missionId, openedBy } = dispute
  await notify(tx, scope, now, {
    to: openedBy === null ? { roles: ['head_of_mission'], at: { missionId } } : { persons: [openedBy] },
    kind: 'dispute.decided',
    about: { room: 'rating', id, missionId },
    path: `/perwakilan/${missionId}/keberatan`,
    words: words[outcome],
    // A rating taken back opens the dispute again; its next end is news.
    dedupeKey: `dispute.decided:${id}:${now.toISOString()}`,
  })
}
