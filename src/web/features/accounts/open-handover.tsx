import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Custodian } from '../../../contract/account-custody.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { useAccountAct } from './use-account-act.ts'

/** Opens the handover of a custodian before its time. */
export function OpenHandoverDialog({
  custodian,
  missionId,
  onClose,
}: {
  custodian: Custodian
  missionId: string
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const navigate = useNavigate()
  const [endsOn, setEndsOn] = useState(custodian.endsOn ?? '')
  const send = () =>
    act.mutate({
      run: async () => {
        const { id } = await api('POST /api/v1/missions/:missionId/handovers', {
          params: { missionId },
          body: { custodianId: custodian.id, endsOn },
        })
        await navigate({ to: '/akun/serah-terima/$handoverId', params: { handoverId: id } })
      },
      done: t('handover.opened'),
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('custody.handover', { name: custodian.name })}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} off={endsOn === ''} onClick={send}>
          {t('open')}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={t('handover.endsOnField')} type="date" value={endsOn} onChange={setEndsOn} />
        {act.error && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
