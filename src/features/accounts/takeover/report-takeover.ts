import type { Takeover } from '../../../contract/takeovers.ts'
import type { Tx } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import { recordAudit } from '../../audit/index.ts'
import { actorOf, type Scope } from '../../missions/index.ts'
import { notify } from '../../notifications/index.ts'
import { canMove } from '../model.ts'
import { writeMove } from '../move-account.ts'
import { demand, mayDecide, mayKeep, personOf } from '../policy.ts'
import { mustFindAccount } from '../store.ts'
import type { TakeoverDeps } from './deps.ts'
import { viewTakeover } from './view-takeover.ts'

/** How far back a loss may be dated. */
const longestMs = 180 * 86_400_000

export type Loss = {
  /** Since when it is not ours; without it, so many minutes ago by our own clock; without both, now. */
  readonly lostAt?: string | undefined
  readonly lostMinutesAgo?: number | undefined
  readonly knownAt?: string | undefined
  readonly reason: string
}

/**
 * Says that an account is in foreign hands (ACC-09). One act: the status, and with it the public warning of Cek Akun;
 * the hold on its queue; posts since T count for nothing; the playbook begins; whoever must know is told. Officers may
 * do it too: it protects, and every way back asks for proof.
 */
export async function reportTakeover(
  deps: TakeoverDeps,
  scope: Scope,
  accountId: string,
  loss: Loss,
): Promise<Takeover> {
  const now = deps.now()
  const id = newId()
  await deps.db.transaction().execute(async (tx) => {
    const account = await mustFindAccount(tx, scope, accountId, 'locked')
    demand(mayDecide(scope, account.missionId) || mayKeep(scope, account.missionId))
    if (!canMove(account.status, 'taken_over'))
      throw new AppError('conflict', 'account.no_such_move', { from: account.status, to: 'taken_over' })
    const lostAt = loss.lostAt ? new Date(loss.lostAt) : new Date(now.getTime() - (loss.lostMinutesAgo ?? 0) * 60_000)
    if (lostAt > now || lostAt.getTime() < now.getTime() - longestMs) throw new AppError('invalid', 'takeover.lost_at')
    const knownAt = new Date(Math.min(loss.knownAt ? Date.parse(loss.knownAt) : now.getTime(), now.getTime()))
    const by = personOf(scope)
    const reason = loss.reason.trim()
    await writeMove(tx, now, scope, account, { to: 'taken_over', reason, undoes: null })
    const holdId = await deps.takeovers.holdAccount(tx, { accountId, since: lostAt, reason, by }, now)
    const { missionId } = account
    await tx
      .insertInto('takeover')
      .values({
        id,
        accountId,
        missionId,
        lostAt,
        knownAt,
        decidedAt: now,
        reportedBy: by,
        reason,
        holdId,
      })
      .execute()
    await deps.takeovers.excludeSince(tx, accountId, lostAt, now)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'takeover.reported',
      subject: { kind: 'account', id: accountId },
      missionId,
      payload: { takeover: id, hold: holdId, lostAt: lostAt.toISOString() },
    })
    await tell(tx, scope, now, id, account)
  })
  await deps.takeovers.writePages()
  return viewTakeover(deps, scope, id)
}

async function tell(
  tx: Tx,
  scope: Scope,
  now: Date,
  id: string,
  { missionId, handle, network }: { readonly missionId: string; readonly handle: string; readonly network: string },
): Promise<void> {
  const name = `${network} ${handle}`
  await notify(tx, scope, now, {
    to: [
      { roles: ['mission_officer', 'head_of_mission', 'regional_desk'], at: { missionId } },
      { roles: ['editor', 'administrator'], at: 'ministry' },
    ],
    kind: 'takeover.reported',
    about: { room: 'accounts', id, missionId },
    path: `/krisis/akun/${id}`,
    words: {
      id: {
        title: `Akun diambil alih: ${name}`,
        body: 'Peringatan publik sudah tampil dan antreannya ditahan. Ikuti langkah pemulihan.',
      },
      en: {
        title: `Account in foreign hands: ${name}`,
        body: 'The public is warned and its queue is held. Follow the steps of recovery.',
      },
    },
    dedupeKey: `takeover:${id}`,
    urgent: true,
  })
}
