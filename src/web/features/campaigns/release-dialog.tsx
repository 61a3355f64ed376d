import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Addressees, Addressing, Campaign } from '../../../contract/campaigns.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { type Mission, missionsQuery } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Send, X } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
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
  const [peerGroups, setPeerGroups] = useState<readonly PeerGroup[]>([])
  const [countries, setCountries] = useState<readonly string[]>([])
  const chosen = { regions: regionIds, peer_groups: peerGroups, countries, missions: missionIds }
  const nobody = to !== 'all' && chosen[to].length === 0
  const body = addresseesOf(to, { regionIds, peerGroups, countries, missionIds })
  const preview = useQuery({
    queryKey: ['addressing', campaign.id, body],
    queryFn: () => api('POST /api/v1/campaigns/:campaignId/addressing', { params: { campaignId: campaign.id }, body }),
    enabled: !nobody,
  })
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
          {(['all', 'regions', 'peer_groups', 'countries', 'missions'] as const).map((value) => (
            <Choice key={value} type="radio" name="to" checked={to === value} onChange={() => setTo(value)}>
              {t(`to.${value}`)}
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
        {to === 'peer_groups' && (
          <ChoiceGroup legend={t('to.peer_groups')}>
            {groups.map((group) => (
              <Choice
                key={group}
                checked={peerGroups.includes(group)}
                onChange={(on) =>
                  setPeerGroups(on ? [...peerGroups, group] : peerGroups.filter((one) => one !== group))
                }
              >
                {t(`group.${group}`)}
              </Choice>
            ))}
          </ChoiceGroup>
        )}
        {to === 'countries' && (
          <>
            <ComboField
              key={countries.length}
              label={t('to.addCountry')}
              value={undefined}
              onChange={(code) => code !== undefined && setCountries([...countries, code])}
              options={countriesOf([...missions.values()])
                .filter((code) => !countries.includes(code))
                .map((code) => ({ value: code, label: countryName(code, language), note: code }))}
            />
            <Chosen
              ids={countries}
              nameOf={(code) => countryName(code, language)}
              onRemove={(code) => setCountries(countries.filter((one) => one !== code))}
            />
          </>
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
            <Chosen
              ids={missionIds}
              nameOf={(id) => missions.get(id)?.shortName ?? id}
              onRemove={(id) => setMissionIds(missionIds.filter((one) => one !== id))}
            />
          </>
        )}
        {preview.data !== undefined && !nobody && <Preview addressing={preview.data} />}
        <Failure error={release.error ?? preview.error} />
      </div>
    </Dialog>
  )
}

/** How many missions a release would reach, before anybody is told. */
function Preview({ addressing }: { addressing: Addressing }) {
  const { t } = useTexts('campaigns')
  const { missions, fresh, withoutLanguage } = addressing
  return (
    <div className="stack tight" role="status">
      <p>
        <b className="num">{t('to.count', { count: fresh })}</b>{' '}
        {missions > fresh && <span className="num">{t('to.already', { count: missions - fresh })}</span>}
      </p>
      {withoutLanguage > 0 && <Note kind="warn">{t('to.withoutLanguage', { count: withoutLanguage })}</Note>}
    </div>
  )
}

function Chosen({
  ids,
  nameOf,
  onRemove,
}: {
  ids: readonly string[]
  nameOf: (id: string) => string
  onRemove: (id: string) => void
}) {
  const { t } = useTexts('campaigns')
  return (
    <ul className="row wrap">
      {ids.map((id) => (
        <li key={id} className="row campaigns-chosen">
          {nameOf(id)}
          <Button kind="quiet" size="small" icon={X} iconOnly onClick={() => onRemove(id)}>
            {t('hq.remove', { name: nameOf(id) })}
          </Button>
        </li>
      ))}
    </ul>
  )
}

type PeerGroup = Extract<Addressees, { to: 'peer_groups' }>['peerGroups'][number]
const groups: readonly PeerGroup[] = ['hardship', 'up_to_40_million', 'over_40_million']

const countriesOf = (missions: readonly Mission[]): string[] =>
  [...new Set(missions.flatMap((one) => (one.isHeadquarters ? [] : [one.countryIso2, ...one.accreditedTo])))].sort()

const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

function addresseesOf(
  to: Addressees['to'],
  chosen: {
    readonly regionIds: readonly string[]
    readonly peerGroups: readonly PeerGroup[]
    readonly countries: readonly string[]
    readonly missionIds: readonly string[]
  },
): Addressees {
  switch (to) {
    case 'all':
      return { to }
    case 'regions':
      return { to, regionIds: [...chosen.regionIds] }
    case 'peer_groups':
      return { to, peerGroups: [...chosen.peerGroups] }
    case 'countries':
      return { to, countries: [...chosen.countries] }
    case 'missions':
      return { to, missionIds: [...chosen.missionIds] }
  }
}
