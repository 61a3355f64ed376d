import type { ItemStatus } from '../../../contract/items.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { Ban } from '../../ui/icons.ts'
import { StateChip } from '../../ui/state-chip.tsx'

/** Where an item stands, in an icon and a word. */
export function StatusChip({ status }: { status: ItemStatus }) {
  const { t } = useTexts('items')
  if (status === 'withdrawn') {
    return (
      <Chip tone="neutral" icon={Ban}>
        {t('status.withdrawn')}
      </Chip>
    )
  }
  return <StateChip state={status === 'returned' ? 'changes_requested' : status} />
}
