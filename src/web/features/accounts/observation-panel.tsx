import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mission } from '../../../contract/missions.ts'
import type { ObservationView } from '../../../contract/observation.ts'
import { api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { History } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { toWall } from '../../ui/zones.ts'
import { AudienceTable } from './audience-table.tsx'
import { ObservedPosts } from './observed-posts.tsx'

type Props = { accountId: string; mission: Mission | undefined; keeps: boolean }

const observationQuery = (accountId: string) =>
  apiQuery('GET /api/v1/accounts/:accountId/observation', { params: { accountId } })

/** How an account is read back: what was read when, what is next, what failed, and how far its history came. */
export function ObservationPanel(props: Props) {
  const { data, error, refetch } = useQuery(observationQuery(props.accountId))
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  return data ? <ReadingPanel {...props} view={data} /> : <Skeleton rows={4} />
}

/** What the reading brought: the newest posts with their numbers, and who follows. */
export function ObservedPanels({ accountId, mission }: Omit<Props, 'keeps'>) {
  const { data } = useQuery(observationQuery(accountId))
  if (!data) return null
  return (
    <>
      {data.posts.length > 0 && <ObservedPosts posts={data.posts} mission={mission} />}
      {(data.audience !== null || data.followers.length > 0) && <AudienceTable view={data} />}
    </>
  )
}

function ReadingPanel({ accountId, mission, keeps, view }: Props & { view: ObservationView }) {
  const { t } = useTexts('accounts')
  const { number } = useFormat()
  const home = useHomeZone()
  const [asking, setAsking] = useState(false)
  const place = mission ? placeOf(mission) : home
  const at = (instant: string) => <Time at={new Date(instant)} place={place} withDay />
  const { failure, calls } = view
  return (
    <Panel title={t('observation.title')} note={t('observation.note')}>
      <div className="stack">
        {failure && (
          <Note kind="warn" title={t('observation.failed', { part: t(`observation.parts.${failure.part}`) })}>
            <p className="anywhere">
              {at(failure.at)} · {failure.detail}
            </p>
            <p>{t('observation.failedNext')}</p>
          </Note>
        )}
        {!view.isRead && <p className="soft">{t('observation.byHand')}</p>}
        {view.isRead && (
          <Facts
            rows={[
              ...view.parts.map(
                ({ part, readAt, dueAt }) =>
                  [
                    t(`observation.parts.${part}`),
                    <span key={part}>
                      {readAt === null ? t('observation.never') : at(readAt)}
                      {dueAt !== null && (
                        <small className="observed-next">
                          {t('observation.next')} {at(dueAt)}
                        </small>
                      )}
                    </span>,
                  ] as const,
              ),
              ...(calls === null
                ? []
                : [
                    [
                      t('observation.calls'),
                      t('observation.callsOf', {
                        used: number(calls.used),
                        limit: number(calls.limit),
                        minutes: calls.windowMinutes,
                      }),
                    ] as const,
                  ]),
            ]}
          />
        )}
        {view.history && <HistoryLine history={view.history} at={at} />}
        {view.isRead && keeps && (
          <div>
            <Button icon={History} onClick={() => setAsking(true)}>
              {t('observation.history.ask')}
            </Button>
          </div>
        )}
      </div>
      {asking && (
        <AskHistory
          accountId={accountId}
          from={toWall(new Date(view.history?.from ?? Date.now()), place.zone).slice(0, 10)}
          onClose={() => setAsking(false)}
        />
      )}
    </Panel>
  )
}

function HistoryLine({
  history,
  at,
}: {
  history: NonNullable<ObservationView['history']>
  at: (instant: string) => React.ReactNode
}) {
  const { t } = useTexts('accounts')
  if (history.doneAt !== null)
    return (
      <p className="soft t13">
        {t('observation.history.whole')} {at(history.from)}
      </p>
    )
  const from = Date.parse(history.from)
  const span = Date.now() - from
  const share = history.reachedAt === null || span <= 0 ? 0 : (Date.now() - Date.parse(history.reachedAt)) / span
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100)
  const words = t('observation.history.going', { percent })
  return <ProgressLine label={words} figures={words} value={percent} max={100} />
}

function AskHistory({ accountId, from, onClose }: { accountId: string; from: string; onClose: () => void }) {
  const { t } = useTexts('accounts')
  const queries = useQueryClient()
  const [day, setDay] = useState(from)
  const ask = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/accounts/:accountId/observation/history', { params: { accountId }, body: { from: day } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: observationQuery(accountId).queryKey })
      toast(t('observation.history.asked'))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('observation.history.ask')}
      acts={
        <Button kind="primary" off={day === ''} busy={ask.isPending && t('working')} onClick={() => ask.mutate()}>
          {t('observation.history.begin')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('observation.history.lead')}</p>
        <TextField
          label={t('observation.history.from')}
          type="date"
          value={day}
          onChange={setDay}
          error={fieldError(ask.error, 'from')}
        />
        {ask.error && <ErrorNote error={ask.error} />}
      </div>
    </Dialog>
  )
}
