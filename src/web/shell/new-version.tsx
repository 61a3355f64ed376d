import { useEffect, useState } from 'react'
import { useTexts } from '../i18n/index.ts'
import { RefreshCw } from '../ui/icons.ts'
import { Note } from '../ui/note.tsx'
import { newVersionEvent } from './register-worker.ts'

/** Offers the newer build; never reloads by itself, for somebody may be writing. */
export function NewVersionNote() {
  const { t } = useTexts('shell')
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const hear = () => setReady(true)
    addEventListener(newVersionEvent, hear)
    return () => removeEventListener(newVersionEvent, hear)
  }, [])
  if (!ready) return null
  return (
    <div className="frame-note" role="status">
      <Note
        kind="accent"
        icon={RefreshCw}
        title={t('version.ready')}
        act={{ label: t('version.reload'), onClick: () => location.reload() }}
      />
    </div>
  )
}
