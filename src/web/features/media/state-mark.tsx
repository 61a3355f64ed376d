import type { MediaState } from '../../../contract/media.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { Ban, CircleAlert, CircleCheck, CircleX, Clock, type Icon } from '../../ui/icons.ts'

const marks: Readonly<Record<MediaState, { tone: ChipTone; icon: Icon }>> = {
  usable: { tone: 'ok', icon: CircleCheck },
  open: { tone: 'warn', icon: CircleAlert },
  ending: { tone: 'warn', icon: Clock },
  expired: { tone: 'alert', icon: CircleX },
  withdrawn: { tone: 'alert', icon: Ban },
}

export function StateMark({ state }: { state: MediaState }) {
  const { t } = useTexts('media')
  return <Chip {...marks[state]}>{t(`state.${state}`)}</Chip>
}
