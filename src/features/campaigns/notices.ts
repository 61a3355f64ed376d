import type { Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { notify, settleNotices } from '../notifications/index.ts'

const atMission = (missionId: string) => ({ roles: ['mission_officer', 'head_of_mission'] as const, at: { missionId } })
const releaseKey = (campaignId: string, missionId: string) => `kit.released:${campaignId}:${missionId}`
const taskKey = (recallId: string, missionId: string) => `kit.correction:${recallId}:${missionId}`

/** Tells the officers and the head of each newly addressed mission that a kit is there. */
export async function tellReleased(
  tx: Tx,
  scope: Scope,
  campaign: { readonly id: string; readonly title: string; readonly obligation: string },
  missionIds: readonly string[],
  now: Date,
): Promise<void> {
  const isMandatory = campaign.obligation === 'mandatory'
  for (const missionId of missionIds)
    await notify(tx, scope, now, {
      to: atMission(missionId),
      kind: 'kit.released',
      about: { room: 'campaigns', id: campaign.id, missionId },
      path: `/kampanye/${campaign.id}`,
      words: {
        id: {
          title: `Kit ${isMandatory ? 'wajib' : 'baru'}: "${campaign.title}"`,
          body: 'Pakai, sesuaikan, atau tolak dengan alasan.',
        },
        en: {
          title: `${isMandatory ? 'Mandatory' : 'New'} kit: "${campaign.title}"`,
          body: 'Take it, adapt it, or decline it with a reason.',
        },
      },
      dedupeKey: releaseKey(campaign.id, missionId),
    })
}

/** The mission has answered. */
export async function endReleased(tx: Tx, campaignId: string, missionId: string, now: Date): Promise<void> {
  await settleNotices(tx, now, { dedupeKey: releaseKey(campaignId, missionId) })
}

/** Tells missions that something they published has to be put right. `notice` is what headquarters says to the reader. */
export async function tellCorrections(
  tx: Tx,
  scope: Scope,
  recall: { readonly id: string; readonly campaignId: string | null; readonly reason: string },
  missionIds: readonly string[],
  now: Date,
): Promise<void> {
  const path = recall.campaignId === null ? '/hari-ini' : `/kampanye/${recall.campaignId}`
  for (const missionId of missionIds)
    await notify(tx, scope, now, {
      to: atMission(missionId),
      kind: 'kit.correction',
      about: { room: 'campaigns', id: recall.id, missionId },
      path,
      words: {
        id: { title: 'Ralat menunggu perwakilan Anda', body: `Yang sudah terbit perlu diperbaiki. ${recall.reason}` },
        en: { title: 'A correction waits for your mission', body: `What is out has to be put right. ${recall.reason}` },
      },
      dedupeKey: taskKey(recall.id, missionId),
      urgent: true,
    })
}

/** The mission has put it right, or need not any more (`missionId` absent = none need). */
export async function endCorrections(tx: Tx, recallId: string, now: Date, missionId?: string): Promise<void> {
  if (missionId === undefined) await settleNotices(tx, now, { room: 'campaigns', id: recallId })
  else await settleNotices(tx, now, { dedupeKey: taskKey(recallId, missionId) })
}
