import type { MissionMix } from '../../../contract/strategy.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { CircleCheck, CircleDashed, Hourglass } from '../../ui/icons.ts'

export type MixState = 'none' | 'waits_mission' | 'waits_hq' | 'agreed'

/** Where a mission's mix of a quarter stands: an open proposal comes before what was agreed. */
export function stateOf({ agreed, proposed }: Pick<MissionMix, 'agreed' | 'proposed'>): MixState {
  if (proposed) return proposed.proposedSide === 'headquarters' ? 'waits_mission' : 'waits_hq'
  return agreed ? 'agreed' : 'none'
}

export function MixStateChip({ mix }: { mix: MissionMix }) {
  const { t } = useTexts('strategy')
  const state = stateOf(mix)
  if (state === 'agreed')
    return (
      <Chip tone="ok" icon={CircleCheck}>
        {mix.isFrozen ? t('mix.state.frozen') : t('mix.state.agreed')}
      </Chip>
    )
  if (state === 'none') return <Chip icon={CircleDashed}>{t('mix.state.none')}</Chip>
  return (
    <Chip tone="warn" icon={Hourglass}>
      {t(`mix.state.${state}`)}
    </Chip>
  )
}
