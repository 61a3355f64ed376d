import { Link, Outlet, useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { cx } from '../ui/cx.ts'
import { useFormat, useHomeZone } from '../ui/home-zone.tsx'
import { ChevronsUpDown, Search } from '../ui/icons.ts'
import { ErrorNote, Note } from '../ui/note.tsx'
import { Person } from '../ui/person.tsx'
import { SampleMark } from '../ui/sample-mark.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { DualClock } from '../ui/time.tsx'
import { Toasts } from '../ui/toast.tsx'
import { BellLink } from './bell.tsx'
import { BrandMark } from './brand.tsx'
import { useChanges } from './changes.ts'
import { navFor, thumbNavFor } from './nav.ts'
import { useNavCounts } from './nav-counts.ts'
import { NewVersionNote } from './new-version.tsx'
import { useNow } from './now.ts'
import { useOfflineSince } from './offline.ts'
import { PauseSign } from './pause-sign.tsx'
import { useMyMissions, useWorkPlace, type WorkPlace } from './scope.ts'
import { Crumbs } from './screen.tsx'
import type { Session } from './session.ts'
import { useWorkdays } from './workdays.ts'
import './frame.css'

const PlaceDialog = lazy(() => import('./place-dialog.tsx').then((module) => ({ default: module.PlaceDialog })))
const MeDialog = lazy(() => import('./me-dialog.tsx').then((module) => ({ default: module.MeDialog })))
const FindDialog = lazy(() => import('./find-dialog.tsx').then((module) => ({ default: module.FindDialog })))

type Opened = 'place' | 'me' | 'find' | undefined

/** What stands around every screen: places at the side (or under the thumb), two clocks, who and where one is. */
export function Frame({ session, children = <Outlet /> }: { session: Session; children?: ReactNode }) {
  const { t } = useTexts('shell')
  const place = useWorkPlace()
  const [opened, setOpened] = useState<Opened>()
  useFindKey(() => setOpened('find'))
  useChanges()
  const close = () => setOpened(undefined)
  return (
    <>
      <a className="skip" href="#isi">
        {t('skip')}
      </a>
      <div className="app">
        <aside className="side">
          <Link className="brand" to="/">
            <BrandMark />
            {t('brand')}
          </Link>
          <PlaceButton place={place} session={session} onOpen={() => setOpened('place')} />
          <SideNav session={session} />
          <button type="button" className="me" onClick={() => setOpened('me')} title={t('me.open')}>
            <Person name={session.person.name} capacity={capacity(session, t)} />
          </button>
        </aside>
        <div className="main">
          <TopBar session={session} place={place} onFind={() => setOpened('find')} onMe={() => setOpened('me')} />
          <PauseSign />
          <OfflineNote />
          <NewVersionNote />
          <main id="isi" tabIndex={-1}>
            <KnownPlace>{children}</KnownPlace>
          </main>
          {session.sample && (
            <footer className="sample-below">
              <SampleMark />
            </footer>
          )}
        </div>
      </div>
      <ThumbNav session={session} />
      <Toasts />
      <Suspense>
        {opened === 'place' && <PlaceDialog onClose={close} />}
        {opened === 'me' && <MeDialog session={session} onClose={close} onPlace={() => setOpened('place')} />}
        {opened === 'find' && <FindDialog session={session} onClose={close} />}
      </Suspense>
    </>
  )
}

/** A screen begins when it is known for which mission; somebody at a mission must not see headquarters for a moment. */
function KnownPlace({ children }: { children: ReactNode }) {
  const { ready, error } = useMyMissions()
  if (ready) return children
  return <div className="page">{error ? <ErrorNote error={error} /> : <Skeleton rows={5} />}</div>
}

type T = ReturnType<typeof useTexts<'shell'>>['t']

const capacity = (session: Session, t: T): string => {
  const [first] = session.roles
  return first === undefined ? session.person.email : t(`roles.${first}`)
}

function PlaceButton({ place, session, onOpen }: { place: WorkPlace; session: Session; onOpen: () => void }) {
  const { t } = useTexts('shell')
  const workdays = useWorkdays(place.mission?.weekend)
  const single = session.missions !== 'all' && session.missions.length <= 1
  const words = (
    <span className="grow">
      <b>{place.mission?.shortName ?? t('place.ministry')}</b>
      <small>
        {place.mission ? `${place.zone.label} · ${t('place.workdays', { days: workdays })}` : t('place.wholeMinistry')}
      </small>
    </span>
  )
  if (single) return <div className="place">{words}</div>
  return (
    <button type="button" className="place" onClick={onOpen} title={t('place.change')}>
      {words}
      <ChevronsUpDown className="s" />
    </button>
  )
}

function SideNav({ session }: { session: Session }) {
  const { t } = useTexts('shell')
  const counts = useNavCounts()
  const known = useKnownPaths()
  return (
    <nav className="nav" aria-label={t('nav.main')}>
      {navFor(session.roles, known).map((group) => (
        <div key={group.word ?? 'first'}>
          {group.word && <h4>{t(`nav.${group.word}`)}</h4>}
          {group.items.map(({ to, word, icon: Mark }) => (
            <Link key={to} to={to} activeOptions={{ exact: false }}>
              <Mark />
              {t(`nav.${word}`)}
              {(counts[to] ?? 0) > 0 && <span className="nav-count num">{counts[to]}</span>}
            </Link>
          ))}
        </div>
      ))}
    </nav>
  )
}

function ThumbNav({ session }: { session: Session }) {
  const { t } = useTexts('shell')
  const items = thumbNavFor(session.roles, useKnownPaths())
  return (
    <nav className="thumb" aria-label={t('nav.phone')}>
      {items.map(({ to, word, icon: Mark }) => (
        <Link key={to} to={to} className={cx(word === 'write' && 'write')} activeOptions={{ exact: word === 'items' }}>
          <Mark className="l" />
          {t(`nav.${word}`)}
        </Link>
      ))}
    </nav>
  )
}

function TopBar({
  session,
  place,
  onFind,
  onMe,
}: {
  session: Session
  place: WorkPlace
  onFind: () => void
  onMe: () => void
}) {
  const { t } = useTexts('shell')
  return (
    <header className="top">
      <Crumbs />
      {session.sample && <SampleMark />}
      <DualClock now={useNow()} place={place.zone} />
      <button type="button" className="find" onClick={onFind}>
        <Search className="s" />
        <span>{t('find.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <BellLink />
      <button type="button" className="top-me" onClick={onMe} aria-label={t('me.open')}>
        <span className="avatar" aria-hidden="true">
          {session.person.name.slice(0, 1)}
        </span>
      </button>
    </header>
  )
}

function OfflineNote() {
  const { t } = useTexts('shell')
  const since = useOfflineSince()
  const home = useHomeZone()
  const { time } = useFormat()
  const place = useWorkPlace()
  if (since === undefined) return null
  return (
    <div className="frame-note" role="status">
      <Note
        kind="offline"
        title={t('offline.title', { time: `${time(since, place.zone.zone)} ${place.zone.label || home.label}` })}
      >
        {t('offline.safe')}
      </Note>
    </div>
  )
}

function useKnownPaths(): (to: string) => boolean {
  const { routesByPath } = useRouter()
  return (to) => to in routesByPath
}

function useFindKey(open: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      open()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  })
}
