import type { ItemDraft } from '../../contract/items.ts'
import { instantOf, isZone, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError, type FieldIssue } from '../../platform/errors.ts'
import { findAssignment, findCampaign } from '../campaigns/index.ts'
import { findMedia, forbiddenUse } from '../media/index.ts'
import type { Scope } from '../missions/index.ts'
import { listObjectives } from '../strategy/index.ts'
import { ownAccounts } from './write-store.ts'

/**
 * What may not even be stored as a draft: an unknown zone or impossible time, one thing named twice, accounts, media,
 * objectives or kits that are not this mission's to use. Gaps are fine here.
 * Answers the current version of every objective.
 * @throws AppError with all issues named.
 */
export async function refuseBrokenDraft(
  db: Db,
  scope: Scope,
  missionId: string,
  draft: ItemDraft,
  now: { at: Date; homeZone: string },
  /** What the item holds already: it is named when the item is submitted, but does not keep its text from being saved. */
  held: ReadonlySet<string> = new Set(),
): Promise<Map<string, number>> {
  const objectives = await listObjectives(db, scope, localDayOf(now.at, now.homeZone))
  const versions = new Map(objectives.map((objective) => [objective.code, objective.version]))
  const issues = [
    ...timeIssues(draft),
    ...twice(
      draft.texts.map((text) => text.language),
      'texts',
      'item.language_twice',
    ),
    ...twice(
      draft.media.map((media) => media.mediaId),
      'media',
      'item.media_twice',
    ),
    ...twice(
      draft.variants.map((variant) => variant.accountId),
      'variants',
      'item.account_twice',
    ),
    ...twice(
      draft.objectives.map((objective) => objective.code),
      'objectives',
      'item.objective_twice',
    ),
    ...draft.objectives.flatMap(({ code }, index) =>
      versions.has(code) ? [] : [{ path: `objectives.${index}`, key: 'item.objective_unknown', params: { code } }],
    ),
    ...(await strangers(db, scope, missionId, draft)),
    ...(await forbiddenMedia(db, scope, draft, now.at, held)),
  ]
  const first = issues[0]
  if (first) throw new AppError('invalid', first.key, first.params, issues)
  return versions
}

function timeIssues(draft: ItemDraft): FieldIssue[] {
  const { plannedLocal, plannedZone } = draft
  if (plannedLocal === null && plannedZone === null) return []
  if (plannedZone === null || !isZone(plannedZone))
    return [{ path: 'plannedZone', key: 'item.zone_unknown', params: { zone: plannedZone ?? '–' } }]
  if (plannedLocal === null) return []
  try {
    instantOf(plannedLocal, plannedZone)
    return []
  } catch {
    return [{ path: 'plannedLocal', key: 'item.time_impossible', params: { time: plannedLocal } }]
  }
}

function twice(values: readonly string[], path: string, key: string): FieldIssue[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index ? [] : [{ path: `${path}.${index}`, key, params: { value } }],
  )
}

async function strangers(db: Db, scope: Scope, missionId: string, draft: ItemDraft): Promise<FieldIssue[]> {
  const accountIds = draft.variants.map((variant) => variant.accountId)
  const accounts = await ownAccounts(db, scope, missionId, accountIds)
  const mediaIds = draft.media.map((media) => media.mediaId)
  const media = new Set((await findMedia(db, scope, mediaIds)).map((one) => one.id))
  return [
    ...accountIds.flatMap((id, index) =>
      accounts.has(id) ? [] : [{ path: `variants.${index}.accountId`, key: 'item.account_not_yours' }],
    ),
    ...mediaIds.flatMap((id, index) =>
      media.has(id) ? [] : [{ path: `media.${index}.mediaId`, key: 'media.not_found' }],
    ),
    ...(draft.campaignId === null ? [] : await kitIssues(db, scope, missionId, draft.campaignId)),
  ]
}

/** What has expired, or may not be shown any more, cannot be attached (CON-09). */
async function forbiddenMedia(
  db: Db,
  scope: Scope,
  draft: ItemDraft,
  at: Date,
  held: ReadonlySet<string>,
): Promise<FieldIssue[]> {
  const fresh = draft.media.filter(({ mediaId }) => !held.has(mediaId))
  const found = await findMedia(
    db,
    scope,
    fresh.map(({ mediaId }) => mediaId),
  )
  return found.flatMap((media) => {
    const why = forbiddenUse(media, localDayOf(at, media.timezone))
    const path = `media.${draft.media.findIndex(({ mediaId }) => mediaId === media.id)}.mediaId`
    return why === undefined ? [] : [{ path, key: `media.${why}`, params: { on: media.expiresOn ?? '' } }]
  })
}

async function kitIssues(db: Db, scope: Scope, missionId: string, campaignId: string): Promise<FieldIssue[]> {
  const campaign = await findCampaign(db, scope, campaignId)
  const assignment = campaign && (await findAssignment(db, scope, campaignId, missionId))
  if (!assignment) return [{ path: 'campaignId', key: 'campaign.not_addressed' }]
  return assignment.status === 'declined' ? [{ path: 'campaignId', key: 'item.kit_declined' }] : []
}
