import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type ApiResponse, apiQuery } from '../api/index.ts'
import { useFormat } from '../ui/home-zone.tsx'
import { ObjectiveLabel, type ObjectiveTone } from '../ui/objective-label.tsx'

export type Objective = ApiResponse<'GET /api/v1/objectives'>['objectives'][number]

const objectivesQuery = { ...apiQuery('GET /api/v1/objectives'), staleTime: 3_600_000 }
const tones: readonly string[] = [
  'products',
  'services',
  'tourism',
  'investment',
  'policy',
  'protection',
  'culture',
] satisfies readonly ObjectiveTone[]

/** Objectives as they hold today, in the order of their tree. */
export function useObjectives(): readonly Objective[] {
  return useQuery(objectivesQuery).data?.objectives ?? []
}

/** Names of objectives in the language in use; the code where none is known. */
export function useObjectiveName(): (code: string) => string {
  const objectives = useObjectives()
  const { language } = useFormat()
  return useMemo(() => {
    const names = new Map(objectives.map((one) => [one.code, language === 'id' ? one.nameId : one.nameEn]))
    return (code) => names.get(code) ?? code
  }, [objectives, language])
}

/**
 * An objective by its code, in its own colour or its parent's. Null code is ceremony: `fallback` says so. `words` stand
 * in the place of its present name, for a version of another day.
 */
export function ObjectiveTag({
  code,
  share,
  fallback,
  words,
}: {
  code: string | null
  share?: string
  fallback: string
  words?: string
}) {
  const objectives = useObjectives()
  const name = useObjectiveName()
  return (
    <ObjectiveLabel tone={toneOf(objectives, code)} {...(share === undefined ? {} : { share })}>
      {words ?? (code === null ? fallback : name(code))}
    </ObjectiveLabel>
  )
}

/** The colour of an objective: its own or its parent's. */
export function useObjectiveTone(): (code: string | null) => ObjectiveTone {
  const objectives = useObjectives()
  return (code) => toneOf(objectives, code)
}

function toneOf(objectives: readonly Objective[], code: string | null): ObjectiveTone {
  const own = objectives.find((one) => one.code === code)
  const known = [...(own?.topics ?? []), own?.parentCode, code].find((one) => one != null && tones.includes(one))
  return (known as ObjectiveTone | undefined) ?? 'none'
}
