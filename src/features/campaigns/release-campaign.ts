import { deadlineAfter, openWorkingCalendars } from '../../platform/calendar/working-time.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, listMissions, type Scope } from '../missions/index.ts'
import { listObjectives } from '../strategy/index.ts'
import { resolveAddressees } from './addressing.ts'
import { addAssignments } from './assignment-store.ts'
import { type Addressees, type Campaign, releaseIssues } from './model.ts'
import { tellReleased } from './notices.ts'
import { mayRelease } from './policy.ts'
import { approveCores, findCampaign, markReleased } from './store.ts'
import { openFrom } from './view-adoption.ts'

export type ReleaseDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
}

/**
 * Lets missions see the kit. The first release approves the master of the core and fixes the text; languages that nobody
 * approved stay at headquarters. A later release addresses further missions. Closed missions and headquarters are never
 * addressed. A kit without a target gets one a working week later.
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
    if (campaign.status === 'withdrawn' || campaign.status === 'ended' || campaign.credit !== null)
      throw new AppError('conflict', 'campaign.not_running')
    const missions = (await resolveAddressees(tx, scope, addressees, today)).map((mission) => mission.id)
    const fresh = missions.length === 0 ? [] : await addAssignments(tx, scope, id, missions)
    if (fresh.length === 0) throw new AppError('invalid', 'campaign.no_addressee')
    if (campaign.status === 'draft') await firstRelease(deps, tx, scope, campaign, now)
    await tellReleased(tx, scope, campaign, fresh, now)
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

async function firstRelease(deps: ReleaseDeps, tx: Tx, scope: Scope, campaign: Campaign, now: Date): Promise<void> {
  const targetAt = campaign.targetAt ? new Date(campaign.targetAt) : await usualTarget(deps, tx, scope, campaign, now)
  await markReleased(tx, scope, campaign.id, { releasedAt: now, targetAt })
  const masters = campaign.kit.cores.filter((core) => core.isMaster).map((core) => core.language)
  await approveCores(tx, scope, campaign.id, masters, scope.kind === 'person' ? scope.personId : null, now)
}

/** Working hours of a kit that names no target [P]: one working week of headquarters, so that no weekend makes it late. */
const usualHours = 40

/** Lateness is counted from the target; where none was named, a week after a mission could first have posted. */
async function usualTarget(deps: ReleaseDeps, tx: Tx, scope: Scope, campaign: Campaign, now: Date): Promise<Date> {
  const home = (await listMissions(tx, scope, localDayOf(now, deps.homeZone), { headquarters: true })).find(
    (mission) => mission.isHeadquarters,
  )
  const place = home ?? { timezone: deps.homeZone, weekend: [6, 7], countryIso2: 'ID' }
  const calendarOf = await openWorkingCalendars(place.countryIso2)
  const from = openFrom({ ...campaign, releasedAt: now.toISOString() }) ?? now
  return deadlineAfter(calendarOf(place), from, usualHours)
}
