import { useQuery } from '@tanstack/react-query'
import { type ApiResponse, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { useMissions } from '../../lookups/missions.ts'
import { missionsQuery } from '../../shell/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'

export type Person = ApiResponse<'GET /api/v1/people'>['people'][number]
export type Grant = Person['grants'][number]
export type State = 'sample' | 'left' | 'in' | 'noFactor' | 'mailRefused' | 'invited' | 'lapsed' | 'notInvited'

export const peopleQuery = apiQuery('GET /api/v1/people')

/** How far somebody has come: from not invited to in. `today` is a day of the home zone. */
export function stateOf(person: Person, today: string): State {
  if (person.leavesOn !== null && person.leavesOn < today) return 'left'
  if (person.isSample) return 'sample'
  if (person.hasPassword) return person.secondFactor ? 'in' : 'noFactor'
  if (person.invitedUntil === null) return person.invitation === null ? 'notInvited' : 'lapsed'
  return person.invitation?.state === 'refused' ? 'mailRefused' : 'invited'
}

/** Says where a grant reaches: `KBRI Kairo`, `Amerika dan Eropa`, `seluruh kementerian`. */
export function useReach(): (scopes: Grant['scopes']) => string {
  const { t } = useTexts('people')
  const missions = useMissions()
  const regions = useQuery(missionsQuery).data?.regions
  const { language } = useFormat()
  return (scopes) =>
    scopes
      .map(({ kind, value }) => {
        if (kind === 'ministry') return t('everywhere')
        if (kind === 'mission') return missions.get(value)?.shortName ?? value
        if (kind !== 'region') return value
        const region = regions?.find(({ id }) => id === value)
        return (language === 'en' ? region?.nameEn : region?.nameId) ?? value
      })
      .join(', ')
}
