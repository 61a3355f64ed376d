import { useQuery } from '@tanstack/react-query'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf, useMissions, zoneOf } from '../../lookups/missions.ts'
import { useNow } from '../../shell/now.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleCheck, TriangleAlert } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'

const shown = 5

/** What waits for this person's decision, each opened with one press; `all` leads to the whole queue. */
export function Decisions({ all }: { all: '/persetujuan' | '/antrean' }) {
  const { t } = useTexts('day')
  const { number } = useFormat()
  const now = useNow()
  const missions = useMissions()
  const queue = useQuery(apiQuery('GET /api/v1/approvals'))
  const rows = queue.data?.rows
  if (rows === undefined) return null
  return (
    <Panel
      title={t('decide.title')}
      count={number(rows.length)}
      aside={
        rows.length > shown && (
          <ButtonLink size="small" kind="quiet" to={all}>
            {t('decide.all')}
          </ButtonLink>
        )
      }
      flush
    >
      {rows.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('decide.none')}>
          {t('decide.noneWhat')}
        </EmptyState>
      ) : (
        <Rows label={t('decide.title')}>
          {rows.slice(0, shown).map((row, index) => {
            const mission = missions.get(row.missionId)
            return (
              <ListRow
                key={row.id}
                {...(row.riskTier === 'routine' ? {} : { icon: TriangleAlert })}
                title={row.title || t('decide.untitled')}
                meta={
                  <>
                    <span>{mission?.shortName}</span>
                    {row.plannedAt !== null && row.plannedZone !== null && (
                      <span>
                        {t('decide.out')}{' '}
                        <Time at={new Date(row.plannedAt)} place={zoneOf(mission, row.plannedZone)} withDay />
                      </span>
                    )}
                    {/* A deadline after publication would only mislead. */}
                    {row.dueAt !== null &&
                      mission !== undefined &&
                      !(row.plannedAt !== null && row.plannedAt < row.dueAt) && (
                        <span className={new Date(row.dueAt) < now ? 'day-overdue' : undefined}>
                          {t(new Date(row.dueAt) < now ? 'decide.overdue' : 'decide.due')}{' '}
                          <Time at={new Date(row.dueAt)} place={placeOf(mission)} withDay />
                        </span>
                      )}
                  </>
                }
                end={
                  <a className={index === 0 ? 'btn primary' : 'btn'} href={`/setujui/${row.id}`}>
                    {t('decide.read')}
                  </a>
                }
              />
            )
          })}
        </Rows>
      )}
    </Panel>
  )
}
