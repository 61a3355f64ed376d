import type { Message } from '../../../contract/messages.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName, useObjectives } from '../../lookups/objectives.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ObjectiveLabel } from '../../ui/objective-label.tsx'
import { toneOf } from './objectives.ts'

/** Names of objectives as they hold today; a code that is no longer in the tree stands for itself. */
export function useLabelNames() {
  const { t } = useTexts('alignment')
  const known = useObjectiveName()
  const objectives = useObjectives()
  return { objectives, name: (code: string): string => (code === 'none' ? t('none') : known(code)) }
}

/** Objectives of a label, the heavier first, each with its word. */
export function LabelObjectives({ label }: { label: Message['label'] }) {
  const { name } = useLabelNames()
  const { percent } = useFormat()
  const shares = Object.entries(label.objectives).toSorted(([, a], [, b]) => b - a)
  return shares.map(([code, share]) => (
    <ObjectiveLabel key={code} tone={toneOf(code)} {...(shares.length > 1 ? { share: percent(share * 100) } : {})}>
      {name(code)}
    </ObjectiveLabel>
  ))
}

/** A purpose value of 0–1 in the words of the guide; raters who differ stand between two words and give the number. */
export function usePurposeWords() {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  return (value: number): string => {
    if (value === 0) return t('purpose.p0')
    if (value === 0.5) return t('purpose.p1')
    if (value === 1) return t('purpose.p2')
    return t('list.purpose', { value: number(value, 2) })
  }
}
