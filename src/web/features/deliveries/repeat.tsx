import { useState } from 'react'
import type { Delivery, RepeatEvery } from '../../../contract/deliveries.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import type { Act } from './use-act.ts'

const repeatEveries = ['week', 'month', 'year'] as const satisfies readonly RepeatEvery[]

type Props = { delivery: Delivery; act: Act }

/** How the item goes out again: the next times in the mission's own wall time, and ending all of them. */
export function Repeat({ delivery, act }: Props) {
  const { t } = useTexts('deliveries')
  const { repeat } = delivery
  if (repeat === null) return null
  return (
    <div className="stack tight">
      <h3>{t(`repeat.every.${repeat.every}`, { count: repeat.step })}</h3>
      <p className="mute">{t('repeat.until', { day: repeat.until, zone: delivery.dueZone })}</p>
      <ul className="deliveries-coming">
        {repeat.coming.map((one) => (
          <li key={one.deliveryId}>{one.dueLocal.replace('T', ' · ')}</li>
        ))}
      </ul>
      {delivery.can.repeat && (
        <div>
          <Button
            kind="quiet"
            off={act.isPending}
            onClick={() =>
              act.mutate({
                run: () =>
                  api('POST /api/v1/deliveries/:deliveryId/repeat/stop', { params: { deliveryId: delivery.id } }),
                done: t('repeat.stopped'),
              })
            }
          >
            {t('repeat.stop')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Asks how often and until when. The approval covers every time: it is the same text. */
export function RepeatDialog({ delivery, act, onClose }: Props & { onClose: () => void }) {
  const { t } = useTexts('deliveries')
  const [every, setEvery] = useState<RepeatEvery>(delivery.repeat?.every ?? 'week')
  const [step, setStep] = useState(String(delivery.repeat?.step ?? 1))
  const [until, setUntil] = useState(delivery.repeat?.until ?? '')
  const count = Number(step)
  const isWhole = Number.isInteger(count) && count >= 1 && count <= 52
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('repeat.title')}
      acts={
        <>
          <Button
            kind="primary"
            off={until === '' || !isWhole}
            onClick={() => {
              onClose()
              act.mutate({
                run: () =>
                  api('POST /api/v1/deliveries/:deliveryId/repeat', {
                    params: { deliveryId: delivery.id },
                    body: { every, step: count, until },
                  }),
                done: t('repeat.saved'),
              })
            }}
          >
            {t('repeat.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('act.back')}
          </Button>
        </>
      }
    >
      <p>{t('repeat.what')}</p>
      <SelectField
        label={t('repeat.how')}
        value={every}
        onChange={(value) => setEvery(value as RepeatEvery)}
        options={repeatEveries.map((value) => ({ value, label: t(`repeat.choice.${value}`) }))}
      />
      <TextField label={t('repeat.step')} type="number" min={1} max={52} value={step} onChange={setStep} />
      <TextField
        label={t('repeat.lastDay')}
        type="date"
        min={delivery.dueLocal.slice(0, 10)}
        value={until}
        onChange={setUntil}
      />
    </Dialog>
  )
}
