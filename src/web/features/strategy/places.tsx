import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { useSession } from '../../shell/session.ts'
import { BookOpenText, CircleCheck, Scale, Target } from '../../ui/icons.ts'
import './strategy.css'

const places = [
  { to: '/sasaran', word: 'objectives', icon: Target },
  { to: '/bauran', word: 'mixes', icon: Scale },
  { to: '/narasi', word: 'narratives', icon: BookOpenText },
  { to: '/fakta', word: 'facts', icon: CircleCheck },
] as const

/** The four screens of the ministry's direction, side by side above each of them. */
export function Places() {
  const { t } = useTexts('strategy')
  const row = useRef<HTMLElement>(null)
  // On a telephone the row is wider than the screen: where one is must be in sight.
  useEffect(() => {
    const here = row.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (row.current && here) row.current.scrollLeft = here.offsetLeft - row.current.offsetLeft
  }, [])
  return (
    <nav className="strategy-places" ref={row} aria-label={t('places.label')}>
      {places.map(({ to, word, icon: Mark }) => (
        <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
          <Mark className="s" />
          {t(`places.${word}`)}
        </Link>
      ))}
    </nav>
  )
}

/** What this person may write here; the server decides again. */
export function useMay(): { objectives: boolean; narratives: boolean; seesAll: boolean } {
  const session = useSession()
  const whole = session?.missions === 'all'
  const has = (...roles: readonly string[]) => whole && (session?.roles ?? []).some((role) => roles.includes(role))
  return {
    objectives: has('strategist'),
    narratives: has('strategist', 'editor'),
    seesAll: has('strategist', 'editor', 'leadership', 'auditor'),
  }
}
