import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useMissions } from '../../lookups/missions.ts'
import { type Mission, useMyMissions, useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { type Session, useSession } from '../../shell/session.ts'
import { ComboField } from '../../ui/combo-field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EditorView } from './editor.tsx'
import { draftFromKit, emptyDraft } from './model.ts'

const newRoute = getRouteApi('/app/kiriman/baru')
const itemRoute = getRouteApi('/app/kiriman/$itemId')

/** A new item of the mission in focus, empty or from a kit. */
export function NewItemScreen() {
  const { t } = useTexts('items')
  const { kit, untuk, sasaran } = newRoute.useSearch()
  const session = useSession()
  const { mission: focus } = useWorkPlace()
  const { missions } = useMyMissions()
  const writable = missions.filter((one) => mayWrite(session, one))
  const [chosen, setChosen] = useState<string>()
  const mission =
    writable.find((one) => one.id === (chosen ?? focus?.id)) ?? (writable.length === 1 ? writable[0] : undefined)
  const campaign = useQuery({
    ...apiQuery('GET /api/v1/campaigns/:campaignId', { params: { campaignId: kit ?? '' } }),
    enabled: kit !== undefined,
  })
  if (kit !== undefined && campaign.data === undefined) {
    return <Waiting error={campaign.error} onRetry={() => void campaign.refetch()} />
  }
  if (mission === undefined) {
    return (
      <Screen title={t('editor.new')} within={[{ label: t('title'), to: '/kiriman' }]}>
        <ScreenHead title={t('editor.whichMission')} lead={t('editor.whichMissionWhat')} />
        <Panel>
          <ComboField
            label={t('editor.whichMission')}
            value={chosen}
            onChange={setChosen}
            options={writable.map((one) => ({ value: one.id, label: one.shortName, note: one.city }))}
          />
        </Panel>
      </Screen>
    )
  }
  const start = campaign.data === undefined ? emptyDraft(sasaran) : draftFromKit(campaign.data)
  const initial = untuk === undefined ? start : { ...start, plannedLocal: untuk, plannedZone: mission.timezone }
  return (
    <EditorView
      key={`${mission.id}-${kit ?? ''}-${sasaran ?? ''}`}
      mission={mission}
      item={undefined}
      initial={initial}
      newKey={`new:${mission.id}:${kit ?? sasaran ?? ''}`}
      writable
    />
  )
}

/** An item that exists. */
export function ItemScreen() {
  const { itemId } = itemRoute.useParams()
  const session = useSession()
  const missions = useMissions()
  const one = useQuery({
    ...apiQuery('GET /api/v1/items/:itemId', { params: { itemId } }),
    // The editor holds its own copy; a refetch behind it would only hide a conflict.
    refetchOnWindowFocus: false,
  })
  const mission = one.data === undefined ? undefined : missions.get(one.data.missionId)
  if (one.data === undefined || mission === undefined) {
    return <Waiting error={one.error} onRetry={() => void one.refetch()} />
  }
  return (
    <EditorView
      key={itemId}
      mission={mission}
      item={one.data}
      initial={emptyDraft()}
      newKey=""
      writable={one.data.status !== 'withdrawn' && mayWrite(session, mission)}
    />
  )
}

function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTexts('items')
  return (
    <Screen title={t('title')}>{error ? <Failure error={error} onRetry={onRetry} /> : <Skeleton rows={6} />}</Screen>
  )
}

/** A mission's own people write its items; headquarters' editors and strategists its own. The server decides. */
function mayWrite(session: Session | undefined, mission: Mission): boolean {
  return (session?.grants ?? []).some(
    ({ role, missions }) =>
      (missions === 'all' || missions.includes(mission.id)) &&
      (role === 'mission_officer' ||
        role === 'head_of_mission' ||
        (mission.isHeadquarters && (role === 'editor' || role === 'strategist'))),
  )
}
