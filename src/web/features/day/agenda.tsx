import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { type Mission, useNow } from '../../shell/index.ts'
import { cityOf } from '../../shell/scope.ts'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'

/** The mission's day hour by hour: what goes out when, with the hour at home. */
export function Agenda({ mission }: { mission: Mission }) {
  const { t } = useTexts('day')
  const { time } = useFormat()
  const home = useHomeZone()
  const now = useNow()
  const today = useQuery(apiQuery('GET /api/v1/deliveries', { query: { missionId: mission.id, view: 'today' } }))
  const rows = today.data?.rows ?? []
  const moments = [
    { key: 'now', at: now.toISOString(), title: t('agenda.now'), note: '', id: undefined },
    ...rows.map((row) => ({
      key: row.id,
      at: row.dueAt,
      title: row.title,
      note: `${networkName(row.account.network)} · ${t(`agenda.state.${stateWord(row.state)}`)}`,
      id: row.id,
    })),
  ].toSorted((a, b) => a.at.localeCompare(b.at))
  return (
    <Panel title={t('title')} note={t('agenda.zones', { city: cityOf(mission), home: home.label })}>
      <ol className="day-agenda">
        {moments.map(({ key, at, title, note, id }) => (
          <li key={key} className={id === undefined ? 'now' : undefined}>
            <time className="num" dateTime={at}>
              {time(new Date(at), mission.timezone)}
            </time>
            <span className="grow">
              {id === undefined ? (
                <b>{title}</b>
              ) : (
                <Link to="/pengiriman" search={{ pilih: id }}>
                  {title}
                </Link>
              )}
              {note !== '' && <small>{note}</small>}
            </span>
            <time className="num mute" dateTime={at}>
              {time(new Date(at), home.zone)}
            </time>
          </li>
        ))}
      </ol>
      {today.data !== undefined && rows.length === 0 && <p className="mute t13">{t('agenda.none')}</p>}
    </Panel>
  )
}

/** What a delivery's state means for the day. */
function stateWord(state: string): 'out' | 'waits' | 'asks' | 'stopped' {
  if (state === 'sent') return 'out'
  if (state === 'unknown' || state === 'awaiting_person' || state === 'needs_confirmation') return 'asks'
  return state === 'refused' || state === 'cancelled' || state === 'held' ? 'stopped' : 'waits'
}
