import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { type Mission, type Role, Screen, ScreenHead, useNow, useSession, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MapPin, PenLine, Siren } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { HoldButton } from '../deliveries/holds.tsx'
import { Acts, todayQuery } from './acts.tsx'
import { Agenda } from './agenda.tsx'
import { AlignmentGlance } from './alignment-glance.tsx'
import { partOfDay, wallTime } from './greeting.ts'
import { HeadDay } from './head-day.tsx'
import { HeadquartersDay } from './headquarters-day.tsx'
import { WaitingKits } from './kits.tsx'
import { PasteLink } from './paste-link.tsx'
import { useWaiting } from './waiting.ts'
import { WaitingList } from './waiting-list.tsx'
import './day.css'

const headquarters: readonly Role[] = ['editor', 'regional_desk', 'strategist', 'leadership']

/** What each begins the day with: an officer, a head of mission, headquarters. */
export function DayScreen() {
  const { t } = useTexts('day')
  const session = useSession()
  const { mission } = useWorkPlace()
  const roles = session?.roles ?? []
  const first = session?.person.name.split(' ')[0] ?? ''
  if (mission !== undefined && roles.includes('mission_officer'))
    return <OfficerDay key={mission.id} mission={mission} name={first} />
  if (mission !== undefined && roles.includes('head_of_mission'))
    return (
      <Greeted name={first} acts={<CrisisActs />}>
        <HeadDay key={mission.id} mission={mission} />
      </Greeted>
    )
  if (roles.some((role) => headquarters.includes(role)))
    return (
      <Greeted name={first} acts={<HoldButton />}>
        <HeadquartersDay />
      </Greeted>
    )
  return (
    <Screen title={t('title')}>
      <EmptyState icon={MapPin} title={t('noMission')}>
        {t('noMissionDetail')}
      </EmptyState>
    </Screen>
  )
}

/** A head of mission never looks for the way into a crisis. */
function CrisisActs() {
  const { t } = useTexts('day')
  return (
    <>
      <ButtonLink kind="danger" icon={Siren} to="/krisis/baru">
        {t('crisis')}
      </ButtonLink>
      <HoldButton />
    </>
  )
}

/** The day's frame: a greeting by the clock of the place, a sentence, acts. */
function Greeted({
  name,
  lead,
  acts,
  children,
}: {
  name: string
  lead?: ReactNode
  acts?: ReactNode
  children: ReactNode
}) {
  const { t } = useTexts('day')
  const { zone } = useWorkPlace()
  const hour = Number(wallTime(useNow(), zone.zone).time.slice(0, 2))
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead title={t(`greeting.${partOfDay(hour)}`, { name })} lead={lead} acts={acts} />
        {children}
      </div>
    </Screen>
  )
}

function OfficerDay({ mission, name }: { mission: Mission; name: string }) {
  const { t } = useTexts('day')
  const waiting = useWaiting(mission.id)
  const { things, error, isPending } = waiting
  const acts = useQuery(todayQuery(mission.id)).data?.acts ?? []
  const minutes = acts.reduce((sum, act) => sum + act.minutes, 0)
  return (
    <Greeted
      name={name}
      lead={acts.length > 0 && t('lead', { count: acts.length, minutes })}
      acts={
        <ButtonLink to="/kiriman/baru" kind={acts.length > 0 ? 'plain' : 'primary'} icon={PenLine}>
          {t('write')}
        </ButtonLink>
      }
    >
      <div className="day-columns">
        <div className="stack wide">
          <Acts mission={mission} />
          <PasteLink mission={mission} />
          {error && <ErrorNote error={error} onRetry={waiting.retry} />}
          {isPending ? <Skeleton rows={4} /> : <WaitingList mission={mission} things={things} />}
        </div>
        <div className="stack wide">
          <AlignmentGlance missionId={mission.id} />
          <Agenda mission={mission} />
          <WaitingKits mission={mission} />
        </div>
      </div>
    </Greeted>
  )
}
