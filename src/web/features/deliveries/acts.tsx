import { useState } from 'react'
import type { Delivery } from '../../../contract/deliveries.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Zone } from '../../ui/format.ts'
import { WhenField } from '../../ui/when-field.tsx'
import { HoldButton } from './holds.tsx'
import { RepeatDialog } from './repeat.tsx'
import type { Act } from './use-act.ts'

type Props = { delivery: Delivery; act: Act; place: Zone }

/** What else may be done with a delivery now: confirm, try again, move, cancel. */
export function Acts({ delivery, act, place }: Props) {
  const { t } = useTexts('deliveries')
  const [open, setOpen] = useState<'cancel' | 'reschedule' | 'repeat'>()
  const { can } = delivery
  const params = { deliveryId: delivery.id }
  // While nobody knows whether it is out, the one question is the only one.
  const repeats = can.repeat && delivery.state !== 'unknown'
  const waits = ['scheduled', 'awaiting_person', 'needs_confirmation'].includes(delivery.state)
  if (!can.confirm && !can.retry && !can.reschedule && !can.cancel && !repeats && !waits) return null
  return (
    <div className="deliveries-answers">
      {can.confirm && (
        <Button
          kind="primary"
          busy={act.isPending && t('act.working')}
          onClick={() =>
            act.mutate({
              run: () => api('POST /api/v1/deliveries/:deliveryId/confirm', { params }),
              done: t('act.confirmed'),
            })
          }
        >
          {t('act.confirm')}
        </Button>
      )}
      {can.retry && (
        <Button
          kind={can.confirm ? 'plain' : 'primary'}
          busy={act.isPending && t('act.working')}
          onClick={() =>
            act.mutate({
              run: () => api('POST /api/v1/deliveries/:deliveryId/retry', { params }),
              done: t('act.retried'),
            })
          }
        >
          {t('act.retry')}
        </Button>
      )}
      {can.reschedule && (
        <Button off={act.isPending} onClick={() => setOpen('reschedule')}>
          {t('act.reschedule')}
        </Button>
      )}
      {repeats && (
        <Button kind="quiet" off={act.isPending} onClick={() => setOpen('repeat')}>
          {t('repeat.act')}
        </Button>
      )}
      {can.cancel && (
        <Button kind="quiet" off={act.isPending} onClick={() => setOpen('cancel')}>
          {t('act.cancel')}
        </Button>
      )}
      {waits && delivery.hold === null && <HoldButton about={delivery} />}
      {open === 'reschedule' && <Reschedule {...{ delivery, act, place }} onClose={() => setOpen(undefined)} />}
      {open === 'repeat' && <RepeatDialog {...{ delivery, act }} onClose={() => setOpen(undefined)} />}
      {open === 'cancel' && <Cancel {...{ delivery, act, place }} onClose={() => setOpen(undefined)} />}
    </div>
  )
}

function Reschedule({ delivery, act, place, onClose }: Props & { onClose: () => void }) {
  const { t } = useTexts('deliveries')
  const [wall, setWall] = useState<string | undefined>(delivery.dueLocal)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('act.reschedule')}
      acts={
        <>
          <Button
            kind="primary"
            off={wall === undefined}
            onClick={() => {
              if (wall === undefined) return
              onClose()
              act.mutate({
                run: () =>
                  api('POST /api/v1/deliveries/:deliveryId/reschedule', {
                    params: { deliveryId: delivery.id },
                    body: { dueLocal: wall, dueZone: delivery.dueZone },
                  }),
                done: t('act.rescheduled'),
              })
            }}
          >
            {t('act.whenSave')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('act.back')}
          </Button>
        </>
      }
    >
      <WhenField label={t('act.when')} place={place} value={wall} onChange={setWall} />
    </Dialog>
  )
}

function Cancel({ delivery, act, onClose }: Props & { onClose: () => void }) {
  const { t } = useTexts('deliveries')
  const [reason, setReason] = useState('')
  const said = reason.trim()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('act.cancelTitle')}
      acts={
        <>
          <Button
            kind="danger"
            onClick={() => {
              onClose()
              act.mutate({
                run: () =>
                  api('POST /api/v1/deliveries/:deliveryId/cancel', {
                    params: { deliveryId: delivery.id },
                    body: said.length >= 3 ? { reason: said } : {},
                  }),
                done: t('act.cancelled'),
              })
            }}
          >
            {t('act.cancelYes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('act.back')}
          </Button>
        </>
      }
    >
      <p>{t('act.cancelWhat')}</p>
      <TextField label={t('act.cancelReason')} value={reason} onChange={setReason} maxLength={500} />
    </Dialog>
  )
}
