import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useNarrow } from '../../lookups/narrow.ts'
import { useNow } from '../../shell/now.ts'
import { type Mission, useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Zone } from '../../ui/format.ts'
import { ChevronLeft, ChevronRight, MapPin, Plus } from '../../ui/icons.ts'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toWall } from '../../ui/zones.ts'
import { Agenda } from './agenda.tsx'
import { Clashes } from './clashes.tsx'
import { EntryDialog } from './entry-dialog.tsx'
import { Legend } from './legend.tsx'
import { MonthGrid } from './month-grid.tsx'
import type { CalendarSearch } from './routes.ts'
import { spanOf, stepOf, type View, views } from './span.ts'
import { useMove } from './use-move.ts'
import { WeekGrid } from './week-grid.tsx'
import { useSpanWords } from './words.ts'
import './calendar.css'

/** A mission's days in its own time, the ministry's clock beside it. Headquarters chooses a mission first. */
export function CalendarScreen() {
  const { t } = useTexts('calendar')
  const { mission, zone } = useWorkPlace()
  if (mission === undefined)
    return (
      <Screen title={t('title')}>
        <ScreenHead title={t('title')} />
        <EmptyState icon={MapPin} title={t('choose')}>
          {t('chooseWhat')}
        </EmptyState>
      </Screen>
    )
  return <MissionCalendar key={mission.id} mission={mission} place={zone} />
}

function MissionCalendar({ mission, place }: { mission: Mission; place: Zone }) {
  const { t } = useTexts('calendar')
  const isNarrow = useNarrow()
  const now = useNow()
  const navigate = useNavigate()
  const search: CalendarSearch = useSearch({ strict: false })
  const mayWrite = useSession()?.roles.some((role) => role === 'mission_officer' || role === 'head_of_mission')
  const today = toWall(now, place.zone).slice(0, 10)
  const view = search.tampilan ?? 'pekan'
  const day = search.hari ?? today
  const span = spanOf(view, day, mission.weekend)
  const calendar = useQuery({
    ...apiQuery('GET /api/v1/missions/:missionId/calendar', {
      params: { missionId: mission.id },
      query: { from: span.from, to: span.to },
    }),
    placeholderData: keepPreviousData,
  })
  const [openKey, setOpenKey] = useState<string>()
  const words = useSpanWords()
  const move = useMove(place.zone)
  const go = (next: CalendarSearch) =>
    void navigate({ to: '/kalender', search: { tampilan: view, hari: day, ...next }, replace: true })
  const data = calendar.data
  const opened = data?.entries.find((entry) => entry.key === openKey)
  const parts = data && { data, span, place, today, move, onOpen: setOpenKey }
  return (
    <Screen title={t('title')}>
      <ScreenHead
        title={words(view, day, span)}
        lead={data && t('lead', { count: data.entries.length, place: place.label })}
        acts={
          <>
            <div className="row">
              <Button icon={ChevronLeft} iconOnly onClick={() => go({ hari: stepOf(view, day, -1) })}>
                {t('back')}
              </Button>
              <Button onClick={() => go({ hari: today })}>{t('today')}</Button>
              <Button icon={ChevronRight} iconOnly onClick={() => go({ hari: stepOf(view, day, 1) })}>
                {t('forward')}
              </Button>
            </div>
            <SegmentedControl
              label={t('view')}
              value={view}
              onChange={(next: View) => go({ tampilan: next })}
              options={views.map((value) => ({ value, label: t(`views.${value}`) }))}
            />
            {mayWrite && (
              <ButtonLink to="/kiriman/baru" kind="primary" icon={Plus}>
                {t('write')}
              </ButtonLink>
            )}
          </>
        }
      />
      <Failure error={calendar.error ?? move.error} onRetry={() => void calendar.refetch()} />
      {parts === undefined ? (
        calendar.isPending && <Skeleton rows={8} />
      ) : (
        <div className="stack">
          <Clashes clashes={parts.data.clashes} entries={parts.data.entries} place={place} onOpen={setOpenKey} />
          {!isNarrow && view === 'pekan' && <Legend place={place} knowsHolidays={parts.data.knowsHolidays} />}
          {isNarrow || view === 'daftar' ? (
            <Agenda {...parts} />
          ) : view === 'pekan' ? (
            <WeekGrid {...parts} />
          ) : (
            <MonthGrid {...parts} month={day.slice(0, 7)} onDay={(hari) => go({ tampilan: 'pekan', hari })} />
          )}
        </div>
      )}
      {opened && (
        <EntryDialog
          key={opened.key}
          entry={opened}
          clashes={data?.clashes ?? []}
          place={place}
          move={move}
          onClose={() => setOpenKey(undefined)}
        />
      )}
    </Screen>
  )
}
