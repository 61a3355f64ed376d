import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { StackedTime } from '../../ui/time.tsx'
import { useClashWords } from './clashes.tsx'
import type { Parts } from './parts.ts'
import { weekdayOf } from './span.ts'
import { chipOf } from './stage.ts'
import { useDayWords, useNoteWords } from './words.ts'

/** Day by day, only days with something on them: for a phone and for reading. */
export function Agenda({ data, span, place, today, onOpen }: Parts) {
  const { t } = useTexts('calendar')
  const words = useDayWords()
  const say = useNoteWords()
  const clashWords = useClashWords(place)
  const days = span.days.filter(
    (day) =>
      day === today ||
      data.entries.some((entry) => entry.local.slice(0, 10) === day) ||
      data.days.some((note) => note.day === day),
  )
  if (data.entries.length === 0 && days.length <= 1)
    return (
      <Panel title={t('title')}>
        <EmptyState title={t('empty')}>{t('emptyWhat')}</EmptyState>
      </Panel>
    )
  return (
    <div className="stack">
      {days.map((day) => {
        const entries = data.entries.filter((entry) => entry.local.slice(0, 10) === day)
        const notes = data.days.filter((note) => note.day === day).map(say)
        const remarks = [...(data.weekend.includes(weekdayOf(day)) ? [t('weekend')] : []), ...notes]
        if (entries.length === 0 && day !== today)
          return (
            <p key={day} className="calendar-quiet">
              <b>{words(day).whole}</b> {remarks.join(' · ')}
            </p>
          )
        return (
          <Panel
            key={day}
            flush
            title={day === today ? t('todayIs', { day: words(day).whole }) : words(day).whole}
            {...(remarks.length > 0 ? { note: remarks.join(' · ') } : {})}
          >
            {entries.length === 0 ? (
              <p className="calendar-none mute">{t('nothing')}</p>
            ) : (
              <Rows>
                {entries.map((entry) => {
                  const own = data.clashes.filter((clash) => clash.keys.includes(entry.key))
                  return (
                    <ListRow
                      key={entry.key}
                      title={entry.title || t('untitled')}
                      meta={
                        <>
                          <StackedTime at={new Date(entry.at)} place={place} />
                          <ObjectiveTag code={entry.objectiveCode} fallback={t('ceremony')} />
                          <span>{entry.networks.map(networkName).join(', ')}</span>
                        </>
                      }
                      end={
                        <div className="row wrap">
                          <StateChip state={chipOf(entry.stage)} />
                          <Button size="small" onClick={() => onOpen(entry.key)}>
                            {entry.canMove ? t('change') : t('open')}
                            <span className="vh"> {entry.title}</span>
                          </Button>
                        </div>
                      }
                    >
                      {own.map((clash) => (
                        <p key={clash.kind + clash.keys.join()} className="calendar-warn">
                          {clashWords(clash)}
                        </p>
                      ))}
                    </ListRow>
                  )
                })}
              </Rows>
            )}
          </Panel>
        )
      })}
    </div>
  )
}
