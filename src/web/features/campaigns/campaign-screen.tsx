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
import { Facts } from '../../ui/facts.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Ban, Flag, Handshake, Pencil, TriangleAlert } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { Adoption } from './adoption.tsx'
import { AnswerPanel } from './answer-panel.tsx'
import { KitParts } from './kit-parts.tsx'
import { EndOffer } from './offer-dialog.tsx'
import { Overlaps } from './overlaps.tsx'
import { RecallBoards } from './recall-board.tsx'
import { RecallActs } from './recall-dialogs.tsx'
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
  const mayWrite = campaign.credit === null && (roles.includes('strategist') || roles.includes('editor'))
  const steers = campaign.credit === null && roles.includes('strategist')
  const isGiver = isMission && campaign.credit?.missionId === mission?.id
  return (
    <Screen title={campaign.title} within={[{ label: t('title'), to: '/kampanye' }]}>
      <ScreenHead
        above={
          <>
            <ObjectiveTag code={campaign.objectiveCode} fallback={campaign.objectiveCode} />
            {campaign.credit === null ? (
              <Chip tone={campaign.obligation === 'mandatory' ? 'accent' : 'line'} icon={Flag}>
                {t(`obligation.${campaign.obligation}`)}
              </Chip>
            ) : (
              <Chip tone="accent" icon={Handshake}>
                {t('peer.from', { name: campaign.credit.shortName })}
              </Chip>
            )}
            {campaign.riskTier !== 'routine' && (
              <Chip tone="line" icon={TriangleAlert}>
                {t(`tier.${campaign.riskTier}`)}
              </Chip>
            )}
            {campaign.status !== 'released' && (
              <Chip
                tone={campaign.status === 'withdrawn' ? 'alert' : 'line'}
                icon={campaign.status === 'withdrawn' ? Ban : Pencil}
              >
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
            <b>{campaign.goal}</b>
            {campaign.goal !== '' && campaign.baseline !== '' && ' · '}
            {campaign.baseline !== '' && t('kit.baseline', { baseline: campaign.baseline })}
          </>
        }
        acts={
          <>
            {mayWrite && campaign.status === 'draft' && (
              <ButtonLink to="/kampanye/$campaignId/ubah" params={{ campaignId: campaign.id }} icon={Pencil}>
                {t('hq.edit')}
              </ButtonLink>
            )}
            {roles.includes('strategist') && campaign.status === 'released' && <RecallActs campaign={campaign} />}
            {steers && (campaign.status === 'draft' || campaign.status === 'released') && (
              <ReleaseButton campaign={campaign} />
            )}
            {isGiver && campaign.status === 'released' && <EndOffer campaign={campaign} />}
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
        {campaign.status === 'withdrawn' && (
          <Note kind="warn" title={t('recall.withdrawnTitle')}>
            {t('recall.withdrawnWhat')}
          </Note>
        )}
        <RecallBoards campaign={campaign} missionId={isMission ? mission?.id : undefined} />
        {isMission && mission !== undefined && campaign.status === 'released' && !isGiver && (
          <AnswerPanel campaign={campaign} missionId={mission.id} />
        )}
        <KitParts campaign={campaign} mayApprove={mayWrite} />
        <Oasis campaign={campaign} />
        <Link to="/kiriman" search={{ kit: campaign.id }} className="underlined">
          {t('kit.items')}
        </Link>
        <Overlaps campaign={campaign} />
        {campaign.status !== 'draft' && <Adoption campaign={campaign} />}
      </div>
    </Screen>
  )
}

const oasis = ['audience', 'strategy', 'implementation', 'scoring'] as const

/** What of OASIS is written; a kit of a peer has none. */
function Oasis({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const rows = oasis.filter((key) => campaign[key] !== '')
  if (rows.length === 0) return null
  return (
    <Panel title={t('oasis.title')}>
      <Facts rows={rows.map((key) => [t(`oasis.${key}`), campaign[key]] as const)} />
    </Panel>
  )
}
