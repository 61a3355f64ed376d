import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Campaign } from '../../../contract/campaigns.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { GitMerge } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'

/** Other kits that ask the same missions for the same objective on the same days; nothing where there is none. */
export function Overlaps({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const { calendarDay } = useFormat()
  const { data } = useQuery(
    apiQuery('GET /api/v1/campaigns/:campaignId/overlaps', { params: { campaignId: campaign.id } }),
  )
  if (data === undefined || data.overlaps.length === 0) return null
  return (
    <Panel title={t('overlap.title')} note={t('overlap.note')} flush>
      <Rows label={t('overlap.title')}>
        {data.overlaps.map((one) => (
          <ListRow
            key={one.campaignId}
            icon={GitMerge}
            title={
              <Link to="/kampanye/$campaignId" params={{ campaignId: one.campaignId }}>
                {one.title}
              </Link>
            }
            meta={
              <>
                <span className="num">{t('span', { from: calendarDay(one.from), to: calendarDay(one.to) })}</span>
                <span>{t('overlap.missions', { count: one.missions })}</span>
                {one.credit !== null && <span>{t('peer.from', { name: one.credit.shortName })}</span>}
              </>
            }
          >
            <small className="mute">
              {one.shortNames.join(', ')}
              {one.missions > one.shortNames.length &&
                ` ${t('overlap.more', { count: one.missions - one.shortNames.length })}`}
            </small>
          </ListRow>
        ))}
      </Rows>
    </Panel>
  )
}
