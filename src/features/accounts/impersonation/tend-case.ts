import type { ImpersonationCase } from '../../../contract/impersonation.ts'
import { normalizeHandle } from '../../../networks/index.ts'
import type { Db, Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Files } from '../../../platform/files.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, canRead, type Scope } from '../../missions/index.ts'
import { checkAccount } from '../check-account.ts'
import { listPlatforms } from '../platforms.ts'
import { demand, mayDecide, mayKeep, personOf } from '../policy.ts'
import { hashOfLink, hashOfPicture, pictureTypeOf } from './evidence.ts'
import { mustFindCase, type StoredCase, viewCase } from './store.ts'

export type CaseDeps = {
  readonly db: Db
  readonly now: () => Date
  readonly files: Files
  /** Writes the public pages with their warnings, after the act has been committed. */
  writePages(): Promise<void>
}

const keeps = (scope: Scope) => (missionId: string) => mayKeep(scope, missionId) || mayDecide(scope, missionId)

export type NewCase = {
  readonly url: string
  readonly source: ImpersonationCase['source']
  readonly summary: string
  readonly capturedAt?: string | undefined
}

/**
 * Opens a case file (ACC-10) after the register was asked: an account that is ours is none. The link is the first
 * evidence. Nothing of followers or of whoever reported it is kept: there is no place for it.
 * @throws AppError `impersonation.unreadable`, `impersonation.is_ours`, `impersonation.open_already`.
 */
export async function openCase(
  deps: CaseDeps,
  scope: Scope,
  missionId: string,
  { url, source, summary, capturedAt }: NewCase,
): Promise<ImpersonationCase> {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  demand(keeps(scope)(missionId))
  const now = deps.now()
  const answer = await checkAccount(deps.db, url)
  const { network, handle } = answer.asked
  const profile = (await listPlatforms(deps.db)).find((known) => known.code === network)
  const key = profile && normalizeHandle(profile, handle)?.key
  if (!network || !key) throw new AppError('invalid', 'impersonation.unreadable')
  if (answer.account) throw new AppError('conflict', 'impersonation.is_ours', { handle: answer.account.handle })
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    const open = await tx
      .selectFrom('impersonationCase')
      .select('id')
      .where('missionId', '=', missionId)
      .where('network', '=', network)
      .where('handleKey', '=', key)
      .where('closedAt', 'is', null)
      .executeTakeFirst()
    if (open) throw new AppError('conflict', 'impersonation.open_already', { handle })
    const by = personOf(scope)
    const place = { id, missionId, network, handle, handleKey: key, url }
    await tx
      .insertInto('impersonationCase')
      .values({ ...place, source, summary, registryAnswer: answer.answer, openedBy: by, openedAt: now })
      .execute()
    await addLinkEvidence(tx, id, { url, note: '', capturedAt: momentOf(capturedAt, now) }, by, now)
    await audit(tx, scope, now, 'opened', { id, missionId }, { network, answer: answer.answer })
  })
  return viewCase(deps.db, scope, id)
}

export function addLink(
  deps: CaseDeps,
  scope: Scope,
  id: string,
  link: { readonly url: string; readonly note: string; readonly capturedAt?: string | undefined },
): Promise<ImpersonationCase> {
  return tend(deps, scope, id, keeps(scope), async (tx, found, now) => {
    const capturedAt = momentOf(link.capturedAt, now)
    const { url, note } = link
    const sha256 = await addLinkEvidence(tx, id, { url, note, capturedAt }, personOf(scope), now)
    await audit(tx, scope, now, 'evidence_added', found, { kind: 'link', sha256 })
  })
}

/** Keeps a picture byte for byte, for its hash is what proves it. @throws AppError `impersonation.not_a_picture`. */
export async function addScreenshot(
  deps: CaseDeps,
  scope: Scope,
  id: string,
  bytes: Uint8Array,
  about: { readonly url: string; readonly note: string; readonly capturedAt?: string | undefined },
): Promise<ImpersonationCase> {
  // Whose case it is comes before what was sent.
  const known = await mustFindCase(deps.db, scope, id)
  demand(keeps(scope)(known.missionId))
  const contentType = pictureTypeOf(bytes)
  if (!contentType) throw new AppError('unsupported', 'impersonation.not_a_picture')
  const evidenceId = newId()
  const fileKey = `evidence/${evidenceId}.${contentType.slice('image/'.length)}`
  await deps.files.put(fileKey, bytes)
  return tend(deps, scope, id, keeps(scope), async (tx, found, now) => {
    const sha256 = hashOfPicture(bytes)
    await tx
      .insertInto('impersonationEvidence')
      .values({
        id: evidenceId,
        caseId: id,
        kind: 'screenshot',
        url: about.url || found.url,
        note: about.note,
        sha256,
        contentType,
        bytes: bytes.length,
        fileKey,
        capturedAt: momentOf(about.capturedAt, now),
        addedBy: personOf(scope),
        addedAt: now,
      })
      .execute()
    await audit(tx, scope, now, 'evidence_added', found, { kind: 'screenshot', sha256 })
  })
}

