import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Pause } from '../../../contract/alerts.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { missionsQuery, useMyMissions, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Choice, ChoiceGroup, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { fromWall, type WallTime } from '../../ui/zones.ts'
import { useCrisisAct } from './use-crisis-act.ts'

const occasions: readonly Pause['occasion'][] = ['mourning', 'quiet_period', 'respect', 'other']

/** Orders a pause: what, for whom, until when, in which words, and what goes on all the same. */
export function OrderPause({ onClose }: { onClose: () => void }) {
  const { t } = useTexts('alerts')
  const { wholeMinistry, missions } = useMyMissions()
  const { mission, zone } = useWorkPlace()
  const regions = useQuery(missionsQuery).data?.regions ?? []
  const [scopeKind, setScopeKind] = useState<Pause['scopeKind']>(wholeMinistry ? 'ministry' : 'mission')
  const [regionId, setRegionId] = useState('')
  const [missionId, setMissionId] = useState(mission?.id ?? missions[0]?.id)
  const [occasion, setOccasion] = useState<Pause['occasion']>('mourning')
  const [title, setTitle] = useState('')
  const [wordingId, setWordingId] = useState('')
  const [wordingEn, setWordingEn] = useState('')
  const [until, setUntil] = useState<WallTime>()
  const [protocol, setProtocol] = useState(false)
  const [ribbon, setRibbon] = useState(true)
  const act = useCrisisAct<Pause>()
  const values = { ministry: '*', region: regionId, mission: missionId ?? '' }
  const isReady = title.trim().length >= 3 && wordingId.trim().length >= 3 && values[scopeKind] !== ''
  const kinds = wholeMinistry ? (['ministry', 'region', 'mission'] as const) : (['mission'] as const)
  return (
    <Panel title={t('pause.order')}>
      <div className="stack alerts-writer">
        <SelectField
          label={t('pause.occasion')}
          value={occasion}
          onChange={(value) => setOccasion(value as Pause['occasion'])}
          options={occasions.map((value) => ({ value, label: t(`pause.occasions.${value}`) }))}
        />
        <TextField
          label={t('pause.name')}
          hint={t('pause.nameHint')}
          value={title}
          onChange={setTitle}
          maxLength={120}
        />
        <SelectField
          label={t('pause.scope')}
          value={scopeKind}
          onChange={(value) => setScopeKind(value as Pause['scopeKind'])}
          options={kinds.map((value) => ({ value, label: t(`pause.scopes.${value}`) }))}
        />
        {scopeKind === 'region' && (
          <SelectField
            label={t('pause.region')}
            placeholder="–"
            value={regionId}
            onChange={setRegionId}
            options={regions.map((region) => ({ value: region.id, label: region.nameId }))}
          />
        )}
        {scopeKind === 'mission' && (
          <ComboField
            label={t('pause.mission')}
            value={missionId}
            onChange={setMissionId}
            options={missions.map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
          />
        )}
        <WhenField label={t('pause.until')} hint={t('pause.openEnd')} place={zone} value={until} onChange={setUntil} />
        <TextArea label={t('pause.wordingId')} lang="id" value={wordingId} onChange={setWordingId} maxLength={500} />
        <TextArea label={t('pause.wordingEn')} lang="en" value={wordingEn} onChange={setWordingEn} maxLength={500} />
        <ChoiceGroup legend={t('pause.exempt')} hint={t('pause.exemptNote')}>
          <Choice checked={protocol} onChange={setProtocol}>
            {t('pause.exemptPolicy')}
          </Choice>
        </ChoiceGroup>
        <Choice checked={ribbon} onChange={setRibbon}>
          {t('pause.sign')}
        </Choice>
        <Failure error={act.error} />
        <div className="alerts-acts">
          <Button
            kind="primary"
            off={!isReady}
            busy={act.isPending && t('working')}
            onClick={() =>
              act.mutate({
                run: () =>
                  api('POST /api/v1/pauses', {
                    body: {
                      scopeKind,
                      scopeValue: values[scopeKind],
                      occasion,
                      title: title.trim(),
                      wording: { id: wordingId.trim(), en: wordingEn.trim() },
                      sign: ribbon ? 'ribbon' : 'plain',
                      endsAt: until === undefined ? null : fromWall(until, zone.zone).at.toISOString(),
                      exemptKinds: protocol ? ['protocol'] : [],
                    },
                  }),
                done: t('pause.ordered'),
                after: onClose,
              })
            }
          >
            {t('pause.order')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
