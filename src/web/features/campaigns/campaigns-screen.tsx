import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Assignment, CampaignRow } from '../../../contract/campaigns.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { AnswerBar, AnswerKey } from '../../ui/answer-bar.tsx'
import { ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Flag, PackageOpen, PenLine, Plus } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AnswerChip } from './answer-chip.tsx'
import { OfferButton } from './offer-dialog.tsx'
import { RecallBoard } from './recall-board.tsx'
import './campaigns.css'

/** A mission sees the kits addressed to it, open ones first; headquarters sees every campaign. */
export function CampaignsScreen() {
  const roles = useSession()?.roles ?? []
  const { mission } = useWorkPlace()
  const isMission = roles.includes('mission_officer') || roles.includes('head_of_mission')
  if (!isMission) return <Campaigns />
  return mission === undefined ? <Waiting /> : <Kits missionId={mission.id} />
}

function Waiting() {
  const { t } = useTexts('campaigns')
  return (
    <Screen title={t('titleKits')}>
      <Skeleton rows={4} />
    </Screen>
  )
}

function Kits({ missionId }: { missionId: string }) {
  const { t } = useTexts('campaigns')
  const list = useQuery(apiQuery('GET /api/v1/missions/:missionId/kits', { params: { missionId } }))
  const kits = list.data?.kits
  const open = kits?.filter((one) => one.assignment.status === 'pending').length ?? 0
  return (
    <Screen title={t('titleKits')}>
      <ScreenHead
        title={t('titleKits')}
        lead={kits === undefined ? undefined : open > 0 ? t('leadKits', { count: open }) : t('leadKitsDone')}
        acts={<OfferButton missionId={missionId} />}
      />
      <Waits missionId={missionId} />
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {kits === undefined ? (
        list.isPending && <Skeleton rows={4} />
      ) : (
        <Panel flush>
          {kits.length === 0 ? (
            <EmptyState
              icon={PackageOpen}
              title={t('emptyKits')}
              act={
                <ButtonLink to="/kiriman/baru" icon={PenLine}>
                  {t('emptyAct')}
                </ButtonLink>
              }
            >
              {t('emptyWhat')}
            </EmptyState>
          ) : (
            <Rows label={t('titleKits')}>
              {kits.map(({ campaign, assignment }) => (
                <Row key={campaign.id} campaign={campaign} assignment={assignment} />
              ))}
            </Rows>
          )}
        </Panel>
      )}
    </Screen>
  )
}

/** Changed kits and facts that wait for this mission, above everything else. */
function Waits({ missionId }: { missionId: string }) {
  const list = useQuery(apiQuery('GET /api/v1/missions/:missionId/corrections', { params: { missionId } }))
  const recalls = list.data?.recalls ?? []
  if (recalls.length === 0) return null
  return (
    <div className="stack wide campaigns-waits">
      {recalls.map((recall) => (
        <RecallBoard
          key={recall.id}
          recall={{ ...recall, missions: recall.missions.filter((one) => one.missionId === missionId) }}
          missionId={missionId}
          canUndo={false}
        />
      ))}
    </div>
  )
}

function Campaigns() {
  const { t } = useTexts('campaigns')
  const roles = useSession()?.roles ?? []
  const list = useQuery(apiQuery('GET /api/v1/campaigns', { query: {} }))
  const campaigns = list.data?.campaigns
  const mayWrite = roles.includes('strategist') || roles.includes('editor')
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={t('title')}
        lead={t('lead')}
        acts={
          mayWrite && (
            <ButtonLink to="/kampanye/baru" kind="primary" icon={Plus}>
              {t('create')}
            </ButtonLink>
          )
        }
      />
      <Failure error={list.error} onRetry={() => void list.refetch()} />
      {campaigns === undefined ? (
        list.isPending && <Skeleton rows={4} />
      ) : (
        <Panel flush footer={campaigns.length > 0 && <AnswerKey />}>
          {campaigns.length === 0 ? (
            <EmptyState icon={PackageOpen} title={t('empty')} />
          ) : (
            <Rows label={t('caption')}>
              {campaigns.map((campaign) => (
                <Row key={campaign.id} campaign={campaign} />
              ))}
            </Rows>
          )}
        </Panel>
      )}
    </Screen>
  )
}

function Row({ campaign, assignment }: { campaign: CampaignRow; assignment?: Assignment }) {
  const { t } = useTexts('campaigns')
  const { calendarDay } = useFormat()
  const { counts } = campaign
  const answered = counts.taken + counts.adapted + counts.declined
  const refusals = counts.declined - counts.refusalsAccepted
  return (
    <ListRow
      title={
        <Link to="/kampanye/$campaignId" params={{ campaignId: campaign.id }} className="campaigns-title">
          {campaign.title}
        </Link>
      }
      meta={
        <>
          <ObjectiveTag code={campaign.objectiveCode} fallback={campaign.objectiveCode} />
          <span className="num">
            {t('span', { from: calendarDay(campaign.startsOn), to: calendarDay(campaign.endsOn) })}
          </span>
          <span>
            {campaign.credit === null
              ? t(`obligation.${campaign.obligation}`)
              : t('peer.from', { name: campaign.credit.shortName })}
          </span>
        </>
      }
      end={
        assignment === undefined ? (
          campaign.status === 'released' ? undefined : (
            <Chip tone="line" icon={Flag}>
              {t(`status.${campaign.status}`)}
            </Chip>
          )
        ) : (
          <AnswerChip assignment={assignment} />
        )
      }
    >
      {assignment === undefined && counts.addressed > 0 && (
        <div className="campaigns-answers">
          <AnswerBar
            adapted={counts.adapted}
            asIs={counts.taken}
            open={counts.pending + refusals}
            declined={counts.refusalsAccepted}
          />
          <small className="mute num">
            {t('answered', { answered, total: counts.addressed })}
            {refusals > 0 && ` · ${t('refusalsWait', { count: refusals })}`}
          </small>
        </div>
      )}
    </ListRow>
  )
}
