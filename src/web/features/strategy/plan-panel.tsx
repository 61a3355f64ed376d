import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MissionPlan } from '../../../contract/calendar.ts'
import { api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Pencil, Printer } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'

const parts = ['aims', 'audience', 'channels', 'partners', 'measures'] as const
/** As much as fits on the sheet beside everything else. */
const most = { aims: 400, audience: 300, channels: 200, partners: 300, measures: 300 } as const
const planKey = 'GET /api/v1/missions/:missionId/plans/:quarter'

/** What the mission writes on its one page, and the desk's comment beside it. */
export function PlanPanel({ missionId, quarter }: { missionId: string; quarter: string }) {
  const { t } = useTexts('strategy')
  const plan = useQuery(apiQuery(planKey, { params: { missionId, quarter } }))
  const session = useSession()
  const roles = session?.roles ?? []
  const mine = session?.missions !== 'all' && (session?.missions ?? []).includes(missionId)
  const mayWrite = mine && (roles.includes('mission_officer') || roles.includes('head_of_mission'))
  const mayComment = roles.includes('regional_desk') || (session?.missions === 'all' && roles.includes('strategist'))
  const [open, setOpen] = useState<'words' | 'comment'>()
  const close = () => setOpen(undefined)
  if (plan.data === undefined) return <Failure error={plan.error} onRetry={() => void plan.refetch()} />
  return (
    <Panel
      title={t('plan.title')}
      note={t('plan.note')}
      aside={
        <a className="btn small" href={`/cetak/rencana/${missionId}?triwulan=${quarter}`}>
          <Printer className="s" />
          {t('mix.print')}
        </a>
      }
    >
      {open === 'words' ? (
        <PlanForm plan={plan.data} onClose={close} />
      ) : (
        <div className="stack">
          <Facts rows={parts.map((part) => [t(`plan.${part}`), plan.data[part] || t('plan.unwritten')] as const)} />
          {plan.data.deskComment !== '' && open !== 'comment' && (
            <blockquote className="strategy-note">
              {plan.data.deskComment}
              <small className="mute"> {t('plan.commentBy', { name: plan.data.deskCommentBy?.name ?? '' })}</small>
            </blockquote>
          )}
          {open === 'comment' ? (
            <CommentForm plan={plan.data} onClose={close} />
          ) : (
            <div className="row wrap">
              {mayWrite && (
                <Button icon={Pencil} onClick={() => setOpen('words')}>
                  {t('plan.write')}
                </Button>
              )}
              {mayComment && (
                <Button icon={Pencil} onClick={() => setOpen('comment')}>
                  {t('plan.comment')}
                </Button>
              )}
            </div>
          )}
        </div>
      )}
    </Panel>
  )
}

function useSaved(plan: MissionPlan, onClose: () => void) {
  const { t } = useTexts('strategy')
  const client = useQueryClient()
  return (saved: MissionPlan) => {
    const { missionId, quarter } = plan
    client.setQueryData([planKey, { missionId, quarter }, {}], saved)
    toast(t('plan.saved'))
    onClose()
  }
}

function PlanForm({ plan, onClose }: { plan: MissionPlan; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const { missionId, quarter, revision } = plan
  const [draft, setDraft] = useState({
    aims: plan.aims,
    audience: plan.audience,
    channels: plan.channels,
    partners: plan.partners,
    measures: plan.measures,
  })
  const save = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/missions/:missionId/plans/:quarter', {
        params: { missionId, quarter },
        body: { ...draft, revision },
      }),
    onSuccess: useSaved(plan, onClose),
  })
  return (
    <div className="strategy-form">
      <Failure error={save.error} />
      {parts.map((part) => {
        const error = fieldError(save.error, part)
        return (
          <TextArea
            key={part}
            label={t(`plan.${part}`)}
            aside={`${draft[part].length} / ${most[part]}`}
            rows={2}
            maxLength={most[part]}
            value={draft[part]}
            onChange={(value) => setDraft({ ...draft, [part]: value })}
            {...(error === undefined ? {} : { error })}
          />
        )
      })}
      <Acts busy={save.isPending} onSave={() => save.mutate()} onClose={onClose} />
    </div>
  )
}

function CommentForm({ plan, onClose }: { plan: MissionPlan; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const { missionId, quarter } = plan
  const [comment, setComment] = useState(plan.deskComment)
  const save = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/missions/:missionId/plans/:quarter/comment', {
        params: { missionId, quarter },
        body: { comment: comment.trim() },
      }),
    onSuccess: useSaved(plan, onClose),
  })
  return (
    <div className="strategy-form">
      <Failure error={save.error} />
      <TextArea label={t('plan.comment')} rows={2} maxLength={300} value={comment} onChange={setComment} />
      <Acts busy={save.isPending} onSave={() => save.mutate()} onClose={onClose} />
    </div>
  )
}

function Acts({ busy, onSave, onClose }: { busy: boolean; onSave: () => void; onClose: () => void }) {
  const { t } = useTexts('strategy')
  return (
    <div className="row wrap">
      <Button kind="primary" busy={busy && t('form.saving')} onClick={onSave}>
        {t('plan.save')}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t('form.back')}
      </Button>
    </div>
  )
}
