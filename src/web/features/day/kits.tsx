import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import type { Mission } from '../../shell/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'

const shown = 4

/** Kits that this mission has not answered, the mandatory ones first. */
export function WaitingKits({ mission }: { mission: Mission }) {
  const { t } = useTexts('day')
  const { calendarDay, number } = useFormat()
  const kits = useQuery(apiQuery('GET /api/v1/missions/:missionId/kits', { params: { missionId: mission.id } }))
  const waiting = (kits.data?.kits ?? [])
    .filter(({ assignment }) => assignment.status === 'pending')
    .map(({ campaign }) => campaign)
    .toSorted((a, b) => a.obligation.localeCompare(b.obligation) || a.endsOn.localeCompare(b.endsOn))
  if (waiting.length === 0) return null
  return (
    <Panel title={t('kits')} count={number(waiting.length)} aside={<Link to="/kampanye">{t('kitsAll')}</Link>} flush>
      <Rows label={t('kits')}>
        {waiting.slice(0, shown).map((campaign) => (
          <ListRow
            key={campaign.id}
            title={
              <Link to="/kampanye/$campaignId" params={{ campaignId: campaign.id }}>
                {campaign.title}
              </Link>
            }
            meta={
              <>
                <ObjectiveTag code={campaign.objectiveCode} fallback="" />
                <span>{t(`kit.${campaign.obligation}`)}</span>
                <span>{t('kitUntil', { day: calendarDay(campaign.endsOn) })}</span>
              </>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}
