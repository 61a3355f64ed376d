import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Campaign, CampaignDraft } from '../../../contract/campaigns.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { draftOfCampaign, emptyCampaign, keepForm, keptForm } from './form-model.ts'
import { AmendForm } from './recall-dialogs.tsx'
import './campaigns.css'

const route = getRouteApi('/app/kampanye/$campaignId/ubah')
const amendRoute = getRouteApi('/app/kampanye/$campaignId/perbarui')

/** A campaign from nothing. */
export function NewCampaignScreen() {
  return <Form campaign={undefined} />
}

/** A draft that exists; after release it can only be read. */
export function EditCampaignScreen() {
  const { t } = useTexts('campaigns')
  const { campaignId } = route.useParams()
  const one = useQuery({
    ...apiQuery('GET /api/v1/campaigns/:campaignId', { params: { campaignId } }),
    refetchOnWindowFocus: false,
  })
  if (one.data === undefined) {
    return (
      <Screen title={t('hq.editTitle')}>
        {one.error ? <Failure error={one.error} onRetry={() => void one.refetch()} /> : <Skeleton rows={6} />}
      </Screen>
    )
  }
  return <Form key={one.data.id} campaign={one.data} />
}

/** A released kit, to amend; what it reaches is held and corrected. */
export function AmendScreen() {
  const { t } = useTexts('campaigns')
  const { campaignId } = amendRoute.useParams()
  const one = useQuery({
    ...apiQuery('GET /api/v1/campaigns/:campaignId', { params: { campaignId } }),
    refetchOnWindowFocus: false,
  })
  const title = t('recall.amendTitle')
  return (
    <Screen title={title} within={[{ label: t('title'), to: '/kampanye' }]}>
      <ScreenHead title={title} lead={one.data?.title} />
      {one.data === undefined ? (
        one.error ? (
          <Failure error={one.error} onRetry={() => void one.refetch()} />
        ) : (
          <Skeleton rows={6} />
        )
      ) : (
        <AmendForm key={one.data.id} campaign={one.data} />
      )}
    </Screen>
  )
}

function Form({ campaign }: { campaign: Campaign | undefined }) {
  const { t } = useTexts('campaigns')
  const client = useQueryClient()
  const navigate = useNavigate()
  const key = campaign?.id ?? 'new'
  const [draft, setDraft] = useState<CampaignDraft>(
    () => keptForm(key) ?? (campaign === undefined ? emptyCampaign() : draftOfCampaign(campaign)),
  )
  const [touched, setTouched] = useState(false)
  useEffect(() => {
    if (touched) keepForm(key, draft)
  }, [touched, key, draft])
  const save = useMutation({
    mutationFn: () =>
      campaign === undefined
        ? api('POST /api/v1/campaigns', { body: draft })
        : api('PUT /api/v1/campaigns/:campaignId', {
            params: { campaignId: campaign.id },
            body: { ...draft, revision: campaign.revision },
          }),
    onSuccess: async (next) => {
      setTouched(false)
      keepForm(key, undefined)
      client.setQueryData(['GET /api/v1/campaigns/:campaignId', { campaignId: next.id }, {}], next)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns'] })
      toast(t('hq.saved'))
      await navigate({ to: '/kampanye/$campaignId', params: { campaignId: next.id } })
    },
  })
  const title = campaign === undefined ? t('hq.newTitle') : t('hq.editTitle')
  const ready = draft.title.trim() !== '' && draft.objectiveCode !== '' && draft.startsOn !== '' && draft.endsOn !== ''
  return (
    <Screen title={title} within={[{ label: t('title'), to: '/kampanye' }]}>
      <ScreenHead
        title={draft.title || title}
        acts={
          <>
            <ButtonLink to="/kampanye" kind="quiet">
              {t('hq.cancel')}
            </ButtonLink>
            <Button kind="primary" busy={save.isPending && t('hq.saving')} off={!ready} onClick={() => save.mutate()}>
              {t('hq.save')}
            </Button>
          </>
        }
      />
      <div className="campaigns-form-panels">
        <Failure error={save.error} onRetry={() => save.mutate()} />
        {!ready && <p className="mute">{t('hq.needs')}</p>}
        <CampaignForm
          draft={draft}
          onChange={(part) => {
            setTouched(true)
            setDraft((old) => ({ ...old, ...part }))
          }}
          errors={save.error}
        />
      </div>
    </Screen>
  )
}
