import type { MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ObjectiveLabel } from '../../ui/objective-label.tsx'
import { TuningRow } from '../../ui/tuning-bar.tsx'
import { MessagesLink } from './messages-link.tsx'
import { inOrder, nameIn, toneOf } from './objectives.ts'

type Share = MissionAlignment['coverage']['objectives'][number]

/** Each objective beside what was agreed; its name opens its messages. The table holds the audit correction. */
export function MixPanel({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, calendarDay, language } = useFormat()
  const shares = inOrder(alignment.coverage.objectives)
  const max = Math.max(10, ...shares.flatMap(({ share, target }) => [share * 100, (target ?? 0) * 100]))
  const { first, last } = alignment.window
  return (
    <ChartFrame
      title={t('mix.title')}
      unit={t('mix.unit')}
      chart={
        <div className="stack wide">
          {shares.length === 0 && <p className="mute">{t('mix.empty')}</p>}
          {shares.map((share) => (
            <TuningRow
              key={share.objective}
              label={
                <MessagesLink alignment={alignment} objective={share.objective}>
                  <ObjectiveLabel tone={toneOf(share.objective)}>{nameIn(language, share)}</ObjectiveLabel>
                </MessagesLink>
              }
              name={nameIn(language, share)}
              tone={toneOf(share.objective)}
              value={Math.round(share.share * 100)}
              agreed={share.target === null ? undefined : Math.round(share.target * 100)}
              max={max}
            />
          ))}
        </div>
      }
      table={<SharesTable alignment={alignment} shares={shares} />}
      csv={{
        name: `bauran-${alignment.mission.id}-${first}-${last}.csv`,
        rows: [
          ['sasaran', 'label_persen', 'koreksi_audit_persen', 'bagian_persen', 'disepakati_persen', 'poin_hilang'],
          ...shares.map((share) => [
            share.objective,
            points(share.labelled * 100),
            points(share.correction * 100),
            points(share.share * 100),
            share.target === null ? '' : points(share.target * 100),
            points(share.lossPoints),
          ]),
        ],
      }}
      source={t('mix.source', {
        n: number(alignment.coverage.n, 0),
        first: calendarDay(first),
        last: calendarDay(last),
      })}
    />
  )
}

function SharesTable({ alignment, shares }: { alignment: MissionAlignment; shares: readonly Share[] }) {
  const { t } = useTexts('alignment')
  const { number, signed, language } = useFormat()
  const columns: readonly Column<Share>[] = [
    {
      id: 'objective',
      head: t('mix.objective'),
      rowHead: true,
      cell: (share) => (
        <MessagesLink alignment={alignment} objective={share.objective}>
          {nameIn(language, share)}
        </MessagesLink>
      ),
    },
    { id: 'labelled', head: t('mix.labelled'), figures: true, cell: (share) => number(share.labelled * 100, 1) },
    { id: 'correction', head: t('mix.correction'), figures: true, cell: (share) => signed(share.correction * 100, 1) },
    {
      id: 'share',
      head: t('mix.share'),
      figures: true,
      cell: (share) => (
        <MessagesLink alignment={alignment} objective={share.objective}>
          <b>{number(share.share * 100, 1)}</b>
        </MessagesLink>
      ),
    },
    {
      id: 'target',
      head: t('mix.target'),
      figures: true,
      cell: (share) => (share.target === null ? '–' : number(share.target * 100, 1)),
    },
    { id: 'loss', head: t('mix.loss'), figures: true, cell: (share) => number(share.lossPoints, 1) },
  ]
  return (
    <DataTable
      caption={t('mix.caption')}
      columns={columns}
      rows={shares}
      rowKey={(share) => share.objective}
      minWidth={480}
    />
  )
}

const points = (value: number): number => Math.round(value * 100) / 100
