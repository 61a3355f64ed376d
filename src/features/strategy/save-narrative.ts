import { isDeepStrictEqual } from 'node:util'
import { localDayOf } from '../../platform/calendar/zones.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { registerFactUse } from './fact-use.ts'
import { type Narrative, type NarrativeContent, narrativeIssue } from './model.ts'
import { insertNarrative, insertNarrativeVersion, listNarrativeVersions, lockNarrative } from './narrative-store.ts'
import { listObjectiveVersions } from './objective-store.ts'
import { mayWriteNarratives } from './policy.ts'

type Deps = { db: Db; now: () => Date; homeZone: string }

/** Writes a narrative as its version 1. */
export async function createNarrative(deps: Deps, scope: Scope, content: NarrativeContent): Promise<Narrative> {
  demandWriter(scope)
  return deps.db.transaction().execute(async (tx) => {
    const id = newId()
    await insertNarrative(tx, scope, id, deps.now())
    return write(deps, tx, scope, { id, version: 1 }, content)
  })
}

/**
 * Changes a narrative: its next version; to end one, give it a last day. The same content again makes a version only
 * where its facts have changed since, for then somebody has looked at it anew.
 * @throws AppError `narrative.changed_meanwhile` when somebody changed it since `version`.
 */
export async function changeNarrative(
  deps: Deps,
  scope: Scope,
  id: string,
  version: number,
  content: NarrativeContent,
): Promise<Narrative> {
  demandWriter(scope)
  return deps.db.transaction().execute(async (tx) => {
    const before = await lockNarrative(tx, scope, id)
    if (!before) throw new AppError('not_found', 'narrative.not_found')
    if (before.version !== version)
      throw new AppError('conflict', 'narrative.changed_meanwhile', { theirs: before.version, yours: version })
    const { id: _id, version: _version, changedBy: _by, changedAt: _at, ...old } = before
    if (content.factIds.length === 0 && isDeepStrictEqual(old, { ...content })) return before
    return write(deps, tx, scope, { id, version: version + 1 }, content)
  })
}

function demandWriter(scope: Scope): void {
  if (!mayWriteNarratives(scope)) throw new AppError('forbidden', 'narrative.write_not_yours')
}

async function write(
  deps: Deps,
  tx: Tx,
  scope: Scope,
  key: { id: string; version: number },
  content: NarrativeContent,
): Promise<Narrative> {
  const now = deps.now()
  const today = localDayOf(now, deps.homeZone)
  const versions = await listObjectiveVersions(tx, scope)
  const known = new Set(versions.filter((one) => one.validTo === null || one.validTo >= today).map((one) => one.code))
  const issue = narrativeIssue(content, known)
  if (issue) throw new AppError('invalid', issue.key, issue.params, [issue])
  const changedBy = scope.kind === 'person' ? scope.personId : null
  await insertNarrativeVersion(tx, scope, { narrativeId: key.id, version: key.version, changedBy }, content, now)
  await registerFactUse(tx, scope, { kind: 'narrative', id: key.id, missionId: null }, content.factIds, now)
  await recordAudit(tx, now, {
    actor: actorOf(scope),
    action: key.version === 1 ? 'narrative.written' : 'narrative.changed',
    subject: { kind: 'narrative', id: key.id },
    payload: { version: key.version },
  })
  const [saved] = await listNarrativeVersions(tx, scope, key.id)
  if (!saved) throw new AppError('not_found', 'narrative.not_found')
  return saved
}
