import type { AlertRow } from '../../../contract/alerts.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { CircleCheck, FlaskConical, Siren, TriangleAlert } from '../../ui/icons.ts'

/** Level in a word; flag red for the gravest alone. */
export function LevelChip({ level, status = 'open' }: Pick<AlertRow, 'level'> & { status?: AlertRow['status'] }) {
  const { t } = useTexts('alerts')
  if (status !== 'open')
    return (
      <Chip tone={status === 'closed' ? 'ok' : 'warn'} icon={CircleCheck}>
        {t(`status.${status}`)}
      </Chip>
    )
  return (
    <Chip tone={level === 1 ? 'alert' : 'warn'} icon={level === 3 ? TriangleAlert : Siren}>
      {t('level', { level })}
    </Chip>
  )
}

export function DrillChip() {
  const { t } = useTexts('alerts')
  return (
    <Chip tone="unknown" icon={FlaskConical}>
      {t('drillMark')}
    </Chip>
  )
}
