import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AccountEvent, AccountStatus } from '../../../contract/accounts.ts'
import type { Mission } from '../../../contract/missions.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { Button } from '../../ui/button.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'

const few = 5

/** What happened to an account: moves with reasons, names it had, answers of its mission. */
export function HistoryPanel({ accountId, mission }: { accountId: string; mission: Mission | undefined }) {
  const { t } = useTexts('accounts')
  const home = useHomeZone()
  const [all, setAll] = useState(false)
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/accounts/:accountId/history', { params: { accountId } }),
  )
  const events = data?.events ?? []
  const place = mission ? placeOf(mission) : home
  return (
    <Panel title={t('account.history')} flush>
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data && events.length === 0 && <p className="accounts-inset soft">{t('history.none')}</p>}
      <Rows label={t('account.history')}>
        {events.slice(0, all ? undefined : few).map((event) => (
          <ListRow
            key={event.id}
            title={<Words event={event} />}
            meta={
              <>
                <Time at={new Date(event.at)} place={place} withDay />
                <span>{event.by === null ? t('history.bySystem') : t('history.by', { name: event.by })}</span>
              </>
            }
          >
            {event.reason !== null && <p className="soft t13">“{event.reason}”</p>}
          </ListRow>
        ))}
      </Rows>
      {!all && events.length > few && (
        <div className="accounts-inset">
          <Button size="small" kind="quiet" onClick={() => setAll(true)}>
            {t('care.more', { count: events.length - few })}
          </Button>
        </div>
      )}
    </Panel>
  )
}

function Words({ event }: { event: AccountEvent }) {
  const { t } = useTexts('accounts')
  const status = (value: string | null) => t(`history.status.${value as AccountStatus}`)
  if (event.kind === 'rename') return t('history.rename', { from: event.from ?? '' })
  if (event.kind === 'confirmation')
    return t(`history.confirmation.${event.to as 'ours' | 'not_ours' | 'unsure' | 'withdrawn'}`)
  return t(`history.${event.kind}`, { from: status(event.from), to: status(event.to) })
}
