import { useState } from 'react'
import type { AccountStatus } from '../../../contract/accounts.ts'
import { fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import type { AccountAct } from './use-account-act.ts'

export type MoveWithReason = Extract<AccountStatus, 'suspended' | 'taken_over' | 'restored' | 'closed'>

/** Asks why, and says what the move does, before it is made. */
export function MoveDialog({
  to,
  act,
  onSend,
  onClose,
}: {
  to: MoveWithReason
  act: AccountAct
  onSend: (reason: string) => void
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const [reason, setReason] = useState('')
  const wrong = fieldError(act.error, 'reason')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`account.move.${to}`)}
      acts={
        <Button
          kind={to === 'restored' ? 'primary' : 'danger'}
          busy={act.isPending && t('working')}
          onClick={() => onSend(reason)}
        >
          {t(`account.move.${to}`)}
        </Button>
      }
    >
      <div className="stack">
        <p>{t(`account.ask.${to}`)}</p>
        <TextArea
          label={t('account.reason')}
          hint={t('account.reasonHint')}
          error={wrong}
          value={reason}
          onChange={setReason}
          maxLength={500}
        />
        {act.error && wrong === undefined && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
