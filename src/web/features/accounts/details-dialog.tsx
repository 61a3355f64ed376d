import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, TextField } from '../../ui/field.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import type { AccountAct } from './use-account-act.ts'

/** Changes name, languages and purpose of an account. */
export function DetailsDialog({
  account,
  confirms,
  act,
  onClose,
}: {
  account: Account
  confirms: boolean
  act: AccountAct
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const [handle, setHandle] = useState(account.handle)
  const [languages, setLanguages] = useState(account.languages.join(', '))
  const [purpose, setPurpose] = useState(account.purpose ?? '')
  const [confirmed, setConfirmed] = useState(false)
  const isRenamed = handle.trim() !== account.handle
  const tags = languages.split(/[\s,;]+/).filter(Boolean)
  const wrong = fieldError(act.error, 'handle')
  const save = () =>
    act.mutate({
      run: () =>
        api('PATCH /api/v1/accounts/:accountId', {
          params: { accountId: account.id },
          body: { ...(isRenamed ? { handle: handle.trim(), confirmed } : {}), languages: tags, purpose },
        }),
      done: t('details.saved'),
      after: onClose,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('details.title', { handle: account.handle })}
      acts={
        <Button kind="primary" busy={act.isPending && t('details.saving')} onClick={save}>
          {t('details.save')}
        </Button>
      }
    >
      <div className="stack">
        <TextField
          label={t('details.handle')}
          hint={t('details.handleHint')}
          error={wrong}
          value={handle}
          onChange={setHandle}
          autoCapitalize="none"
          spellCheck={false}
        />
        {isRenamed && confirms && account.verifiedAt !== null && (
          <Choice checked={confirmed} onChange={setConfirmed} note={t('details.confirmedNote')}>
            {t('details.confirmed')}
          </Choice>
        )}
        <TextField
          label={t('details.languages')}
          hint={t('details.languagesHint')}
          value={languages}
          onChange={setLanguages}
          autoCapitalize="none"
          spellCheck={false}
        />
        <TextField
          label={t('details.purpose')}
          hint={t('details.purposeHint')}
          value={purpose}
          onChange={setPurpose}
          maxLength={300}
        />
        {act.error && wrong === undefined && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
