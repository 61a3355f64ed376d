import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Campaign } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, SelectField, TextField } from '../../ui/field.tsx'
import { Handshake } from '../../ui/icons.ts'
import { toast } from '../../ui/toast.tsx'

/** A mission offers an approved item of its own to its peers. */
export function OfferButton({ missionId }: { missionId: string }) {
  const { t } = useTexts('campaigns')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button icon={Handshake} onClick={() => setOpen(true)}>
        {t('peer.offer')}
      </Button>
      {open && <OfferDialog missionId={missionId} onClose={() => setOpen(false)} />}
    </>
  )
}

function OfferDialog({ missionId, onClose }: { missionId: string; onClose: () => void }) {
  const { t } = useTexts('campaigns')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [itemId, setItemId] = useState('')
  const [to, setTo] = useState<'peer_group' | 'region'>('peer_group')
  const [hint, setHint] = useState('')
  const items = useQuery(apiQuery('GET /api/v1/items', { query: { missionId, status: 'approved', limit: 100 } }))
  const offered = (items.data?.rows ?? []).filter((one) => one.riskTier === 'routine' && one.objectives.length > 0)
  const offer = useMutation({
    mutationFn: () => api('POST /api/v1/items/:itemId/offer', { params: { itemId }, body: { to, hint: hint.trim() } }),
    onSuccess: async (campaign) => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns'] })
      toast(t('peer.offered'))
      await navigate({ to: '/kampanye/$campaignId', params: { campaignId: campaign.id } })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('peer.offerTitle')}
      acts={
        <>
          <Button kind="primary" busy={offer.isPending} off={itemId === ''} onClick={() => offer.mutate()}>
            {t('peer.offerYes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('hq.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('peer.offerWhat')}</p>
        <SelectField
          label={t('peer.item')}
          hint={offered.length === 0 && items.data !== undefined ? t('peer.noItem') : undefined}
          value={itemId}
          onChange={setItemId}
          placeholder={t('peer.pick')}
          options={offered.map((one) => ({ value: one.id, label: one.title || t('recall.untitled') }))}
        />
        <ChoiceGroup legend={t('peer.to')}>
          {(['peer_group', 'region'] as const).map((value) => (
            <Choice key={value} type="radio" name="peers" checked={to === value} onChange={() => setTo(value)}>
              {t(`peer.to_${value}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <TextField label={t('peer.hint')} hint={t('peer.hintHint')} value={hint} onChange={setHint} maxLength={500} />
        <Failure error={offer.error ?? items.error} />
      </div>
    </Dialog>
  )
}

/** The giving mission stops its offer; peers keep what they made. */
export function EndOffer({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const client = useQueryClient()
  const end = useMutation({
    mutationFn: () => api('POST /api/v1/campaigns/:campaignId/end-offer', { params: { campaignId: campaign.id } }),
    onSuccess: (next) => {
      client.setQueryData(['GET /api/v1/campaigns/:campaignId', { campaignId: next.id }, {}], next)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns'] })
    },
  })
  return (
    <>
      <Button kind="quiet" busy={end.isPending} onClick={() => end.mutate()}>
        {t('peer.end')}
      </Button>
      <Failure error={end.error} />
    </>
  )
}
