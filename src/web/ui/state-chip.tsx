import { useTexts } from '../i18n/index.ts'
import { Chip, type ChipTone } from './chip.tsx'
import {
  BadgeCheck,
  Ban,
  Check,
  CircleDashed,
  CircleQuestionMark,
  CircleX,
  Clock,
  Hand,
  Hourglass,
  type Icon,
  Loader,
  Lock,
  MessageSquareText,
  MoveHorizontal,
  Pause,
  Pencil,
  Siren,
  TriangleAlert,
} from './icons.ts'

/** Every state a chip can name: items, deliveries, accounts, estimates. Words live in the `ui` texts. */
const looks = {
  draft: ['neutral', Pencil],
  in_review: ['accent', Hourglass],
  changes_requested: ['warn', MessageSquareText],
  approved: ['ok', Check],
  scheduled: ['line', Clock],
  held: ['warn', Pause],
  needs_confirmation: ['warn', CircleQuestionMark],
  awaiting_person: ['accent', Hand],
  sending: ['accent', Loader],
  pending: ['accent', Loader],
  sent: ['ok', Check],
  refused: ['alert', CircleX],
  unknown: ['unknown', CircleQuestionMark],
  cancelled: ['neutral', Ban],
  official: ['ok', BadgeCheck],
  proposed: ['accent', Hourglass],
  unverified: ['warn', CircleQuestionMark],
  unregistered: ['warn', CircleQuestionMark],
  suspended: ['warn', Pause],
  taken_over: ['alert', TriangleAlert],
  closed: ['neutral', Lock],
  alert_1: ['alert', Siren],
  alert_2: ['alert', Siren],
  alert_3: ['alert', Siren],
  expired: ['warn', Hourglass],
  too_little_data: ['line', CircleDashed],
  indicative: ['line', MoveHorizontal],
} as const satisfies Record<string, readonly [ChipTone, Icon]>

export type ChipState = keyof typeof looks
export const chipStates = Object.keys(looks) as readonly ChipState[]

export function StateChip({ state }: { state: ChipState }) {
  const { t } = useTexts('ui')
  const [tone, icon] = looks[state]
  return (
    <Chip tone={tone} icon={icon} spin={state === 'sending'}>
      {t(`state.${state}`)}
    </Chip>
  )
}
