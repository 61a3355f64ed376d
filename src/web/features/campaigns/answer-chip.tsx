import type { Assignment } from '../../../contract/campaigns.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { Check, CircleDashed, CircleX, Equal, type Icon } from '../../ui/icons.ts'

const looks = {
  pending: ['warn', CircleDashed],
  taken: ['accent', Equal],
  adapted: ['ok', Check],
  declined: ['warn', CircleX],
  accepted: ['neutral', CircleX],
} as const satisfies Record<string, readonly [ChipTone, Icon]>

/** How a mission answered a kit; a refusal that the desk accepted says so. */
export function AnswerChip({ assignment }: { assignment: Pick<Assignment, 'status' | 'refusalAcceptedAt'> }) {
  const { t } = useTexts('campaigns')
  const state =
    assignment.status === 'declined' && assignment.refusalAcceptedAt !== null ? 'accepted' : assignment.status
  const [tone, icon] = looks[state]
  return (
    <Chip tone={tone} icon={icon}>
      {t(`answer.state.${state}`)}
    </Chip>
  )
}
