import type { ObservationView } from '../../../contract/observation.ts'
import { currentLanguage, useTexts } from '../../i18n/index.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'

type Row = { readonly key: string; readonly trait: string; readonly cell: string; readonly value: string }

/** Who follows, in aggregate. What is masked is said to be masked. */
export function AudienceTable({ view }: { view: ObservationView }) {
  const { t } = useTexts('accounts')
  const { number, calendarDay } = useFormat()
  const { audience, followers } = view
  const last = followers.at(-1)
  const rows: Row[] = (audience?.by ?? []).flatMap(({ trait, counts, shares }) =>
    Object.entries(counts ?? shares ?? {})
      .toSorted((a, b) => (b[1] ?? -1) - (a[1] ?? -1))
      .map(([cell, value]) => ({
        key: `${trait} ${cell}`,
        trait: t(`observation.traits.${trait}`),
        cell: trait === 'country' ? countryName(cell) : cell,
        value:
          value === null
            ? t('observation.masked')
            : counts
              ? number(value)
              : `${number(Math.round(value * 1000) / 10)}%`,
      })),
  )
  return (
    <Panel
      title={t('observation.audience')}
      note={audience === null ? undefined : t('observation.audienceNote', { day: calendarDay(audience.day) })}
    >
      <div className="stack">
        {last && (
          <div className="row wrap">
            <b className="num">{t('observation.followers', { count: last.count, number: number(last.count) })}</b>
            {followers.length > 1 && (
              <span className="observed-trend">
                <Sparkline
                  points={followers.map(({ count }) => ({ value: count }))}
                  label={t('observation.grewTo', {
                    name: t('observation.followersName'),
                    from: number(followers[0]?.count ?? 0),
                    to: number(last.count),
                  })}
                />
              </span>
            )}
          </div>
        )}
        {rows.length > 0 && (
          <DataTable
            caption={t('observation.audience')}
            columns={[
              { id: 'trait', head: t('observation.trait'), cell: (row: Row) => row.trait },
              { id: 'cell', head: t('observation.cell'), rowHead: true, cell: (row: Row) => row.cell },
              { id: 'value', head: t('observation.count'), figures: true, cell: (row: Row) => row.value },
            ]}
            rows={rows}
            rowKey={(row) => row.key}
          />
        )}
      </div>
    </Panel>
  )
}

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([currentLanguage()], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}
