import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import type { Takeover } from '../../../contract/takeovers.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { useAccountAct } from './use-account-act.ts'

const minutes = [0, 60, 180, 720, 1440, 4320, 10080] as const

/** One press: the public is warned, the queue held, later posts excluded, the playbook begun (ACC-09). */
export function TakeoverDialog({ account, onClose }: { account: Account; onClose: () => void }) {
  const { t } = useTexts('accounts')
  const navigate = useNavigate()
  const [ago, setAgo] = useState('60')
  const [reason, setReason] = useState('')
  const act = useAccountAct()
  const send = () => {
    let reported: Takeover | undefined
    act.mutate({
      run: async () => {
        reported = await api('POST /api/v1/accounts/:accountId/takeover', {
          params: { accountId: account.id },
          body: { lostMinutesAgo: Number(ago), reason },
        })
      },
      done: t('account.moved.taken_over', { handle: account.handle }),
      after: () => reported && void navigate({ to: '/krisis/akun/$takeoverId', params: { takeoverId: reported.id } }),
    })
  }
  return (
    <Dialog
      open
      sheet
      onClose={onClose}
      title={t('takeover.title')}
      acts={
        <Button
          kind="danger"
          size="large"
          off={reason.trim().length < 3}
          busy={act.isPending && t('working')}
          onClick={send}
        >
          {t('account.move.taken_over')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('takeover.what')}</p>
        <SelectField
          label={t('takeover.since')}
          value={ago}
          onChange={setAgo}
          options={minutes.map((value) => ({ value: String(value), label: t(`takeover.ago.m${value}`) }))}
        />
        <TextArea label={t('takeover.reason')} value={reason} onChange={setReason} maxLength={500} />
        {act.error && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}

/** Leads to the recovery of an account that is in foreign hands. */
export function RecoveryLink({ account }: { account: Account }) {
  const { t } = useTexts('accounts')
  const { data } = useQuery({
    ...apiQuery('GET /api/v1/takeovers', { query: { missionId: account.missionId } }),
    enabled: account.status === 'taken_over',
  })
  const open = data?.takeovers.find((one) => one.accountId === account.id && one.endedAt === null)
  if (open === undefined) return null
  return (
    <ButtonLink kind="primary" to="/krisis/akun/$takeoverId" params={{ takeoverId: open.id }}>
      {t('takeover.continue')}
    </ButtonLink>
  )
}
