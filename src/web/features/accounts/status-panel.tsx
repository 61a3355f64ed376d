import { useState } from 'react'
import type { Account, AccountStatus } from '../../../contract/accounts.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { BadgeCheck, Pencil } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { chipOf, isInUse } from './account-state.ts'
import { ClosingDialog, ClosingNote } from './closing.tsx'
import { DetailsDialog } from './details-dialog.tsx'
import { MoveDialog, type MoveWithReason } from './move-dialog.tsx'
import { RecoveryLink, TakeoverDialog } from './takeover-dialog.tsx'
import { useAccountAct } from './use-account-act.ts'

const withReason: ReadonlySet<AccountStatus> = new Set(['suspended', 'taken_over', 'restored', 'closed'])
const undoable: ReadonlySet<AccountStatus> = new Set(['approved', 'active', 'suspended', 'closed'])
// What threatens or ends the account is outlined red and never stands first.
const harsh: ReadonlySet<AccountStatus> = new Set(['taken_over', 'closed'])

const canBeLost: ReadonlySet<AccountStatus> = new Set(['active', 'suspended', 'restored'])

type Props = { account: Account; others: readonly Account[]; keeps: boolean; confirms: boolean }

/** Where an account stands in its status machine, and where the person may move it. */
export function StatusPanel({ account, others, keeps, confirms }: Props) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [open, setOpen] = useState<MoveWithReason | 'details' | 'closing'>()
  const params = { accountId: account.id }
  const { handle, status } = account
  const undo = () =>
    act.mutate({
      run: () => api('POST /api/v1/accounts/:accountId/status/undo', { params }),
      done: t('account.undone', { handle }),
    })
  const move = (to: AccountStatus, reason?: string) =>
    act.mutate({
      run: () =>
        api('POST /api/v1/accounts/:accountId/status', {
          params,
          body: { to, ...(reason === undefined ? {} : { reason }) },
        }),
      done: t(`account.moved.${to}`, { handle }),
      undo: undoable.has(to) ? undo : undefined,
      after: () => setOpen(undefined),
    })
  const isOpen = status !== 'closed' && status !== 'archived'
  const asksToConfirm = confirms && isInUse(account) && account.verifiedAt === null
  // Officers may not move accounts, but they see first that one is lost: saying so protects.
  const mayReportLoss = keeps && canBeLost.has(status) && !account.moves.includes('taken_over')
  // Suspending is never what the screen invites to.
  const first = account.moves.find((to) => !harsh.has(to) && to !== 'suspended')
  return (
    <Panel
      title={t('account.state')}
      aside={<StateChip state={chipOf(account)} />}
      footer={
        keeps &&
        isOpen && (
          <span className="row wrap">
            <Button size="small" kind="quiet" icon={Pencil} onClick={() => setOpen('details')}>
              {t('details.edit')}
            </Button>
            {isInUse(account) && account.closing === null && (
              <Button size="small" kind="quiet" onClick={() => setOpen('closing')}>
                {t('closing.propose')}
              </Button>
            )}
          </span>
        )
      }
    >
      <div className="stack">
        <p>
          {t(`account.status.${status}`)}{' '}
          {isInUse(account) && t(account.verifiedAt === null ? 'account.officialNo' : 'account.officialYes')}
        </p>
        {account.isOwnProposal && <Note kind="info">{t('account.own')}</Note>}
        <ClosingNote account={account} keeps={keeps} act={act} />
        {act.error && open === undefined && <ErrorNote error={act.error} />}
        <div className="row wrap">
          {asksToConfirm && (
            <Button
              icon={BadgeCheck}
              kind="primary"
              onClick={() =>
                act.mutate({
                  run: () => api('POST /api/v1/accounts/:accountId/verification', { params, body: { answer: 'ours' } }),
                  done: t('account.confirmed', { handle }),
                  undo: () =>
                    act.mutate({
                      run: () =>
                        api('POST /api/v1/accounts/:accountId/verification', {
                          params,
                          body: { answer: 'withdrawn' },
                        }),
                      done: t('account.confirmUndone'),
                    }),
                })
              }
            >
              {t('account.confirmYes')}
            </Button>
          )}
          <RecoveryLink account={account} />
          {account.moves.map((to) => (
            <Button
              key={to}
              kind={to === first && !asksToConfirm ? 'primary' : harsh.has(to) ? 'danger' : 'plain'}
              busy={act.isPending && open === undefined && to === first && t('working')}
              onClick={() => (withReason.has(to) ? setOpen(to as MoveWithReason) : move(to))}
            >
              {t(`account.move.${to}`)}
            </Button>
          ))}
          {mayReportLoss && (
            <Button kind="danger" onClick={() => setOpen('taken_over')}>
              {t('account.move.taken_over')}
            </Button>
          )}
          {account.isOwnProposal && status === 'proposed' && (
            <Button
              onClick={() =>
                act.mutate({
                  run: () => api('DELETE /api/v1/accounts/:accountId/proposal', { params }),
                  done: t('account.withdrawn'),
                  after: () => history.back(),
                })
              }
            >
              {t('account.withdraw')}
            </Button>
          )}
        </div>
      </div>
      {open === 'details' && (
        <DetailsDialog account={account} confirms={confirms} act={act} onClose={() => setOpen(undefined)} />
      )}
      {open === 'closing' && (
        <ClosingDialog account={account} others={others} act={act} onClose={() => setOpen(undefined)} />
      )}
      {open === 'taken_over' && <TakeoverDialog account={account} onClose={() => setOpen(undefined)} />}
      {open !== undefined && open !== 'details' && open !== 'closing' && open !== 'taken_over' && (
        <MoveDialog to={open} act={act} onSend={(reason) => move(open, reason)} onClose={() => setOpen(undefined)} />
      )}
    </Panel>
  )
}
