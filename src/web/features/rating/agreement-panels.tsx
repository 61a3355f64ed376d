import type { SampleView } from '../../../contract/rating.ts'
import { useTexts } from '../../i18n/index.ts'
import { useObjectiveName } from '../../lookups/objectives.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'

type Accuracy = SampleView['accuracy'][number]

/** Krippendorff's α of every label. */
export function AgreementPanel({ sample }: { sample: SampleView }) {
  const { t } = useTexts('rating')
  const { number } = useFormat()
  const name = useLabelName()
  if (sample.pairs === 0)
    return (
      <Panel title={t('sample.agreement')}>
        <p className="mute">{t('sample.noPairs')}</p>
      </Panel>
    )
  return (
    <Panel title={t('sample.agreement')} note={t('sample.agreementLead', { count: sample.pairs })} flush>
      <DataTable
        caption={t('sample.agreement')}
        rows={sample.agreement}
        rowKey={(row) => row.label}
        columns={[
          { id: 'label', head: t('sample.label'), rowHead: true, cell: (row) => name(row.label) },
          { id: 'level', head: t('sample.scale'), cell: (row) => t(`sample.level.${row.level}`) },
          {
            id: 'alpha',
            head: t('sample.alpha'),
            figures: true,
            cell: (row) => (row.alpha === null ? '–' : number(row.alpha, 2)),
          },
        ]}
      />
    </Panel>
  )
}

/** How estimates fare against people: sensitivity and specificity of every label. */
export function AccuracyPanel({ sample }: { sample: SampleView }) {
  const { t } = useTexts('rating')
  const { number } = useFormat()
  const name = useLabelName()
  if (sample.accuracy.length === 0) return null
  const share = (value: Accuracy['sensitivity']) =>
    value === null ? '–' : `${number(value.value, 2)} (${number(value.low, 2)}–${number(value.high, 2)})`
  return (
    <Panel title={t('sample.accuracy')} note={t('sample.accuracyLead')} flush>
      <DataTable
        caption={t('sample.accuracy')}
        minWidth={560}
        rows={sample.accuracy}
        rowKey={(row) => `${row.source} ${row.label}`}
        columns={[
          {
            id: 'label',
            head: t('sample.label'),
            rowHead: true,
            cell: (row) => `${name(row.label)}, ${t(`sample.source.${row.source}`)}`,
          },
          { id: 'n', head: t('sample.n'), figures: true, cell: (row) => number(row.rated, 0) },
          { id: 'sens', head: t('sample.sensitivity'), figures: true, cell: (row) => share(row.sensitivity) },
          { id: 'spec', head: t('sample.specificity'), figures: true, cell: (row) => share(row.specificity) },
        ]}
      />
    </Panel>
  )
}

const fixed = ['objective', 'purpose', 'benefit', 'cta'] as const

function useLabelName(): (label: string) => string {
  const { t } = useTexts('rating')
  const objective = useObjectiveName()
  return (label) => {
    const known = fixed.find((one) => one === label)
    if (known !== undefined) return t(`sample.labels.${known}`)
    if (label === 'purpose-0') return t('desk.p0')
    if (label === 'purpose-1') return t('desk.p1')
    if (label === 'purpose-2') return t('desk.p2')
    return label === 'none' ? t('desk.none') : objective(label)
  }
}
