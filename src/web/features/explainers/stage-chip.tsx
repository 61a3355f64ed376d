import type { ExplainerRow } from '../../../contract/explainers.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { Ban, CircleCheck, Hourglass, type Icon, Pencil } from '../../ui/icons.ts'

const looks: Record<ExplainerRow['stage'], readonly [ChipTone, Icon]> = {
  writing: ['neutral', Pencil],
  in_check: ['accent', Hourglass],
  published: ['ok', CircleCheck],
  withdrawn: ['warn', Ban],
}

/** Where the working copy stands, and which version the public has. */
export function StageChip({ stage, version }: { stage: ExplainerRow['stage']; version: number | null }) {
  const { t } = useTexts('explainers')
  const [tone, icon] = looks[stage]
  return (
    <Chip tone={tone} icon={icon}>
      {version !== null && stage !== 'withdrawn'
        ? t(stage === 'published' ? 'stage.publishedVersion' : 'stage.newVersion', {
            version,
            stage: t(`stage.${stage}`),
          })
        : t(`stage.${stage}`)}
    </Chip>
  )
}
