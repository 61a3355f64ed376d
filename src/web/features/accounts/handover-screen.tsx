import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Handover } from '../../../contract/account-custody.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { useHolds } from '../../lookups/use-holds.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Choice, TextArea } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Handshake, Printer } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Person } from '../../ui/person.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { HandoverChip } from './handover-list.tsx'
import { handoverSteps, openSteps } from './handover-steps.ts'
import { MissionName } from './mission-name.tsx'
import { PartyDialog } from './party-dialog.tsx'
import { Signatures } from './signatures.tsx'
import { type AccountAct, useAccountAct } from './use-account-act.ts'
import './accounts.css'

/** One handover: who leaves, who takes over, what has to be done for each account, and both signatures. */
export function HandoverScreen() {
  const { t } = useTexts('accounts')
  const { handoverId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/handovers/:handoverId', { params: { handoverId } }))
  const isMissing = error !== null && 'status' in error && error.status === 404
  return (
    <Screen
      title={data ? t('handover.of', { name: data.leaver.name }) : t('handover.title')}
      within={[{ label: t('title'), to: '/akun' }]}
    >
      {isMissing && <EmptyState icon={Handshake} title={t('handover.notFound')} />}
      {error && !isMissing && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && <Sheet handover={data} />}
    </Screen>
  )
}

function Sheet({ handover }: { handover: Handover }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const act = useAccountAct()
  const holds = useHolds(handover.missionId)
  const [open, setOpen] = useState<'successor' | 'cancel'>()
  const params = { handoverId: handover.id }
  const keeps = holds('mission_officer', 'head_of_mission', 'administrator') && handover.closedAt === null
  const left = openSteps(handover)
  const all = handover.accounts.length * handoverSteps.length
  const close = () => setOpen(undefined)
  return (
    <div className="stack wide accounts-narrow">
      <ScreenHead
        above={
          <span className="row wrap">
            <span className="mute">
              <MissionName id={handover.missionId} /> · {t('handover.endsOn', { day: calendarDay(handover.endsOn) })}
            </span>
            <HandoverChip handover={handover} />
          </span>
        }
        title={t('handover.of', { name: handover.leaver.name })}
        acts={
          <a className="btn" href={`/serah-terima/${handover.id}`}>
            <Printer className="s" />
            {t('handover.minutes')}
          </a>
        }
      />
      {handover.isOverdue && <Note kind="error">{t('handover.overdueNote')}</Note>}
      {handover.cancelReason !== null && <Note kind="info">“{handover.cancelReason}”</Note>}
      {act.error && open === undefined && <ErrorNote error={act.error} />}
      <div className="accounts-columns">
        <Panel title={t('handover.leaver')}>
          <Person name={handover.leaver.name} capacity={handover.leaver.office} />
        </Panel>
        <Panel
          title={t('handover.successor')}
          aside={
            keeps && (
              <Button size="small" onClick={() => setOpen('successor')}>
                {t(handover.successor === null ? 'handover.name' : 'handover.rename')}
              </Button>
            )
          }
        >
          {handover.successor === null ? (
            <p className="soft">{t('handover.successorNone')}</p>
          ) : (
            <Person name={handover.successor.name} capacity={handover.successor.office} />
          )}
        </Panel>
      </div>
      <Panel title={t('handover.list')} note={t('handover.listNote')} flush>
        <div className="accounts-inset">
          <ProgressLine
            label={t('handover.list')}
            value={all - left}
            max={all}
            figures={left === 0 ? t('handover.ready') : t('handover.left', { count: left })}
          />
        </div>
        <Steps handover={handover} keeps={keeps} act={act} />
      </Panel>
      <Signatures handover={handover} act={act} />
      {keeps && (
        <div>
          <Button kind="danger" onClick={() => setOpen('cancel')}>
            {t('handover.cancel')}
          </Button>
        </div>
      )}
      {open === 'successor' && (
        <PartyDialog
          title={t('handover.nameTitle')}
          missionId={handover.missionId}
          act={act}
          onClose={close}
          onSend={(body) =>
            act.mutate({
              run: () => api('PUT /api/v1/handovers/:handoverId/successor', { params, body }),
              done: t('handover.named'),
              after: close,
            })
          }
        />
      )}
      {open === 'cancel' && <CancelDialog handover={handover} act={act} onClose={close} />}
    </div>
  )
}

function Steps({ handover, keeps, act }: { handover: Handover; keeps: boolean; act: AccountAct }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  return (
    <Rows label={t('handover.list')}>
      {handover.accounts.map((account) => (
        <ListRow
          key={account.accountId}
          title={<span className="anywhere">{account.handle}</span>}
          meta={<span>{networkName(account.network)}</span>}
        >
          <div className="accounts-steps">
            {handoverSteps.map((step) => {
              const done = account.steps.find((one) => one.step === step)
              return (
                <Choice
                  key={step}
                  checked={done !== undefined}
                  disabled={!keeps}
                  note={done && `${done.by ?? ''} ${calendarDay(done.at.slice(0, 10))}`.trim()}
                  onChange={(checked) =>
                    act.mutate({
                      run: () =>
                        api('PUT /api/v1/handovers/:handoverId/steps', {
                          params: { handoverId: handover.id },
                          body: { accountId: account.accountId, step, done: checked },
                        }),
                    })
                  }
                >
                  {t(`handover.steps.${step}`)}
                  <span className="vh">, {account.handle}</span>
                </Choice>
              )
            })}
          </div>
        </ListRow>
      ))}
    </Rows>
  )
}

function CancelDialog({ handover, act, onClose }: { handover: Handover; act: AccountAct; onClose: () => void }) {
  const { t } = useTexts('accounts')
  const [reason, setReason] = useState('')
  const send = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/handovers/:handoverId/cancellation', {
          params: { handoverId: handover.id },
          body: { reason },
        }),
      done: t('handover.cancelDone'),
      after: onClose,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('handover.cancelTitle')}
      acts={
        <Button kind="danger" busy={act.isPending && t('working')} off={reason.trim().length < 3} onClick={send}>
          {t('handover.cancel')}
        </Button>
      }
    >
      <TextArea
        label={t('handover.cancelReason')}
        hint={t('handover.cancelHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      {act.error && <ErrorNote error={act.error} />}
    </Dialog>
  )
}
