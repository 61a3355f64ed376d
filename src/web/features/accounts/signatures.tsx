import { useState } from 'react'
import type { Handover } from '../../../contract/account-custody.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useHolds } from '../../lookups/use-holds.ts'
import { useSession } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { openSteps } from './handover-steps.ts'
import type { AccountAct } from './use-account-act.ts'

type Side = 'leaver' | 'successor'
const sides: readonly Side[] = ['leaver', 'successor']

/** Two different persons sign, each their own side; the head of mission for a side that is not in Selaras. */
export function Signatures({ handover, act }: { handover: Handover; act: AccountAct }) {
  const { t } = useTexts('accounts')
  const [side, setSide] = useState<Side>()
  return (
    <Panel title={t('handover.sign')} note={t('handover.signLead')}>
      <div className="accounts-signatures">
        {sides.map((one) => (
          <Side key={one} side={one} handover={handover} onSign={() => setSide(one)} />
        ))}
      </div>
      {side && <SignDialog side={side} handover={handover} act={act} onClose={() => setSide(undefined)} />}
    </Panel>
  )
}

function Side({ side, handover, onSign }: { side: Side; handover: Handover; onSign: () => void }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const session = useSession()
  const holds = useHolds(handover.missionId)
  const party = side === 'leaver' ? handover.leaver : handover.successor
  const signed = handover.signatures.find((one) => one.side === side)
  const signedByMe = handover.signatures.some((one) => one.personId === session?.person.id)
  const isMine =
    party !== null && (party.personId === null ? holds('head_of_mission') : party.personId === session?.person.id)
  const isReady = handover.closedAt === null && handover.successor !== null && openSteps(handover) === 0
  return (
    <div className="stack">
      <h3>{t(`handover.${side}`)}</h3>
      {signed === undefined ? (
        <p className="soft">{t('handover.unsigned')}</p>
      ) : (
        <p>
          {t('handover.signedBy', { name: signed.by })}
          <br />
          <span className="soft">{calendarDay(signed.at.slice(0, 10))}</span>
        </p>
      )}
      {signed === undefined && isMine && isReady && !signedByMe && (
        <div>
          <Button kind="primary" onClick={onSign}>
            {t(`handover.signAs.${side}`)}
          </Button>
        </div>
      )}
    </div>
  )
}

function SignDialog({
  side,
  handover,
  act,
  onClose,
}: {
  side: Side
  handover: Handover
  act: AccountAct
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const isLast = handover.signatures.length === 1
  const sign = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/handovers/:handoverId/signature', {
          params: { handoverId: handover.id },
          body: { side, minutesHash: handover.minutesHash },
        }),
      done: t(isLast ? 'handover.completed' : 'handover.signDone'),
      after: onClose,
    })
  return (
    <Dialog
      open
      sheet
      onClose={onClose}
      title={t(`handover.signAs.${side}`)}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} onClick={sign}>
          {t('handover.sign')}
        </Button>
      }
    >
      <p>{t('handover.signAsk')}</p>
      {act.error && <ErrorNote error={act.error} />}
    </Dialog>
  )
}
