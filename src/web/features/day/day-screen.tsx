import { useTexts } from '../../i18n/index.ts'
import { type Mission, Screen, ScreenHead, useNow, useSession, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { MapPin, PenLine } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AlignmentGlance } from './alignment-glance.tsx'
import { partOfDay, wallTime } from './greeting.ts'
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
  const first = session?.person.name.split(' ')[0] ?? ''
  return (
    <Screen title={t('title')}>
      <div className="stack wide">
        <ScreenHead
          title={t(`greeting.${partOfDay(hour)}`, { name: first })}
          lead={!isPending && (things.length === 0 ? t('leadNone') : t('lead', { count: things.length }))}
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
            {error && <ErrorNote error={error} onRetry={waiting.retry} />}
            {isPending ? <Skeleton rows={4} /> : <WaitingList mission={mission} things={things} />}
            <PasteLink mission={mission} />
          </div>
          <AlignmentGlance missionId={mission.id} />
        </div>
      </div>
    </Screen>
  )
}
