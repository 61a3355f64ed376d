import type { MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'

type Stratum = MissionAlignment['strata'][number]

/** What each kind of label weighs here, and what its audit sample says of it. */
export function Trust({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, signed } = useFormat()
  const columns: readonly Column<Stratum>[] = [
    {
      id: 'source',
      head: t('trust.source'),
      rowHead: true,
      cell: (stratum) => (
        <>
          {t(`source.${stratum.source}`)}
          <small>{t(`languageGroup.${stratum.languageGroup}`)}</small>
        </>
      ),
    },
    { id: 'weight', head: t('trust.weight'), figures: true, cell: (stratum) => number(stratum.weight, 0) },
    {
      id: 'rated',
      head: t('trust.rated'),
      figures: true,
      cell: (stratum) => (
        <>
          {stratum.source === 'rated' ? '–' : number(stratum.rated)}
          <small>{stratum.isAudited ? t('trust.audited') : t('trust.unaudited')}</small>
        </>
      ),
    },
    {
      id: 'correction',
      head: t('trust.correction'),
      figures: true,
      cell: (stratum) => signed(stratum.purposeCorrection * 100, 1),
    },
  ]
  return (
    <Panel title={t('trust.title')} flush>
      <DataTable
        caption={t('trust.caption')}
        columns={columns}
        rows={alignment.strata}
        rowKey={(stratum) => `${stratum.source} ${stratum.languageGroup}`}
      />
      {alignment.waiting > 0 && <Note>{t('trust.waiting', { weight: number(alignment.waiting, 0) })}</Note>}
    </Panel>
  )
}
