import { useQuery } from '@tanstack/react-query'
import type { BoardSteering as Steering } from '../../../contract/steering.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { nameIn } from '../alignment/objectives.ts'

type Region = Steering['regions'][number]
const parts = ['D1', 'D2', 'D3', 'D4', 'D5'] as const

/** What headquarters owes each region, part by part, beside how far missions joined its campaigns. */
export function BoardSteering({ window }: { window: string }) {
  const { t } = useTexts('board')
  const { t: say } = useTexts('alignment')
  const { number, language } = useFormat()
  const { data } = useQuery(apiQuery('GET /api/v1/board/steering', { query: { window } }))
  if (data === undefined || data.regions.length === 0) return null
  const figure = (value: number | null) => (value === null ? '–' : number(value, 0))
  const columns: readonly Column<Region>[] = [
    { id: 'region', head: t('steering.region'), rowHead: true, cell: (region) => nameIn(language, region) },
    {
      id: 'value',
      head: t('steering.support'),
      figures: true,
      cell: (region) => <b>{figure(region.support.value)}</b>,
    },
    ...parts.map(
      (id): Column<Region> => ({
        id,
        head: t(`steering.${id}`),
        figures: true,
        cell: (region) => figure(region.support.parts.find((part) => part.id === id)?.value ?? null),
      }),
    ),
  ]
  return (
    <Panel
      title={say('support.title')}
      count={data.support.value === null ? undefined : `${number(data.support.value, 0)} ${say('outOf')}`}
      note={
        data.c2.value === null
          ? t('steering.noAdoption')
          : t('steering.adoption', { value: number(data.c2.value, 0), count: data.c2.missions })
      }
      flush
    >
      <DataTable
        caption={t('steering.caption')}
        columns={columns}
        rows={data.regions}
        rowKey={(region) => region.regionId}
        minWidth={640}
      />
    </Panel>
  )
}
