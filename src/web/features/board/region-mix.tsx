import type { Board, MixShare } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { type MixRow, MixTable } from '../../ui/mix-table.tsx'
import { inOrder, nameIn, toneOf } from '../alignment/objectives.ts'

type Row = { readonly id: string; readonly name: string; readonly note: string; readonly mix: readonly MixShare[] }

/** Objectives by region beside what was agreed, and the same for everybody in the first row. */
export function RegionMix({ board }: { board: Board }) {
  const { t } = useTexts('board')
  const { number, calendarDay, language } = useFormat()
  const objectives = inOrder(board.mix)
  const rows: readonly Row[] = [
    {
      id: 'all',
      name: t('mix.all'),
      note: t('mix.missions', { count: board.missionCount }),
      mix: board.mix,
    },
    ...board.regions.map((region) => ({
      id: region.regionId,
      name: nameIn(language, region),
      note: t('mix.missions', { count: region.missions }),
      mix: region.mix,
    })),
  ]
  const source = {
    n: number(board.total.c1.n, 0),
    missions: number(board.activeCount),
    first: calendarDay(board.window.first),
    last: calendarDay(board.window.last),
  }
  return (
    <ChartFrame
      title={t('mix.title')}
      unit={t('mix.unit')}
      chart={
        <MixTable
          caption={t('mix.caption')}
          rowHead={t('mix.region')}
          objectives={objectives.map((share) => ({ tone: toneOf(share.objective), name: nameIn(language, share) }))}
          rows={rows.map(
            (row): MixRow => ({
              id: row.id,
              name: row.name,
              note: row.note,
              cells: objectives.map(({ objective }) => {
                const cell = row.mix.find((share) => share.objective === objective)
                return { value: percentOf(cell?.share), agreed: percentOf(cell?.target ?? undefined) }
              }),
            }),
          )}
        />
      }
      table={<FiguresTable objectives={objectives} rows={rows} />}
      csv={{ name: `bauran-wilayah-${board.window.first}-${board.window.last}.csv`, rows: csvOf(rows, objectives) }}
      source={board.total.c1.state === 'scored' ? t('mix.source', source) : t('mix.sourceUnaudited', source)}
    />
  )
}

function FiguresTable({ objectives, rows }: { objectives: readonly MixShare[]; rows: readonly Row[] }) {
  const { t } = useTexts('board')
  const { number, language } = useFormat()
  const figures = (share: MixShare | undefined) =>
    share === undefined
      ? '–'
      : `${number(share.share * 100, 1)} / ${share.target === null ? '–' : number(share.target * 100, 1)}`
  const columns: readonly Column<Row>[] = [
    { id: 'region', head: t('mix.region'), rowHead: true, cell: (row) => row.name },
    ...objectives.map((share) => ({
      id: share.objective,
      head: nameIn(language, share),
      figures: true,
      cell: (row: Row) => figures(row.mix.find(({ objective }) => objective === share.objective)),
    })),
  ]
  return <DataTable caption={t('mix.caption')} columns={columns} rows={rows} rowKey={(row) => row.id} minWidth={900} />
}

const percentOf = (share: number | undefined): number | undefined => (share === undefined ? undefined : share * 100)

const csvOf = (rows: readonly Row[], objectives: readonly MixShare[]): readonly (readonly (string | number)[])[] => [
  ['wilayah', 'sasaran', 'terbit_persen', 'disepakati_persen'],
  ...rows.flatMap((row) =>
    objectives.map(({ objective }): readonly (string | number)[] => {
      const share = row.mix.find((one) => one.objective === objective)
      return [row.name, objective, round(share?.share), round(share?.target ?? undefined)]
    }),
  ),
]

const round = (share: number | undefined): number | string => (share === undefined ? '' : Math.round(share * 1000) / 10)
