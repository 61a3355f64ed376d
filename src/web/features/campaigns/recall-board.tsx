import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campaign, Recall, RecallMission } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Check, CircleDashed, CircleX, ExternalLink, type Icon, Pause, Undo2 } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { CorrectionDialog } from './correction-dialog.tsx'
import { useRecallRefresh } from './recall-dialogs.tsx'

const shownAtFirst = 12

/** Amendments and withdrawal of one kit, newest first, each with how far missions are. */
export function RecallBoards({ campaign, missionId }: { campaign: Campaign; missionId: string | undefined }) {
  const { data, error, refetch } = useQuery(
    apiQuery('GET /api/v1/campaigns/:campaignId/recalls', { params: { campaignId: campaign.id } }),
  )
  if (error) return <Failure error={error} onRetry={() => void refetch()} />
  return data?.recalls.map((recall) => (
    <RecallBoard key={recall.id} recall={recall} missionId={missionId} canUndo={campaign.status === 'withdrawn'} />
  ))
}

/** One change of what missions work with: why, what is held, what was out, and what each mission did. */
export function RecallBoard({
  recall,
  missionId,
  canUndo,
}: {
  recall: Recall
  missionId: string | undefined
  canUndo: boolean
}) {
  const { t } = useTexts('campaigns')
  const { date } = useFormat()
  const home = useHomeZone()
  const roles = useSession()?.roles ?? []
  const [all, setAll] = useState(false)
  const { counts } = recall
  const shown = all ? recall.missions : recall.missions.slice(0, shownAtFirst)
  return (
    <Panel
      title={t(`recall.cause.${recall.cause}`)}
      count={date(new Date(recall.createdAt), home.zone)}
      note={recall.reason}
      aside={
        canUndo &&
        recall.cause === 'withdrawn' &&
        recall.undoneAt === null &&
        recall.campaignId !== null &&
        roles.includes('strategist') && <UndoWithdrawal campaignId={recall.campaignId} />
      }
      flush
      footer={
        recall.missions.length > shown.length ? (
          <Button kind="quiet" size="small" onClick={() => setAll(true)}>
            {t('recall.all', { count: recall.missions.length })}
          </Button>
        ) : undefined
      }
    >
      <div className="campaigns-recall">
        {recall.undoneAt === null ? (
          <ul className="campaigns-figures num">
            <li>{t('recall.held', { count: counts.held })}</li>
            <li>{t('recall.open', { count: counts.open })}</li>
            <li>{t('recall.out', { count: recall.missions.reduce((sum, one) => sum + one.messages.length, 0) })}</li>
          </ul>
        ) : (
          <Chip tone="neutral" icon={Undo2}>
            {t('recall.undone')}
          </Chip>
        )}
        {counts.tasks > 0 && (
          <ProgressLine
            label={t('recall.progress')}
            value={counts.tasksDone}
            max={counts.tasks}
            figures={t('recall.tasks', { done: counts.tasksDone, all: counts.tasks })}
          />
        )}
        {recall.notice !== '' && (
          <p>
            <b>{t('recall.notice')}:</b> “{recall.notice}”
          </p>
        )}
      </div>
      <Rows label={t('recall.list')}>
        {shown.map((mission) => (
          <MissionRow key={mission.missionId} recall={recall} mission={mission} own={mission.missionId === missionId} />
        ))}
      </Rows>
    </Panel>
  )
}

function UndoWithdrawal({ campaignId }: { campaignId: string }) {
  const { t } = useTexts('campaigns')
  const refresh = useRecallRefresh()
  const undo = useMutation({
    mutationFn: () => api('POST /api/v1/campaigns/:campaignId/withdraw/undo', { params: { campaignId } }),
    onSuccess: (campaign) => refresh(campaign),
  })
  return (
    <>
      <Button size="small" icon={Undo2} busy={undo.isPending} onClick={() => undo.mutate()}>
        {t('recall.undo')}
      </Button>
      <Failure error={undo.error} />
    </>
  )
}

const taskLooks = {
  open: ['warn', CircleDashed],
  corrected: ['ok', Check],
  edited: ['ok', Check],
  deleted: ['ok', Check],
  not_needed: ['neutral', Check],
  cancelled: ['neutral', CircleX],
} as const satisfies Record<string, readonly [ChipTone, Icon]>

function MissionRow({ recall, mission, own }: { recall: Recall; mission: RecallMission; own: boolean }) {
  const { t } = useTexts('campaigns')
  const [settling, setSettling] = useState(false)
  const { task } = mission
  const isOpen = recall.undoneAt === null
  return (
    <ListRow
      title={mission.shortName}
      end={
        task !== null && (
          <div className="campaigns-said">
            <Chip tone={taskLooks[task.state][0]} icon={taskLooks[task.state][1]}>
              {t(`task.${task.state}`)}
            </Chip>
            {own && isOpen && (
              <Button size="small" kind={task.state === 'open' ? 'primary' : 'quiet'} onClick={() => setSettling(true)}>
                {task.state === 'open' ? t('task.settle') : t('task.change')}
              </Button>
            )}
          </div>
        )
      }
    >
      <ul className="campaigns-reached">
        {mission.items.map((item) => (
          <li key={item.itemId}>
            <Link to="/kiriman/$itemId" params={{ itemId: item.itemId }}>
              {item.title || t('recall.untitled')}
            </Link>{' '}
            {isOpen && (
              <Chip tone={item.state === 'open' ? 'warn' : 'neutral'} icon={item.state === 'open' ? Pause : Check}>
                {item.state === 'open' && item.held > 0
                  ? t('recall.itemHeld', { count: item.held })
                  : t(`recall.item.${item.state}`)}
              </Chip>
            )}
            {own && isOpen && item.state === 'open' && recall.cause !== 'withdrawn' && (
              <KeepItem recallId={recall.id} itemId={item.itemId} />
            )}
          </li>
        ))}
        {mission.messages.flatMap((message) =>
          message.urls.map((url) => (
            <li key={url}>
              <a href={url} rel="noopener" target="_blank">
                {t('recall.post')} <ExternalLink className="s" />
              </a>
            </li>
          )),
        )}
      </ul>
      {task !== null && task.state !== 'open' && (
        <p className="campaigns-reached">
          {task.correctionItemId !== null && (
            <Link to="/kiriman/$itemId" params={{ itemId: task.correctionItemId }}>
              {t('task.correction')}
            </Link>
          )}
          {task.url !== null && (
            <a href={task.url} rel="noopener" target="_blank">
              {t('task.correction')} <ExternalLink className="s" />
            </a>
          )}
          {task.doneBy !== null && <small className="mute">{t('task.by', { name: task.doneBy.name })}</small>}
          {task.note !== '' && <small>“{task.note}”</small>}
        </p>
      )}
      {settling && <CorrectionDialog recall={recall} mission={mission} onClose={() => setSettling(false)} />}
    </ListRow>
  )
}

function KeepItem({ recallId, itemId }: { recallId: string; itemId: string }) {
  const { t } = useTexts('campaigns')
  const roles = useSession()?.roles ?? []
  const refresh = useRecallRefresh()
  const keep = useMutation({
    mutationFn: () => api('POST /api/v1/recalls/:recallId/items/:itemId/keep', { params: { recallId, itemId } }),
    onSuccess: () => refresh(),
  })
  if (!roles.includes('head_of_mission')) return null
  return (
    <>
      <Button size="small" busy={keep.isPending} onClick={() => keep.mutate()}>
        {t('recall.keep')}
      </Button>
      <Failure error={keep.error} />
    </>
  )
}
