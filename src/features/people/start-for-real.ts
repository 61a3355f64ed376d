import type { Db, Tx } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { beginAuditChain, recordAudit } from '../audit/index.ts'
import { actorOf, holdsEverywhere, type Scope } from '../missions/index.ts'
import { readInstallationKind, saveInstallationKind } from './installation.ts'
import { createLinkInside } from './sign-in-link.ts'

/** What is typed to confirm that a sample ends. */
export const startForRealWord = 'mulai sungguhan'

type Deps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

/** What stands in every room, counted by main, which alone sees them all. */
export type SampleContents = {
  readonly stays: Readonly<Record<'missions' | 'people' | 'accounts' | 'objectives', number>>
  readonly goes: Readonly<
    Record<'people' | 'accounts' | 'campaigns' | 'items' | 'deliveries' | 'messages' | 'targetMixes' | 'media', number>
  >
}

export type SampleEmptier = {
  count(db: Db): Promise<SampleContents>
  /** Empties every room in the given transaction. `afterCommit` takes away what no transaction holds, such as files. */
  empty(tx: Tx): Promise<{ afterCommit(): Promise<void> }>
}

/** Who may begin real work, and whether there is anything to end. @throws AppError forbidden or conflict */
export async function demandEndableSample(db: Db, scope: Scope): Promise<void> {
  if (!holdsEverywhere(scope, ['administrator'])) throw new AppError('forbidden', 'people.start_for_real_not_yours')
  if ((await readInstallationKind(db)) !== 'sample') throw new AppError('conflict', 'people.start_for_real_not_sample')
  // Everybody can be the sample's administrator by one click; somebody with a password of their own outranks that.
  if (scope.kind === 'person' && (await isSamplePerson(db, scope.personId)) && (await hasRealAdministrator(db)))
    throw new AppError('forbidden', 'people.start_for_real_own_account')
}

/**
 * "Mulai sungguhan": ends the sample in one transaction. Missions, real people, settings and the register stay, every
 * other row goes, persons of the sample with all their sessions too, and a new audit chain begins. Answers a first-run
 * sign-in token where no administrator has a password yet. @throws AppError invalid where the words typed are others.
 */
export async function startForReal(
  deps: Deps & { readonly emptier: SampleEmptier },
  scope: Scope,
  confirmation: string,
): Promise<{ linkToken: string | null; stillSignedIn: boolean }> {
  await demandEndableSample(deps.db, scope)
  if (confirmation.trim().toLowerCase().replace(/\s+/g, ' ') !== startForRealWord)
    throw new AppError('invalid', 'people.start_for_real_word', { word: startForRealWord })
  const now = deps.now()
  const { linkToken, afterCommit, stillSignedIn } = await deps.db.transaction().execute(async (tx) => {
    // Two at one instant: the second waits here and then finds no sample.
    await tx.selectFrom('setting').select('key').where('key', '=', 'installation').forUpdate().execute()
    if ((await readInstallationKind(tx)) !== 'sample')
      throw new AppError('conflict', 'people.start_for_real_not_sample')
    const { afterCommit } = await deps.emptier.empty(tx)
    await saveInstallationKind(tx, 'real', now)
    await beginAuditChain(tx, now, actorOf(scope), 'start_for_real', { emptyOld: true })
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'installation.started_for_real',
      subject: { kind: 'installation', id: 'installation' },
    })
    const linkToken = (await hasRealAdministrator(tx)) ? null : await createLinkInside(tx, now, deps.homeZone)
    return { linkToken, afterCommit, stillSignedIn: await isStillThere(tx, scope) }
  })
  await afterCommit()
  return { linkToken, stillSignedIn }
}

async function isStillThere(db: Db, scope: Scope): Promise<boolean> {
  if (scope.kind !== 'person') return false
  const row = await db.selectFrom('person').select('id').where('id', '=', scope.personId).executeTakeFirst()
  return row !== undefined
}

async function isSamplePerson(db: Db, personId: string): Promise<boolean> {
  const row = await db.selectFrom('person').select('isSample').where('id', '=', personId).executeTakeFirst()
  return row?.isSample !== false
}

/** An administrator of flesh and blood who can sign in without a link. */
async function hasRealAdministrator(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('person')
    .innerJoin('password', 'password.personId', 'person.id')
    .innerJoin('roleGrant', 'roleGrant.personId', 'person.id')
    .innerJoin('roleGrantScope', 'roleGrantScope.grantId', 'roleGrant.id')
    .select('person.id')
    .where('role', '=', 'administrator')
    .where('kind', '=', 'ministry')
    .where('isSample', '=', false)
    .where('disabledAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
