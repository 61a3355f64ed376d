import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { missionsQuery, type Role, useSession } from '../../shell/index.ts'
import { ComboField } from '../../ui/combo-field.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import type { Grant } from './people.ts'

/** A role and where it reaches, as it is being chosen. */
export type Reach = { role: Role | ''; kind: 'ministry' | 'mission' | 'region'; value: string }

export const roleOrder: readonly Role[] = [
  'mission_officer',
  'head_of_mission',
  'editor',
  'strategist',
  'regional_desk',
  'leadership',
  'rater',
  'auditor',
  'administrator',
]

/** Where each role is usually held. */
const usualKind = (role: Role | ''): Reach['kind'] =>
  role === 'mission_officer' || role === 'head_of_mission' || role === ''
    ? 'mission'
    : role === 'regional_desk'
      ? 'region'
      : 'ministry'

export const emptyReach = (missionId = ''): Reach => ({ role: '', kind: 'mission', value: missionId })

/** The scope list that a choice means; undefined while something is missing. */
export function scopesOf({ role, kind, value }: Reach): Grant['scopes'] | undefined {
  if (role === '') return undefined
  if (kind === 'ministry') return [{ kind, value: '*' }]
  return value === '' ? undefined : [{ kind, value }]
}

/** Fields for a role and its reach. A head of mission grants the role of officer at the own mission only. */
export function ReachFields({ reach, onChange }: { reach: Reach; onChange: (reach: Reach) => void }) {
  const { t } = useTexts('people')
  const { t: words } = useTexts('shell')
  const { language } = useFormat()
  const session = useSession()
  const missions = useMissions()
  const regions = useQuery(missionsQuery).data?.regions ?? []
  const isAdministrator = session?.roles.includes('administrator') ?? false
  const own = session?.missions
  const offered = [...missions.values()].filter(
    ({ id }) => isAdministrator || own === 'all' || (own?.includes(id) ?? false),
  )
  const roles = isAdministrator ? roleOrder : (['mission_officer'] as const)
  return (
    <>
      <SelectField
        label={t('form.role')}
        value={reach.role}
        placeholder="—"
        onChange={(value) => {
          const role = roleOrder.find((one) => one === value) ?? ''
          const kind = usualKind(role)
          onChange({ role, kind, value: kind === reach.kind ? reach.value : '' })
        }}
        options={roles.map((role) => ({ value: role, label: words(`roles.${role}`) }))}
      />
      {isAdministrator && (
        <SelectField
          label={t('form.where')}
          value={reach.kind}
          onChange={(kind) => onChange({ ...reach, kind: kind as Reach['kind'], value: '' })}
          options={(['mission', 'region', 'ministry'] as const).map((kind) => ({
            value: kind,
            label: t(`form.${kind}`),
          }))}
        />
      )}
      {reach.kind === 'mission' && (
        <ComboField
          label={t('form.missionField')}
          value={reach.value || undefined}
          onChange={(value) => onChange({ ...reach, value: value ?? '' })}
          options={offered.map(({ id, shortName, city }) => ({ value: id, label: shortName, note: city }))}
        />
      )}
      {reach.kind === 'region' && (
        <SelectField
          label={t('form.regionField')}
          value={reach.value}
          placeholder="—"
          onChange={(value) => onChange({ ...reach, value })}
          options={regions.map(({ id, nameId, nameEn }) => ({ value: id, label: language === 'en' ? nameEn : nameId }))}
        />
      )}
    </>
  )
}
