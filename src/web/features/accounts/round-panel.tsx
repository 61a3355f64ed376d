import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Mission, useSession } from '../../shell/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { BadgeCheck } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { useAccountAct } from './use-account-act.ts'

/** The rounds that run, and how far they have come; headquarters and heads of mission open and close them. */
export function RoundPanel({ mission }: { mission: Mission | undefined }) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const [open, setOpen] = useState(false)
  const act = useAccountAct()
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/confirmation-rounds'))
  const { mayAll, mayOne } = useRoundRights(mission)
  const missions = (data?.missions ?? []).filter((one) => mission === undefined || one.missionId === mission.id)
  const rounds = (data?.rounds ?? []).filter(
    (round) => mission === undefined || round.missionId === null || round.missionId === mission.id,
  )
  const done = missions.filter((one) => one.answered === one.total).length
  const [own] = missions
  return (
    <Panel
      title={t('round.panel')}
      aside={
        (mayAll || mayOne) && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('round.start')}
          </Button>
        )
      }
    >
      <div className="stack">
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {act.error && <ErrorNote error={act.error} />}
        {data && rounds.length === 0 && <p className="soft">{t('round.panelNone')}</p>}
        {rounds.map((round) => (
          <div key={round.id} className="row between wrap">
            <span>
              <b>{t('round.due', { day: calendarDay(round.dueOn) })}</b>{' '}
              <span className="soft">
                {round.missionId === null ? t('round.all') : (mission?.shortName ?? round.missionId)}
              </span>
            </span>
            {(round.missionId === null ? mayAll : mayOne) && (
              <Button
                size="small"
                kind="quiet"
                busy={act.isPending && t('working')}
                onClick={() =>
                  act.mutate({
                    run: () =>
                      api('POST /api/v1/confirmation-rounds/:roundId/closing', { params: { roundId: round.id } }),
                    done: t('round.closed'),
                  })
                }
              >
                {t('round.close')}
              </Button>
            )}
          </div>
        ))}
        {mission === undefined && missions.length > 0 && (
          <ProgressLine
            label={t('round.panel')}
            value={done}
            max={missions.length}
            figures={t('round.missions', { done, total: missions.length })}
          />
        )}
        {mission !== undefined && own && (
          <ProgressLine
            label={t('round.panel')}
            value={own.answered}
            max={own.total}
            figures={t('round.progress', { n: own.answered, total: own.total })}
          />
        )}
        {mission !== undefined && (
          <div>
            <ButtonLink
              to="/perwakilan/$missionId/pastikan-akun"
              params={{ missionId: mission.id }}
              kind={own !== undefined && own.answered < own.total ? 'primary' : 'plain'}
              icon={BadgeCheck}
            >
              {t('round.go')}
            </ButtonLink>
          </div>
        )}
      </div>
      {open && <StartRoundDialog mission={mission} mayAll={mayAll} onClose={() => setOpen(false)} />}
    </Panel>
  )
}

function useRoundRights(mission: Mission | undefined): { mayAll: boolean; mayOne: boolean } {
  const grants = useSession()?.grants ?? []
  const mayAll = grants.some(
    ({ role, missions }) => (role === 'strategist' || role === 'administrator') && missions === 'all',
  )
  const isHead = grants.some(
    ({ role, missions }) =>
      role === 'head_of_mission' && mission !== undefined && (missions === 'all' || missions.includes(mission.id)),
  )
  return { mayAll, mayOne: mission !== undefined && (mayAll || isHead) }
}

function StartRoundDialog({
  mission,
  mayAll,
  onClose,
}: {
  mission: Mission | undefined
  mayAll: boolean
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [all, setAll] = useState(mission === undefined)
  const [dueOn, setDueOn] = useState('')
  const wrong = fieldError(act.error, 'dueOn')
  const send = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/confirmation-rounds', { body: { missionId: all ? null : (mission?.id ?? null), dueOn } }),
      done: t('round.started'),
      after: onClose,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('round.startTitle')}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} off={dueOn === ''} onClick={send}>
          {t('round.start')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('round.startLead')}</p>
        {mayAll && mission !== undefined && (
          <ChoiceGroup legend={t('round.startOne')}>
            <Choice type="radio" name="which" checked={!all} onChange={() => setAll(false)}>
              {mission.shortName}
            </Choice>
            <Choice type="radio" name="which" checked={all} onChange={() => setAll(true)}>
              {t('round.startAll')}
            </Choice>
          </ChoiceGroup>
        )}
        <TextField label={t('round.dueOn')} type="date" error={wrong} value={dueOn} onChange={setDueOn} />
        {act.error && wrong === undefined && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
