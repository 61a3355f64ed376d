import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { instantOf, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { type Campaign, findCampaign, findOpenRecall } from '../campaigns/index.ts'
import type { Scope } from '../missions/index.ts'
import { factConcerns } from '../strategy/index.ts'
import { assessRisk, type Risk } from './assess-risk.ts'
import { checkItem } from './check-item.ts'
import { findProfiles } from './fits.ts'
import type { Finding, StoredItem } from './model.ts'
import { recallFindings } from './recall-findings.ts'
import { factFindings, narrativeFindings } from './reference-findings.ts'

/** An item with what is computed from it. */
export type ItemView = {
  readonly item: StoredItem
  readonly risk: Risk
  readonly findings: readonly Finding[]
  readonly profiles: ReadonlyMap<string, PlatformProfile>
  readonly campaign: Campaign | undefined
}

export type ItemDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly homeZone: string
  /** Language of the master and of gists, BCP-47. */
  readonly homeLanguage: string
  /**
   * Makes every picture of an item as the networks of its accounts take it; what is made already stays. Called outside
   * of transactions, before an item is submitted.
   */
  readonly fitPictures?: (item: StoredItem) => Promise<void>
}

/** Checks an item against the networks of its accounts, its kit and the clock. */
export async function viewItem(deps: Omit<ItemDeps, 'db'>, db: Db, scope: Scope, item: StoredItem): Promise<ItemView> {
  const profiles = await findProfiles(db, item.networks)
  const campaign = item.campaignId === null ? undefined : await findCampaign(db, scope, item.campaignId)
  const risk = assessRisk(item, campaign)
  const now = deps.now()
  const findings = checkItem(item, {
    now,
    today: localDayOf(now, item.plannedZone ?? deps.homeZone),
    homeLanguage: deps.homeLanguage,
    profiles,
    embargoUntil: campaign?.embargoUntil ? new Date(campaign.embargoUntil) : null,
  })
  const homeDay = localDayOf(now, deps.homeZone)
  const references = [
    ...factFindings(item, await factConcerns(db, scope, { kind: 'item', id: item.id }, homeDay)),
    ...narrativeFindings(item, homeDay),
  ]
  const recalled = recallFindings(item, campaign, await findOpenRecall(db, scope, item.id))
  return { item, risk, findings: [...recalled, ...references, ...findings, ...risk.hints], profiles, campaign }
}

export const plannedAtOf = (item: { plannedLocal: string | null; plannedZone: string | null }): string | null =>
  item.plannedLocal === null || item.plannedZone === null
    ? null
    : instantOf(item.plannedLocal, item.plannedZone).toISOString()
