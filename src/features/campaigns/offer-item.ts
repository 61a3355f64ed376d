import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, findMission, listMissions, type Mission, type Scope } from '../missions/index.ts'
import { addAssignments } from './assignment-store.ts'
import type { Campaign } from './model.ts'
import { findOfferable, insertOffer, type Offerable } from './offer-store.ts'
import { mayAnswer } from './policy.ts'
import { endCampaign, findCampaign } from './store.ts'

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }
type Offer = { readonly to: 'peer_group' | 'region'; readonly hint: string }

/** How long a mission's kit is offered, in days. [P] */
const offerDays = 90

/**
 * A mission offers an approved item of its own to its peer group or region (CAM-07). What peers get is a copy of its
 * published words, its objective and its credit: no names, no papers, no reviews. It locks nothing, obliges nobody and
 * counts for nobody's adoption.
 * @throws AppError `offer.not_approved`, `offer.sensitive`, `offer.embargoed`, `offer.no_objective`, `offer.recalled`, `offer.nobody`, `offer.already`.
 */
export async function offerItem(deps: Deps, scope: Scope, itemId: string, offer: Offer): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    const item = await findOfferable(tx, scope, itemId)
    const mission = item && (await findMission(tx, scope, item.missionId))
    if (!item || !mission) throw new AppError('not_found', 'item.not_found')
    if (!mayAnswer(scope, item.missionId) || scope.kind !== 'person') throw new AppError('forbidden', 'offer.not_yours')
    const now = deps.now()
    refuseUnfit(item, now)
    const today = localDayOf(now, mission.timezone)
    const peers = (await listMissions(tx, scope, localDayOf(now, deps.homeZone))).filter((one) =>
      isPeer(mission, one, offer.to),
    )
    if (peers.length === 0) throw new AppError('invalid', 'offer.nobody')
    const id = newId()
    await insertOffer(tx, scope, item, {
      id,
      kitId: newId(),
      createdBy: scope.personId,
      startsOn: today,
      endsOn: addDays(today, offerDays),
      hint: offer.hint,
      now,
    })
    await addAssignments(
      tx,
      scope,
      id,
      peers.map((peer) => peer.id),
    )
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.offered',
      subject: { kind: 'campaign', id },
      missionId: item.missionId,
      payload: { item: itemId, to: offer.to, missions: peers.length },
    })
    return reread(tx, scope, id)
  })
}

const isPeer = (mission: Mission, other: Mission, to: Offer['to']): boolean =>
  other.id !== mission.id &&
  (to === 'region' ? other.regionId === mission.regionId : other.peerGroup === mission.peerGroup)

function refuseUnfit(item: Offerable, now: Date): void {
  if (item.isOffered) throw new AppError('conflict', 'offer.already')
  if (item.status !== 'approved') throw new AppError('conflict', 'offer.not_approved')
  if (item.objectiveCode === null) throw new AppError('conflict', 'offer.no_objective')
  if (item.isPeersOwn) throw new AppError('conflict', 'offer.not_own')
  if (item.isRecalled) throw new AppError('conflict', 'offer.recalled')
  if (item.riskTier !== 'routine') throw new AppError('conflict', 'offer.sensitive')
  if (item.embargoUntil !== null && item.embargoUntil > now) throw new AppError('conflict', 'offer.embargoed')
}

/** The mission stops offering; peers keep what they made. Repeating it changes nothing. */
export async function endOffer(deps: Deps, scope: Scope, campaignId: string): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await findCampaign(tx, scope, campaignId)
    if (!campaign) throw new AppError('not_found', 'campaign.not_found')
    if (!campaign.credit || !mayAnswer(scope, campaign.credit.missionId))
      throw new AppError('forbidden', 'offer.not_yours')
    if (campaign.status !== 'released') return campaign
    const now = deps.now()
    await endCampaign(tx, scope, campaignId, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'kit.offer_ended',
      subject: { kind: 'campaign', id: campaignId },
      missionId: campaign.credit.missionId,
    })
    return reread(tx, scope, campaignId)
  })
}

async function reread(db: Db, scope: Scope, id: string): Promise<Campaign> {
  const saved = await findCampaign(db, scope, id)
  if (!saved) throw new AppError('not_found', 'campaign.not_found')
  return saved
}
