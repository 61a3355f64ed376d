import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { CircleX, GitMerge, type Icon, Info, TriangleAlert, WifiOff } from './icons.ts'
import './note.css'

const looks = {
  info: ['', Info],
  accent: ['accent', Info],
  warn: ['warn', TriangleAlert],
  offline: ['warn', WifiOff],
  conflict: ['', GitMerge],
  error: ['alert', CircleX],
} as const satisfies Record<string, readonly [string, Icon]>

/** A remark in place. `title` says what happened; the rest what is safe and what to do next. Errors announce themselves. */
export function Note({
  kind = 'info',
  title,
  icon,
  children,
  act,
}: {
  kind?: keyof typeof looks
  title?: ReactNode
  icon?: Icon
  children?: ReactNode
  act?: { label: string; onClick: () => void }
}) {
  const [tone, usual] = looks[kind]
  const Mark = icon ?? usual
  return (
    <div className={cx('note', tone)} role={kind === 'error' ? 'alert' : undefined}>
      <Mark />
      <div className="grow">
        {title !== undefined && <b>{title} </b>}
        {children}
        {act && (
          <>
            {' '}
            <button type="button" className="note-act" onClick={act.onClick}>
              {act.label}
            </button>
          </>
        )}
      </div>
    </div>
  )
}

/** What a failed request looks like: the server's sentence, the work kept, one way on. */
export function ErrorNote({
  error,
  onRetry,
}: {
  error: { title?: string; detail?: string | undefined; message?: string }
  onRetry?: () => void
}) {
  const { t } = useTexts('ui')
  return (
    <Note
      kind="error"
      title={error.title ?? t('error.title')}
      {...(onRetry ? { act: { label: t('error.retry'), onClick: onRetry } } : {})}
    >
      {error.detail ?? t('error.safe')}
    </Note>
  )
}
