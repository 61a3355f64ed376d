import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LibraryEntry, Media } from '../../../contract/media.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { MediaThumb } from '../../lookups/media-thumb.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** Chooses from the mission's library and what headquarters keeps for all. What may not be used stands there, and says why. */
export function LibraryPicker({
  missionId,
  taken,
  onChoose,
  onClose,
}: {
  missionId: string
  taken: ReadonlySet<string>
  onChoose: (media: Media) => void
  onClose: () => void
}) {
  const { t } = useTexts('items')
  const [search, setSearch] = useState('')
  const query = { limit: 60, shared: 'true', ...(search.trim() === '' ? {} : { search: search.trim() }) }
  const list = useQuery({
    ...apiQuery('GET /api/v1/missions/:missionId/media', { params: { missionId }, query }),
    placeholderData: (before) => before,
  })
  const rows = list.data?.rows.filter(({ id }) => !taken.has(id))
  return (
    <Dialog open wide onClose={onClose} title={t('draft.fromLibrary')}>
      <div className="stack">
        <TextField label={t('draft.searchLibrary')} type="search" value={search} onChange={setSearch} />
        {list.error && <ErrorNote error={list.error} onRetry={() => void list.refetch()} />}
        {rows === undefined && !list.error && <Skeleton rows={3} />}
        {rows?.length === 0 && <Note kind="info">{t('draft.libraryEmpty')}</Note>}
        <ul className="editor-shelf">
          {rows?.map((entry) => (
            <Choice key={entry.id} entry={entry} onChoose={() => onChoose(entry)} />
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

function Choice({ entry, onChoose }: { entry: LibraryEntry; onChoose: () => void }) {
  const { t } = useTexts('items')
  const { calendarDay } = useFormat()
  const isOver = entry.state === 'expired' || entry.state === 'withdrawn'
  const why =
    entry.state === 'withdrawn'
      ? t('draft.withdrawn')
      : entry.expiresOn === null
        ? entry.credit
        : t(isOver ? 'draft.ended' : 'draft.until', { day: calendarDay(entry.expiresOn) })
  return (
    <li>
      <button type="button" disabled={isOver} onClick={onChoose}>
        <MediaThumb media={entry} alt="" />
        <b>{entry.title || entry.altText || t('draft.untitled')}</b>
        {why !== '' && <small className="mute">{why}</small>}
      </button>
    </li>
  )
}
