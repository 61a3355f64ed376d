import type { ImportStateName } from '../../../contract/imports.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { Ban, Check, CircleX, Hand, Hourglass, type Icon, Loader, Undo2 } from '../../ui/icons.ts'

const looks: Readonly<Record<ImportStateName, readonly [ChipTone, Icon]>> = {
  receiving: ['accent', Loader],
  needs_mapping: ['warn', Hand],
  checking: ['accent', Loader],
  checked: ['warn', Hourglass],
  applying: ['accent', Loader],
  joining: ['accent', Loader],
  done: ['ok', Check],
  undoing: ['accent', Loader],
  undone: ['neutral', Undo2],
  discarded: ['neutral', Ban],
  refused: ['alert', CircleX],
}

/** Where an import stands, in a word. */
export function RunChip({ state }: { state: ImportStateName }) {
  const { t } = useTexts('imports')
  const [tone, icon] = looks[state]
  return (
    <Chip tone={tone} icon={icon} spin={icon === Loader}>
      {t(`state.${state}`)}
    </Chip>
  )
}
