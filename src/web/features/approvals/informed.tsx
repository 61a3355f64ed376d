import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { Siren } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'

/** Emergencies that missions published on their own: headquarters reads along, nobody waits for it. */
export function InformedPanel() {
  const { t } = useTexts('approvals')
  const missions = useMissions()
  const rows = useQuery(apiQuery('GET /api/v1/approvals/informed')).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <Panel title={t('informed.title')} note={t('informed.note')} flush>
      <Rows label={t('informed.title')}>
        {rows.map((row) => {
          const mission = missions.get(row.missionId)
          return (
            <ListRow
              key={row.itemId}
              icon={Siren}
              tone="alert"
              title={
                <Link to="/kiriman/$itemId" params={{ itemId: row.itemId }}>
                  {row.title || t('untitled')}
                </Link>
              }
              meta={
                <>
                  <span>{mission?.shortName}</span>
                  <span>{t('informed.by', { name: row.approvedBy.name })}</span>
                  <Time
                    at={new Date(row.approvedAt)}
                    place={zoneOf(mission, mission?.timezone ?? 'Asia/Jakarta')}
                    withDay
                  />
                </>
              }
            />
          )
        })}
      </Rows>
    </Panel>
  )
}
