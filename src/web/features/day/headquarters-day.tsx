import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useSession } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { BookOpenText, CircleDashed } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ComponentFigure } from '../alignment/component-figure.tsx'
import { HoldsInForce } from '../deliveries/holds.tsx'
import { Decisions } from './decisions.tsx'

/** The day at headquarters: decisions, kits on their way, narratives that run out, the ministry's two numbers. */
export function HeadquartersDay() {
  const roles = useSession()?.roles ?? []
  return (
    <div className="day-columns">
      <div className="stack wide">
        <Decisions all="/antrean" />
        <Kits />
        <HoldsInForce most={3} />
      </div>
      <div className="stack wide">
        <Ministry />
        {!roles.includes('leadership') && <Narratives />}
      </div>
    </div>
  )
}

const shownKits = 5

/** Kits in production and kits that missions answer now. */
function Kits() {
  const { t } = useTexts('day')
  const { number, calendarDay } = useFormat()
  const campaigns = useQuery(apiQuery('GET /api/v1/campaigns')).data?.campaigns ?? []
  const open = campaigns.filter(({ status }) => status === 'draft' || status === 'released')
  if (open.length === 0) return null
  return (
    <Panel
      title={t('production.title')}
      count={number(open.length)}
      aside={<Link to="/kampanye">{t('kitsAll')}</Link>}
      flush
    >
      <Rows label={t('production.title')}>
        {open.slice(0, shownKits).map((campaign) => (
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
                <span>{t('kitUntil', { day: calendarDay(campaign.endsOn) })}</span>
              </>
            }
            end={
              campaign.status === 'draft' ? (
                <Chip tone="line" icon={CircleDashed}>
                  {t('production.draft')}
                </Chip>
              ) : (
                <span className="num t13">
                  {t('production.answered', {
                    answered: number(campaign.counts.addressed - campaign.counts.pending),
                    addressed: number(campaign.counts.addressed),
                  })}
                </span>
              )
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}

/** The ministry's two numbers and the way to the board. */
function Ministry() {
  const { t } = useTexts('day')
  const board = useQuery(apiQuery('GET /api/v1/board', { query: { window: '90d' } })).data
  if (board === undefined) return null
  return (
    <Panel title={t('alignment')}>
      <div className="stack tight day-glance">
        <ComponentFigure component={board.total.c1} />
        <ComponentFigure component={board.total.c3} />
        <ButtonLink size="small" to="/papan">
          {t('toBoard')}
        </ButtonLink>
      </div>
    </Panel>
  )
}

const soonDays = 14

/** Narratives that run out soon or lean on a fact that has changed. */
function Narratives() {
  const { t } = useTexts('day')
  const { calendarDay } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/narratives'))
  if (data === undefined) return null
  const soon = new Date(Date.parse(data.today) + soonDays * 86_400_000).toISOString().slice(0, 10)
  const rows = data.narratives.filter(
    ({ state, validUntil }) => state === 'stale' || (state === 'active' && validUntil !== null && validUntil <= soon),
  )
  if (rows.length === 0) return null
  return (
    <Panel title={t('narratives.title')} flush>
      <Rows label={t('narratives.title')}>
        {rows.slice(0, 5).map((row) => (
          <ListRow
            key={row.id}
            icon={BookOpenText}
            title={
              <Link to="/narasi/$narrativeId/ubah" params={{ narrativeId: row.id }}>
                {row.title}
              </Link>
            }
            meta={
              <span>
                {row.state === 'stale'
                  ? t('narratives.stale')
                  : t('narratives.until', { day: calendarDay(row.validUntil ?? '') })}
              </span>
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}
