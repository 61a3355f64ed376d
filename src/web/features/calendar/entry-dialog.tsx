import { useState } from 'react'
import type { CalendarClash } from '../../../contract/calendar.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { ObjectiveTag } from '../../lookups/objectives.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { Zone } from '../../ui/format.ts'
import { Note } from '../../ui/note.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Time } from '../../ui/time.tsx'
import { WhenField } from '../../ui/when-field.tsx'
import { useClashWords } from './clashes.tsx'
import type { Entry } from './entry.ts'
import { chipOf } from './stage.ts'
import type { Move } from './use-move.ts'

/** One entry: where it stands, what clashes, and its time to change. */
export function EntryDialog({
  entry,
  clashes,
  place,
  move,
  onClose,
}: {
  entry: Entry
  clashes: readonly CalendarClash[]
  place: Zone
  move: Move
  onClose: () => void
}) {
  const { t } = useTexts('calendar')
  const words = useClashWords(place)
  const [local, setLocal] = useState<string | undefined>(entry.local)
  const own = clashes.filter((clash) => clash.keys.includes(entry.key))
  return (
    <Dialog
      open
      onClose={onClose}
      title={entry.title || t('untitled')}
      acts={
        <>
          {entry.canMove && (
            <Button
              kind="primary"
              off={local === undefined || local === entry.local}
              onClick={() => {
                if (local === undefined) return
                move.to(entry, local)
                onClose()
              }}
            >
              {t('move')}
            </Button>
          )}
          <ButtonLink to="/kiriman/$itemId" params={{ itemId: entry.itemId }}>
            {t('openItem')}
          </ButtonLink>
          <Button kind="quiet" onClick={onClose}>
            {t('close')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <div className="row wrap">
          <StateChip state={chipOf(entry.stage)} />
          <ObjectiveTag code={entry.objectiveCode} fallback={t('ceremony')} />
        </div>
        <p>
          <Time at={new Date(entry.at)} place={place} withDay />
        </p>
        {entry.networks.length > 0 && <p className="mute">{entry.networks.map(networkName).join(', ')}</p>}
        {own.map((clash) => (
          <Note key={clash.kind + clash.keys.join()} kind="warn">
            <span className="calendar-sentence">{words(clash)}</span>
          </Note>
        ))}
        {entry.canMove ? (
          <WhenField label={t('when')} place={place} value={local} onChange={setLocal} />
        ) : (
          <p className="mute">{entry.deliveryIds.length === 0 ? t('decided') : t('fixed')}</p>
        )}
      </div>
    </Dialog>
  )
}
