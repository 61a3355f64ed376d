import { useTexts } from '../i18n/index.ts'
import { FlaskConical } from './icons.ts'
import './chip.css'

/** Stands on every screen of a sample installation. */
export function SampleMark() {
  const { t } = useTexts('ui')
  return (
    <span className="sample" title={t('sample.title')}>
      <FlaskConical className="s" />
      {t('sample.mark')}
    </span>
  )
}
