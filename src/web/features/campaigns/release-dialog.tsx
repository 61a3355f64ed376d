import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Addressees, Campaign } from '../../../contract/campaigns.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { missionsQuery } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Send, X } from '../../ui/icons.ts'
import { toast } from '../../ui/toast.tsx'

/** Lets a kit out to everyone, to regions, or to named missions; a second time adds further ones. */
export function ReleaseButton({ campaign }: { campaign: Campaign }) {
  const { t } = useTexts('campaigns')
  const [open, setOpen] = useState(false)
  const first = campaign.status === 'draft'
  return (
    <>
      <Button kind={first ? 'primary' : 'plain'} icon={Send} onClick={() => setOpen(true)}>
        {first ? t('hq.release') : t('hq.releaseMore')}
      </Button>
      {open && <ReleaseDialog campaign={campaign} onClose={() => setOpen(false)} />}
    </>
  )
}

function ReleaseDialog({ campaign, onClose }: { campaign: Campaign; onClose: () => void }) {
  const { t } = useTexts('campaigns')
  const { language } = useFormat()
  const client = useQueryClient()
  const missions = useMissions()
  const regions = (useQuery(missionsQuery).data?.regions ?? []).filter((one) => one.sort > 0)
  const [to, setTo] = useState<Addressees['to']>('all')
  const [regionIds, setRegionIds] = useState<readonly string[]>([])
  const [missionIds, setMissionIds] = useState<readonly string[]>([])
  const body: Addressees =
    to === 'all' ? { to } : to === 'regions' ? { to, regionIds: [...regionIds] } : { to, missionIds: [...missionIds] }
  const release = useMutation({
    mutationFn: () => api('POST /api/v1/campaigns/:campaignId/release', { params: { campaignId: campaign.id }, body }),
    onSuccess: (next) => {
      client.setQueryData(['GET /api/v1/campaigns/:campaignId', { campaignId: next.id }, {}], next)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/campaigns/:campaignId/adoption'] })
      toast(t('hq.released'))
      onClose()
    },
  })
  const nobody = (to === 'regions' && regionIds.length === 0) || (to === 'missions' && missionIds.length === 0)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('hq.releaseTitle')}
      acts={
        <>
          <Button kind="primary" busy={release.isPending} off={nobody} onClick={() => release.mutate()}>
            {t('hq.releaseYes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('hq.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t('hq.releaseWhat')}</p>
        <ChoiceGroup legend={t('hq.to')}>
          {(['all', 'regions', 'missions'] as const).map((value) => (
            <Choice key={value} type="radio" name="to" checked={to === value} onChange={() => setTo(value)}>
              {value === 'all' ? t('hq.toAll') : value === 'regions' ? t('hq.toRegions') : t('hq.toMissions')}
            </Choice>
          ))}
        </ChoiceGroup>
        {to === 'regions' && (
          <ChoiceGroup legend={t('hq.regions')}>
            {regions.map((region) => (
              <Choice
                key={region.id}
                checked={regionIds.includes(region.id)}
                onChange={(on) =>
                  setRegionIds(on ? [...regionIds, region.id] : regionIds.filter((one) => one !== region.id))
                }
              >
                {language === 'id' ? region.nameId : region.nameEn}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        {to === 'missions' && (
          <>
            <ComboField
              key={missionIds.length}
              label={t('hq.addMission')}
              value={undefined}
              onChange={(id) => id !== undefined && setMissionIds([...missionIds, id])}
              options={[...missions.values()]
                .filter((one) => !one.isHeadquarters && !missionIds.includes(one.id))
                .map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
            />
            <ul className="row wrap">
              {missionIds.map((id) => {
                const name = missions.get(id)?.shortName ?? id
                return (
                  <li key={id} className="row campaigns-chosen">
                    {name}
                    <Button
                      kind="quiet"
                      size="small"
                      icon={X}
                      iconOnly
                      onClick={() => setMissionIds(missionIds.filter((one) => one !== id))}
                    >
                      {t('hq.remove', { name })}
                    </Button>
                  </li>
                )
              })}
            </ul>
          </>
        )}
        <Failure error={release.error} />
      </div>
    </Dialog>
  )
}
