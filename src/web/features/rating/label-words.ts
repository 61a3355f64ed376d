import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'

/** A label in words: `Pariwisata, tujuan atau hasil`. */
export function useLabelWords(): (label: { objective: string; purpose: number }) => string {
  const { t } = useTexts('rating')
  const name = useObjectiveName()
  return ({ objective, purpose }) => {
    const step = t(purpose === 2 ? 'desk.p2' : purpose === 1 ? 'desk.p1' : 'desk.p0')
    return `${objective === 'none' ? t('desk.none') : name(objective)} · ${step}`
  }
}
