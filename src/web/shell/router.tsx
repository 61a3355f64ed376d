import { createRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { ApiProblem } from '../api/index.ts'
import { useTexts } from '../i18n/index.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { MapPin } from '../ui/icons.ts'
import { ErrorNote, Note } from '../ui/note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { routeTree } from './routes.ts'

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 300,
  defaultPendingComponent: Pending,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: Missing,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

// After a change of screen the keyboard and the screen reader begin at its content, not at the link that was pressed.
router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) document.getElementById('isi')?.focus({ preventScroll: true })
})

function Pending() {
  return (
    <div className="page">
      <Skeleton rows={5} />
    </div>
  )
}

/** A refusal keeps the server's words; anything else is our fault and says so. */
function Broken({ error, reset }: ErrorComponentProps) {
  const { t } = useTexts('shell')
  if (error instanceof ApiProblem) {
    return (
      <div className="page">
        <ErrorNote error={error} onRetry={reset} />
      </div>
    )
  }
  return (
    <div className="page stack">
      <Note kind="error" title={t('broken.title')}>
        {t('broken.detail')}
      </Note>
      <div>
        <Button onClick={() => location.reload()}>{t('broken.reload')}</Button>
      </div>
    </div>
  )
}

function Missing() {
  const { t } = useTexts('shell')
  return (
    <div className="page">
      <EmptyState icon={MapPin} title={t('missing.title')} act={<ButtonLink to="/">{t('missing.home')}</ButtonLink>}>
        {t('missing.detail')}
      </EmptyState>
    </div>
  )
}
