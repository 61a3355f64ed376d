import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useDecides } from './use-decides.ts'

/** Missions that open later or are closed, for whoever decides about them. */
export function NotOpen() {
  const { t } = useTexts('directory')
  const { calendarDay } = useFormat()
  const decides = useDecides()
  const query = { which: 'not_open' } as const
  const { data } = useQuery({ ...apiQuery('GET /api/v1/missions', { query }), enabled: decides })
  if (!data || data.missions.length === 0) return null
  return (
    <Panel title={t('notOpen.title')} count={data.missions.length} flush className="directory-list">
      <Rows label={t('notOpen.title')}>
        {data.missions.map(({ id, shortName, openedOn, closedOn }) => (
          <ListRow
            key={id}
            title={
              <Link to="/perwakilan/$missionId" params={{ missionId: id }}>
                {shortName}
              </Link>
            }
            meta={
              <>
                {openedOn !== null && openedOn > data.on && (
                  <span>{t('notOpen.opens', { day: calendarDay(openedOn) })}</span>
                )}
                {closedOn !== null && <span>{t('notOpen.closed', { day: calendarDay(closedOn) })}</span>}
              </>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}
