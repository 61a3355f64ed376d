import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { LibraryEntry } from '../../../contract/media.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { MediaThumb } from '../../lookups/media-thumb.tsx'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Image } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AssetDialog } from './asset-dialog.tsx'
import { type LibrarySearch, states } from './routes.ts'
import { StateMark } from './state-mark.tsx'
import { UploadButton } from './upload-button.tsx'
import './media.css'

const route = getRouteApi('/app/pustaka')
const pause = 300

/** Pictures and films of the mission in focus, and what headquarters keeps for all. */
export function LibraryScreen() {
  const { t } = useTexts('media')
  const { mission } = useWorkPlace()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const roles = useSession()?.roles ?? []
  const mayUpload = roles.some((role) => ['mission_officer', 'head_of_mission', 'editor', 'strategist'].includes(role))
  const go = (part: Partial<Record<keyof LibrarySearch, string | undefined>>) =>
    void navigate({ search: clean({ ...search, ...part }), replace: true })
  return (
    <Screen title={t('title')}>
      <ScreenHead title={t('title')} lead={t('lead')} />
      {mission === undefined ? (
        <Note kind="info">{t('chooseMission')}</Note>
      ) : (
        <div className="stack">
          {mayUpload && <UploadButton missionId={mission.id} onDone={({ id }) => go({ berkas: id })} />}
          <Filters search={search} go={go} />
          <Shelf missionId={mission.id} search={search} onOpen={(berkas) => go({ berkas })} />
        </div>
      )}
      {search.berkas !== undefined && <AssetDialog mediaId={search.berkas} onClose={() => go({ berkas: undefined })} />}
    </Screen>
  )
}

const clean = (search: Partial<Record<keyof LibrarySearch, string | undefined>>) =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== '')) as LibrarySearch

function Filters({
  search,
  go,
}: {
  search: LibrarySearch
  go: (part: Partial<Record<keyof LibrarySearch, string | undefined>>) => void
}) {
  const { t } = useTexts('media')
  const [words, setWords] = useState(search.cari ?? '')
  // The list follows when typing pauses.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `go` is made anew at each paint; only the words matter.
  useEffect(() => {
    if (words === (search.cari ?? '')) return
    const timer = setTimeout(() => go({ cari: words }), pause)
    return () => clearTimeout(timer)
  }, [words])
  return (
    <div className="media-filters">
      <TextField label={t('search')} type="search" value={words} onChange={setWords} />
      <SelectField
        label={t('kindLabel')}
        value={search.jenis ?? ''}
        onChange={(jenis) => go({ jenis })}
        options={[
          { value: '', label: t('kind.all') },
          { value: 'image', label: t('kind.image') },
          { value: 'video', label: t('kind.video') },
        ]}
      />
      <SelectField
        label={t('show')}
        value={search.hak ?? ''}
        onChange={(hak) => go({ hak })}
        options={[{ value: '', label: t('all') }, ...states.map((value) => ({ value, label: t(`state.${value}`) }))]}
      />
    </div>
  )
}

function Shelf({
  missionId,
  search,
  onOpen,
}: {
  missionId: string
  search: LibrarySearch
  onOpen: (id: string) => void
}) {
  const { t } = useTexts('media')
  const query = {
    limit: 30,
    shared: 'true',
    ...(search.cari === undefined ? {} : { search: search.cari }),
    ...(search.jenis === undefined ? {} : { kind: search.jenis }),
    ...(search.hak === undefined ? {} : { state: search.hak }),
  }
  const list = useInfiniteQuery({
    queryKey: ['GET /api/v1/missions/:missionId/media', { missionId }, query, 'pages'] as const,
    queryFn: ({ pageParam, signal }) =>
      api('GET /api/v1/missions/:missionId/media', {
        params: { missionId },
        query: pageParam === undefined ? query : { ...query, after: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })
  const rows = list.data?.pages.flatMap((page) => page.rows)
  const isFiltered = search.cari !== undefined || search.jenis !== undefined || search.hak !== undefined
  if (list.error) return <ErrorNote error={list.error} onRetry={() => void list.refetch()} />
  if (rows === undefined) return <Skeleton rows={6} />
  if (rows.length === 0)
    return (
      <EmptyState icon={Image} title={t(isFiltered ? 'empty.noneTitle' : 'empty.title')}>
        {t(isFiltered ? 'empty.noneText' : 'empty.text')}
      </EmptyState>
    )
  return (
    <>
      <ul className="media-shelf">
        {rows.map((entry) => (
          <Entry key={entry.id} entry={entry} onOpen={() => onOpen(entry.id)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div>
          <Button busy={list.isFetchingNextPage && t('more')} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Entry({ entry, onOpen }: { entry: LibraryEntry; onOpen: () => void }) {
  const { t } = useTexts('media')
  const { calendarDay } = useFormat()
  const title = entry.title || t('noTitle')
  const end = entry.expiresOn === null ? t('forever') : t('until', { day: calendarDay(entry.expiresOn) })
  return (
    <li className="media-entry">
      <button type="button" aria-label={t('asset.open', { title })} onClick={onOpen}>
        <MediaThumb media={entry} alt="" />
        <b>{title}</b>
      </button>
      <StateMark state={entry.state} />
      <small className="mute">
        {[
          entry.isShared && t('shared'),
          entry.credit,
          end,
          entry.uses > 0 ? t('uses', { count: entry.uses }) : t('unused'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </li>
  )
}
