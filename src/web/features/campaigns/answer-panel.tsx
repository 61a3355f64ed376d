import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campaign } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { PenLine } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { AnswerChip } from './answer-chip.tsx'

const minReason = 10

/** The mission's own answer: take, adapt, or decline with a reason. The first two lead into the editor. */
export function AnswerPanel({ campaign, missionId }: { campaign: Campaign; missionId: string }) {
  const { t } = useTexts('campaigns')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const kits = useQuery(apiQuery('GET /api/v1/missions/:missionId/kits', { params: { missionId } }))
  const assignment = kits.data?.kits.find((one) => one.campaign.id === campaign.id)?.assignment
  const answer = useMutation({
    mutationFn: (body: { answer: 'taken' | 'adapted' | 'declined'; reason?: string }) =>
      api('PUT /api/v1/campaigns/:campaignId/answers/:missionId', {
        params: { campaignId: campaign.id, missionId },
        body,
      }),
    onSuccess: async (_, body) => {
      setDeclining(false)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/kits'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns/:campaignId/adoption'] })
      if (body.answer === 'declined') toast(t('answer.declined'))
      else await navigate({ to: '/kiriman/baru', search: { kit: campaign.id } })
    },
  })
  if (assignment === undefined) return <Failure error={kits.error} onRetry={() => void kits.refetch()} />
  const busy = (own: string) => answer.isPending && answer.variables?.answer === own && t('answer.saving')
  const answered = assignment.status === 'taken' || assignment.status === 'adapted'
  return (
    <Panel
      title={t('answer.title')}
      note={assignment.status === 'pending' ? t('answer.lead') : undefined}
      aside={<AnswerChip assignment={assignment} />}
    >
      <div className="stack tight">
        {assignment.reason !== null && <p className="soft">“{assignment.reason}”</p>}
        <div className="row wrap">
          {answered ? (
            <ButtonLink to="/kiriman/baru" search={{ kit: campaign.id }} kind="primary" icon={PenLine}>
              {t('answer.write')}
            </ButtonLink>
          ) : (
            <Button kind="primary" busy={busy('adapted')} onClick={() => answer.mutate({ answer: 'adapted' })}>
              {t('answer.adapt')}
            </Button>
          )}
          {assignment.status !== 'taken' && (
            <Button busy={busy('taken')} onClick={() => answer.mutate({ answer: 'taken' })}>
              {t('answer.take')}
            </Button>
          )}
          {assignment.status === 'taken' && (
            <Button busy={busy('adapted')} onClick={() => answer.mutate({ answer: 'adapted' })}>
              {t('answer.adapt')}
            </Button>
          )}
          {assignment.status !== 'declined' && (
            <Button kind="quiet" onClick={() => setDeclining(true)}>
              {t('answer.decline')}
            </Button>
          )}
        </div>
        {!declining && <Failure error={answer.error} />}
      </div>
      <Dialog
        open={declining}
        onClose={() => setDeclining(false)}
        title={t('answer.declineTitle')}
        acts={
          <>
            <Button
              kind="primary"
              busy={busy('declined')}
              off={reason.trim().length < minReason}
              onClick={() => answer.mutate({ answer: 'declined', reason: reason.trim() })}
            >
              {t('answer.declineYes')}
            </Button>
            <Button kind="quiet" onClick={() => setDeclining(false)}>
              {t('answer.back')}
            </Button>
          </>
        }
      >
        <div className="stack">
          <p>{t('answer.declineWhat')}</p>
          <TextArea
            label={t('answer.reason')}
            hint={t('answer.reasonHint')}
            value={reason}
            onChange={setReason}
            maxLength={2000}
          />
          <Failure error={answer.error} />
        </div>
      </Dialog>
    </Panel>
  )
}
