import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { isInUse } from './account-state.ts'
import type { AccountAct } from './use-account-act.ts'

/** A wish to close the account that waits for a decision. */
export function ClosingNote({ account, keeps, act }: { account: Account; keeps: boolean; act: AccountAct }) {
  const { t } = useTexts('accounts')
  if (account.closing === null) return null
  const drop = () =>
    act.mutate({
      run: () => api('DELETE /api/v1/accounts/:accountId/closing-proposal', { params: { accountId: account.id } }),
      done: t('closing.stays'),
    })
  return (
    <Note
      kind="warn"
      title={t('closing.waiting', { reason: account.closing.reason })}
      {...(keeps ? { act: { label: t('closing.stay'), onClick: drop } } : {})}
    >
      {t('closing.waitingNext')}
    </Note>
  )
}

/** Proposes to close an account, or to merge it into another one of the mission. */
export function ClosingDialog({
  account,
  others,
  act,
  onClose,
}: {
  account: Account
  others: readonly Account[]
  act: AccountAct
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const [reason, setReason] = useState('')
  const [mergeInto, setMergeInto] = useState('')
  const send = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/accounts/:accountId/closing-proposal', {
          params: { accountId: account.id },
          body: { reason, mergeInto: mergeInto || null },
        }),
      done: t('closing.sent'),
      after: onClose,
    })
  const possible = others.filter((other) => other.id !== account.id && isInUse(other))
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('closing.title', { handle: account.handle })}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} off={reason.trim().length < 3} onClick={send}>
          {t('closing.send')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('closing.lead')}</p>
        <TextArea label={t('closing.reason')} value={reason} onChange={setReason} maxLength={500} />
        {possible.length > 0 && (
          <SelectField
            label={t('closing.into')}
            value={mergeInto}
            onChange={setMergeInto}
            placeholder={t('closing.intoNone')}
            options={possible.map(({ id, handle, network }) => ({
              value: id,
              label: `${handle} (${networkName(network)})`,
            }))}
          />
        )}
        {act.error && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