export function reportToPlatform(
  deps: CaseDeps,
  scope: Scope,
  id: string,
  report: { readonly reportedAt?: string | undefined; readonly reference: string },
): Promise<ImpersonationCase> {
  return tend(deps, scope, id, keeps(scope), async (tx, found, now) => {
    const reportedAt = momentOf(report.reportedAt, now)
    await tx
      .updateTable('impersonationCase')
      .set({ reportedAt, reportReference: report.reference })
      .where('id', '=', id)
      .execute()
    await audit(tx, scope, now, 'reported', found, { at: reportedAt.toISOString() })
  })
}

/** Warns the public, or ends the warning: by whoever decides about accounts, for it calls somebody a fraud. */
export async function warnPublic(deps: CaseDeps, scope: Scope, id: string, on: boolean): Promise<ImpersonationCase> {
  const decides = (missionId: string) => mayDecide(scope, missionId)
  const view = await tend(deps, scope, id, decides, async (tx, found, now) => {
    const warnedAt = on ? (found.warnedAt ?? now) : null
    await tx.updateTable('impersonationCase').set({ warnedAt }).where('id', '=', id).execute()
    await audit(tx, scope, now, on ? 'warned' : 'warning_ended', found)
  })
  await deps.writePages()
  return view
}

/** Says how it ended. The case stays readable; a public warning ends with it unless the platform refused. */
export async function closeCase(
  deps: CaseDeps,
  scope: Scope,
  id: string,
  { outcome, note }: { readonly outcome: NonNullable<ImpersonationCase['outcome']>; readonly note: string },
): Promise<ImpersonationCase> {
  const view = await tend(deps, scope, id, keeps(scope), async (tx, found, now) => {
    await tx
      .updateTable('impersonationCase')
      .set({ outcome, outcomeNote: note, closedAt: now })
      .where('id', '=', id)
      .execute()
    await audit(tx, scope, now, 'closed', found, { outcome })
  })
  await deps.writePages()
  return view
}

async function tend(
  deps: CaseDeps,
  scope: Scope,
  id: string,
  may: (missionId: string) => boolean,
  act: (tx: Tx, found: StoredCase, now: Date) => Promise<void>,
): Promise<ImpersonationCase> {
  return deps.db.transaction().execute(async (tx) => {
    const found = await mustFindCase(tx, scope, id, 'locked')
    demand(may(found.missionId))
    if (found.closedAt !== null) throw new AppError('conflict', 'impersonation.is_closed')
    await act(tx, found, deps.now())
    return viewCase(tx, scope, id)
  })
}

async function addLinkEvidence(
  tx: Tx,
  caseId: string,
  { url, note, capturedAt }: { readonly url: string; readonly note: string; readonly capturedAt: Date },
  addedBy: string | null,
  now: Date,
): Promise<string> {
  const sha256 = hashOfLink(url, capturedAt)
  const row = { id: newId(), caseId, kind: 'link', url, note, sha256, capturedAt, addedBy, addedAt: now }
  await tx.insertInto('impersonationEvidence').values(row).execute()
  return sha256
}

/** The instant somebody names, never one to come. */
const momentOf = (instant: string | undefined, now: Date): Date =>
  instant === undefined || new Date(instant) > now ? now : new Date(instant)

const audit = (
  tx: Tx,
  scope: Scope,
  now: Date,
  what: string,
  { id, missionId }: { readonly id: string; readonly missionId: string },
  payload: Readonly<Record<string, string>> = {},
): Promise<void> =>
  recordAudit(tx, now, {
    actor: actorOf(scope),
    action: `impersonation.${what}`,
    subject: { kind: 'impersonation', id },
    missionId,
    payload,
  })
