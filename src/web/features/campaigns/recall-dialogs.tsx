import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campaign, KitInput } from '../../../contract/campaigns.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Ban, Pencil } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import { Cores } from './core-form.tsx'

const minReason = 10

/** Everything that shows what a recall changed is read again. */
export function useRecallRefresh() {
  const client = useQueryClient()
  return (campaign?: Campaign) => {
    if (campaign) client.setQueryData(['GET /api/v1/campaigns/:campaignId', { campaignId: campaign.id }, {}], campaign)
    for (const key of [
      'GET /api/v1/campaigns',
      'GET /api/v1/campaigns/:campaignId/recalls',
      'GET /api/v1/campaigns/:campaignId/adoption',
      'GET /api/v1/missions/:missionId/corrections',
      'GET /api/v1/missions/:missionId/kits',
    ])
      void client.invalidateQueries({ queryKey: [key] })
  }
}

/** Amend or withdraw a released kit, for a strategist; a kit of a mission can only be withdrawn. */
export function RecallActs({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const [open, setOpen] = useState(false)
  return (
    <>
      {campaign.credit === null && (
        <ButtonLink to="/kampanye/$campaignId/perbarui" params={{ campaignId: campaign.id }} icon={Pencil}>
          {t('recall.amend')}
        </ButtonLink>
      )}
      <Button kind="quiet" icon={Ban} onClick={() => setOpen(true)}>
        {t('recall.withdraw')}
      </Button>
      {open && <WithdrawDialog campaign={campaign} onClose={() => setOpen(false)} />}
    </>
  )
}

function WithdrawDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTexts('campaigns')
  const refresh = useRecallRefresh()
  const [reason, setReason] = useState('')
  const [notice, setNotice] = useState('')
  const undo = () =>
    void api('POST /api/v1/campaigns/:campaignId/withdraw/undo', { params: { campaignId: campaign.id } }).then(refresh)
  const withdraw = useMutation({
    mutationFn: () =>
      api('POST /api/v1/campaigns/:campaignId/withdraw', {
        params: { campaignId: campaign.id },
        body: { reason: reason.trim(), notice: notice.trim() },
      }),
    onSuccess: (done) => {
      refresh(done.campaign)
      toast(t('recall.withdrawn', { held: done.recall.counts.held, tasks: done.recall.counts.tasks }), undo)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('recall.withdrawTitle')}
      acts={
        <>
          <Button
            kind="primary"
            busy={withdraw.isPending}
            off={reason.trim().length < minReason}
            onClick={() => withdraw.mutate()}
          >
            {t('recall.withdrawYes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('hq.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('recall.withdrawWhat')}</p>
        <Words reason={reason} notice={notice} onReason={setReason} onNotice={setNotice} />
        <Failure error={withdraw.error} />
      </div>
    </Dialog>
  )
}

function Words(props: {
  reason: string
  notice: string
  onReason: (words: string) => void
  onNotice: (words: string) => void
}) {
  const { t } = useTexts('campaigns')
  return (
    <>
      <TextArea
        label={t('recall.reason')}
        hint={t('recall.reasonHint')}
        value={props.reason}
        onChange={props.onReason}
        maxLength={2000}
      />
      <TextArea
        label={t('recall.notice')}
        hint={t('recall.noticeHint')}
        value={props.notice}
        onChange={props.onNotice}
        maxLength={2000}
      />
    </>
  )
}

/** The core of a released kit, to change; what it reaches is held when it is sent. */
export function AmendForm({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const navigate = useNavigate()
  const refresh = useRecallRefresh()
  const [kit, setKit] = useState<KitInput>(campaign.kit)
  const [reason, setReason] = useState('')
  const [notice, setNotice] = useState('')
  const amend = useMutation({
    mutationFn: () =>
      api('POST /api/v1/campaigns/:campaignId/amend', {
        params: { campaignId: campaign.id },
        body: { revision: campaign.revision, kit, reason: reason.trim(), notice: notice.trim() },
      }),
    onSuccess: async ({ campaign: next, recall }) => {
      refresh(next)
      toast(
        recall === null
          ? t('recall.amendedQuietly')
          : t('recall.amended', { items: recall.counts.items, held: recall.counts.held, tasks: recall.counts.tasks }),
      )
      await navigate({ to: '/kampanye/$campaignId', params: { campaignId: next.id } })
    },
  })
  return (
    <div className="campaigns-form-panels">
      <Panel title={t('recall.why')} note={t('recall.amendWhat')}>
        <div className="stack">
          <Words reason={reason} notice={notice} onReason={setReason} onNotice={setNotice} />
        </div>
      </Panel>
      <Cores draft={{ kit }} onChange={(part) => setKit(part.kit)} />
      <Failure error={amend.error} />
      <div className="row wrap">
        <Button
          kind="primary"
          busy={amend.isPending}
          off={reason.trim().length < minReason}
          onClick={() => amend.mutate()}
        >
          {t('recall.amendYes')}
        </Button>
        <ButtonLink to="/kampanye/$campaignId" params={{ campaignId: campaign.id }} kind="quiet">
          {t('hq.cancel')}
        </ButtonLink>
      </div>
    </div>
  )
}
