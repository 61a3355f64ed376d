import type { ReactNode } from 'react'
import { useTexts } from '../i18n/index.ts'
import { Lock } from './icons.ts'
import './writing.css'

/** Words of a kit's core inside running text: they cannot be changed here, only by a new review. */
export function LockedSpan({ children }: { children: ReactNode }) {
  const { t } = useTexts('ui')
  return (
    <span className="locked" title={t('locked')}>
      <Lock />
      <span className="vh">{t('locked')}: </span>
      {children}
    </span>
  )
}
