import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/index.ts'
import { type Mission, Screen, ScreenHead, useNow, useSession, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MapPin, PenLine } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Acts, todayQuery } from './acts.tsx'
import { Agenda } from './agenda.tsx'
import { AlignmentGlance } from './alignment-glance.tsx'
import { partOfDay, wallTime } from './greeting.ts'
import { WaitingKits } from './kits.tsx'
import { PasteLink } from './paste-link.tsx'
import { useWaiting } from './waiting.ts'
import { WaitingList } from './waiting-list.tsx'
import './day.css'

/** What an officer begins the day with. */
export function DayScreen() {
  const { t } = useTexts('day')
  const { mission } = useWorkPlace()
  if (mission) return <Day key={mission.id} mission={mission} />
  return (
    <Screen title={t('title')}>
      <EmptyState icon={MapPin} title={t('noMission')}>
        {t('noMissionDetail')}
      </EmptyState>
    </Screen>
  )
}

function Day({ mission }: { mission: Mission }) {
  const { t } = useTexts('day')
  const session = useSession()
  const hour = Number(wallTime(useNow(), mission.timezone).time.slice(0, 2))
  const waiting = useWaiting(mission.id)
  const { things, error, isPending } = waiting
  const acts = useQuery(todayQuery(mission.id)).data?.acts ?? []
  const minutes = acts.reduce((sum, act) => sum + act.minutes, 0)
  const first = session?.person.name.split(' ')[0] ?? ''
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead
          title={t(`greeting.${partOfDay(hour)}`, { name: first })}
          lead={acts.length > 0 && t('lead', { count: acts.length, minutes })}
          acts={
            session?.roles.includes('mission_officer') && (
              <ButtonLink to="/kiriman/baru" kind="primary" icon={PenLine}>
                {t('write')}
              </ButtonLink>
            )
          }
        />
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
      </div>
    </Screen>
  )
}
