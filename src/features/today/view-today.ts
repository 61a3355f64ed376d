import type { z } from 'zod'
import type { todayEndpoints } from '../../contract/today.ts'
import { AppError } from '../../platform/errors.ts'
import { type IndexDeps, measureMission } from '../alignment/index.ts'
import { type Campaign, findCampaign, listAssignments } from '../campaigns/index.ts'
import { listItems, plannedAtOf } from '../items/index.ts'
import { canRead, holds, type Role, type Scope } from '../missions/index.ts'
import { suggestActs, type WaitingKit } from './suggest-acts.ts'

export type TodayDeps = IndexDeps

const readers: readonly Role[] = ['mission_officer', 'head_of_mission', 'strategist', 'editor', 'regional_desk']
const looksAt = 100

/** What a mission's people could do today, by effect. @throws AppError not_found outside the scope. */
export async function viewToday(
  deps: TodayDeps,
  scope: Scope,
  missionId: string,
): Promise<z.output<typeof todayEndpoints.mission.response>> {
  if (!canRead(scope, missionId) || !holds(scope, readers, missionId))
    throw new AppError('not_found', 'mission.not_found')
  const measure = await measureMission(deps, scope, missionId, '90d')
  const kits = [...(await findWaitingKits(deps, scope, missionId)), ...(await findUnbegunKits(deps, scope, missionId))]
  const rows = await listItems(deps.db, scope, { missionId }, { limit: looksAt })
  const open = rows.filter((row) => ['draft', 'in_review', 'returned'].includes(row.status))
  const acts = suggestActs(
    measure,
    kits,
    open.map((row) => ({ ...row, plannedAt: plannedAtOf(row) })),
  )
  const states = [measure.score.c1.state, measure.score.c3.state]
  const silence = states.includes('unaudited') ? 'unaudited' : measure.card.index === null ? 'too_few' : null
  return { acts, silence }
}

/** Kits that this mission took but has begun no item from: a promise nobody should have to remember. */
async function findUnbegunKits({ db, now }: Pick<TodayDeps, 'db' | 'now'>, scope: Scope, missionId: string) {
  const kits: WaitingKit[] = []
  for (const { campaignId, status } of await listAssignments(db, scope, missionId)) {
    if (status !== 'taken' && status !== 'adapted') continue
    const campaign = await findCampaign(db, scope, campaignId)
    if (!campaign || !isOpen(campaign, now())) continue
    const begun = await listItems(db, scope, { missionId, campaignId }, { limit: 1 })
    if (begun.length === 0) kits.push(kitOf(campaign))
  }
  return kits
}

/** Kits that wait for this mission's answer and may still be answered. */
export async function findWaitingKits(
  { db, now }: Pick<TodayDeps, 'db' | 'now'>,
  scope: Scope,
  missionId: string,
): Promise<WaitingKit[]> {
  const assignments = await listAssignments(db, scope, missionId)
  const kits: WaitingKit[] = []
  for (const { campaignId, status } of assignments) {
    const campaign = status === 'pending' ? await findCampaign(db, scope, campaignId) : undefined
    if (campaign && isOpen(campaign, now())) kits.push(kitOf(campaign))
  }
  return kits
}

const isOpen = (campaign: Campaign, now: Date) =>
  campaign.status === 'released' && campaign.endsOn >= now.toISOString().slice(0, 10)

const kitOf = (campaign: Campaign): WaitingKit => ({
  id: campaign.id,
  title: campaign.title,
  objectiveCode: campaign.objectiveCode,
  isMandatory: campaign.obligation === 'mandatory',
  targetAt: campaign.targetAt,
  languages: campaign.kit.cores.map((core) => core.language),
})
