import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Campaign } from '../../../contract/campaigns.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Flag, Pencil } from '../../ui/icons.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { Adoption } from './adoption.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { KitParts } from './kit-parts.tsx'
import { ReleaseButton } from './release-dialog.tsx'
import './campaigns.css'

const route = getRouteApi('/app/kampanye/$campaignId')

/** One kit: its goal, what is locked beside what is free, and how missions answered. */
export function CampaignScreen() {
  const { t } = useTexts('campaigns')
  const { campaignId } = route.useParams()
  const one = useQuery(apiQuery('GET /api/v1/campaigns/:campaignId', { params: { campaignId } }))
  if (one.data === undefined) {
    return (
      <Screen title={t('title')} within={[{ label: t('title'), to: '/kampanye' }]}>
        {one.error ? <Failure error={one.error} onRetry={() => void one.refetch()} /> : <Skeleton rows={6} />}
      </Screen>
    )
  }
  return <Kit campaign={one.data} />
}

function Kit({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const { calendarDay } = useFormat()
  const { zone, mission } = useWorkPlace()
  const roles = useSession()?.roles ?? []
  const isMission = roles.includes('mission_officer') || roles.includes('head_of_mission')
  const mayWrite = roles.includes('strategist') || roles.includes('editor')
  return (
    <Screen title={campaign.title} within={[{ label: t('title'), to: '/kampanye' }]}>
      <ScreenHead
        above={
          <>
            <ObjectiveTag code={campaign.objectiveCode} fallback={campaign.objectiveCode} />
            <Chip tone={campaign.obligation === 'mandatory' ? 'accent' : 'line'} icon={Flag}>
              {t(`obligation.${campaign.obligation}`)}
            </Chip>
            {campaign.status !== 'released' && (
              <Chip tone="line" icon={Pencil}>
                {t(`status.${campaign.status}`)}
              </Chip>
            )}
            <span className="num">
              {t('span', { from: calendarDay(campaign.startsOn), to: calendarDay(campaign.endsOn) })}
            </span>
          </>
        }
        title={campaign.title}
        lead={
          <>
            <b>{campaign.goal}</b> {campaign.baseline !== '' && t('kit.baseline', { baseline: campaign.baseline })}
          </>
        }
        acts={
          <>
            {mayWrite && campaign.status === 'draft' && (
              <ButtonLink to="/kampanye/$campaignId/ubah" params={{ campaignId: campaign.id }} icon={Pencil}>
                {t('hq.edit')}
              </ButtonLink>
            )}
            {roles.includes('strategist') && campaign.status !== 'ended' && <ReleaseButton campaign={campaign} />}
          </>
        }
      />
      <div className="stack wide">
        {(campaign.embargoUntil !== null || campaign.targetAt !== null) && (
          <p className="campaigns-times">
            {campaign.embargoUntil !== null && (
              <span>
                {t('embargo')} <Time at={new Date(campaign.embargoUntil)} place={zone} withDay />
              </span>
            )}
            {campaign.targetAt !== null && (
              <span>
                {t('target')} <Time at={new Date(campaign.targetAt)} place={zone} withDay />
              </span>
            )}
          </p>
        )}
        {isMission && mission !== undefined && campaign.status === 'released' && (
          <AnswerPanel campaign={campaign} missionId={mission.id} />
        )}
        <KitParts kit={campaign.kit} />
        <Link to="/kiriman" search={{ kit: campaign.id }} className="underlined">
          {t('kit.items')}
        </Link>
        {campaign.status !== 'draft' && <Adoption campaign={campaign} />}
      </div>
    </Screen>
  )
}
