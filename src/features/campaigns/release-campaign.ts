import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, listMissions, type Scope } from '../missions/index.ts'
import { listObjectives } from '../strategy/index.ts'
import { addAssignments } from './assignment-store.ts'
import { type Addressees, type Campaign, releaseIssues } from './model.ts'
import { mayRelease } from './policy.ts'
import { findCampaign, markReleased } from './store.ts'

export type ReleaseDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
}

/**
 * Lets missions see the kit. The first release fixes its text; a later one addresses further missions. Closed missions
 * and headquarters are never addressed.
 * @throws AppError `campaign.not_ready` with every gap, `campaign.no_addressee` when nobody new is left.
 */
export async function releaseCampaign(
  deps: ReleaseDeps,
  scope: Scope,
  id: string,
  addressees: Addressees,
): Promise<Campaign> {
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await findCampaign(tx, scope, id)
    if (!campaign) throw new AppError('not_found', 'campaign.not_found')
    if (!mayRelease(scope)) throw new AppError('forbidden', 'campaign.release_not_yours')
    const now = deps.now()
    const today = localDayOf(now, deps.homeZone)
    const objectives = await listObjectives(tx, scope, today)
    const issues = releaseIssues(campaign, new Set(objectives.map((objective) => objective.code)))
    if (issues.length > 0) throw new AppError('invalid', 'campaign.not_ready', { count: issues.length }, issues)
    const missions = await addressed(tx, scope, addressees, today)
    if (missions.length === 0 || (await addAssignments(tx, scope, id, missions)) === 0)
      throw new AppError('invalid', 'campaign.no_addressee')
    if (campaign.status === 'draft') await firstRelease(tx, scope, campaign, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'campaign.released',
      subject: { kind: 'campaign', id },
      payload: { to: addressees.to, missions: missions.length },
    })
    const saved = await findCampaign(tx, scope, id)
    if (!saved) throw new AppError('not_found', 'campaign.not_found')
    return saved
  })
}

async function firstRelease(tx: Tx, scope: Scope, campaign: Campaign, now: Date): Promise<void> {
  const embargoUntil = campaign.embargoUntil === null ? null : new Date(campaign.embargoUntil)
  // Lateness is counted from the target; where none was named, from when a mission could first have posted.
  const targetAt = campaign.targetAt
    ? new Date(campaign.targetAt)
    : embargoUntil && embargoUntil > now
      ? embargoUntil
      : now
  await markReleased(tx, scope, campaign.id, { releasedAt: now, targetAt })
}

async function addressed(db: Db, scope: Scope, addressees: Addressees, today: string): Promise<string[]> {
  const open = await listMissions(db, scope, today)
  if (addressees.to === 'all') return open.map((mission) => mission.id)
  if (addressees.to === 'regions')
    return open.filter((mission) => addressees.regionIds.includes(mission.regionId)).map((mission) => mission.id)
  const ids = new Set(open.map((mission) => mission.id))
  const unknown = addressees.missionIds.find((missionId) => !ids.has(missionId))
  if (unknown !== undefined) throw new AppError('invalid', 'campaign.mission_unknown', { mission: unknown })
  return [...new Set(addressees.missionIds)]
}
