import { localDayOf, localTimeOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { findItem, insertItem, setItemStatus } from '../items/index.ts'
import { actorOf, findMission, type Mission, type Scope } from '../missions/index.ts'
import { type Approved, approvedOf } from './approved.ts'
import { buildBundle } from './build-bundle.ts'
import { listActiveMandates } from './mandate-store.ts'
import { mayDecide } from './policy.ts'
import { insertReview, listHeads, saveBundle } from './store.ts'

/**
 * In which capacity this scope may publish what cannot wait for ordinary review (CRI-02): head of mission, KUAI,
 * delegate for emergencies, or whoever decides for a mission without any. Undefined: somebody else must.
 */
export async function findEmergencyCapacity(
  db: Db,
  scope: Scope,
  missionId: string,
  now: Date,
): Promise<string | undefined> {
  const mission = await findMission(db, scope, missionId)
  if (!mission) return undefined
  const today = localDayOf(now, mission.timezone)
  const verdict = mayDecide(scope, 'mission', {
    missionId,
    isHeadquarters: mission.isHeadquarters,
    tier: 'emergency',
    writers: new Set(),
    heads: (await listHeads(db, scope, [missionId], today)).get(missionId) ?? new Set(),
    mandates: (await listActiveMandates(db, scope, [missionId], today)).get(missionId) ?? [],
    isEscalated: false,
    counting: [],
  })
  return verdict.kind === 'may' ? verdict.capacity : undefined
}

export type Emergency = {
  readonly mission: Pick<Mission, 'id' | 'timezone'>
  readonly title: string
  /** Master first. */
  readonly texts: readonly { readonly language: string; readonly text: string }[]
  readonly variants: readonly { readonly accountId: string; readonly language: string; readonly text: string }[]
  readonly author: string
  readonly capacity: string
  /** What asked for it, such as an alert's id, for the audit. */
  readonly because: { readonly kind: string; readonly id: string }
}

/**
 * Makes an emergency item that is approved by whoever publishes it, in the transaction of that act, to go out at once.
 * The caller has asked `findEmergencyCapacity`. @returns what was approved, for deliveries.
 */
export async function approveEmergency(tx: Tx, scope: Scope, emergency: Emergency, now: Date): Promise<Approved> {
  const { mission, title, texts, variants, author, capacity, because } = emergency
  const id = newId()
  const plannedLocal = localTimeOf(now, mission.timezone)
  const draft = {
    title,
    kind: 'emergency' as const,
    objectives: [],
    aim: '',
    audience: '',
    benefit: '',
    desiredAction: '',
    campaignId: null,
    isSensitive: false,
    sensitiveReason: '',
    texts: [],
    media: [],
    variants: variants.map(({ accountId, language, text }) => ({
      accountId,
      language,
      textOverride: text,
      link: null,
    })),
    plannedLocal,
    plannedZone: mission.timezone,
  }
  const written = texts.map(({ language, text }, index) => ({
    language,
    text,
    gist: '',
    translatorName: '',
    isMaster: index === 0,
    revision: 1,
    masterRevision: 1,
    updatedAt: now.toISOString(),
  }))
  await insertItem(
    tx,
    scope,
    { id, missionId: mission.id, authorId: author },
    draft,
    { texts: written, objectiveVersions: new Map() },
    now,
  )
  const item = await findItem(tx, scope, id)
  if (!item) throw new Error(`emergency item ${id} is not readable for whoever publishes it`)
  const bundle = buildBundle(item)
  await saveBundle(tx, scope, id, bundle, now)
  await setItemStatus(tx, scope, id, 'approved', now, { submittedAt: now })
  const review = { id: newId(), bundleHash: bundle.hash, step: 'mission' as const, decision: 'approved' as const }
  await insertReview(tx, scope, { ...review, itemId: id, reviewerId: author, capacity, comment: '', createdAt: now })
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: 'item.emergency_published',
    subject: { kind: 'item', id },
    missionId: mission.id,
    payload: { capacity, bundle: bundle.hash, because: because.kind, becauseId: because.id },
  })
  return approvedOf(item, bundle)
}
