import { Link } from '@tanstack/react-router'
import type { IndexComponent, MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { ChartFrame } from '../../ui/chart-frame.tsx'
import { type Column, DataTable } from '../../ui/data-table.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { WeightBar } from '../../ui/weight-bar.tsx'
import { StateMark } from './component-figure.tsx'

const opened = ['C3', 'C4', 'C5', 'C7'] as const
type Opened = (typeof opened)[number]
const isOpened = (id: string): id is Opened => (opened as readonly string[]).includes(id)

/** The eight components: what each won and lost of the index, how sure that is, and the way to what it stands on. */
export function ComponentsPanel({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, calendarDay } = useFormat()
  const { components, index, window, mission } = alignment
  const heaviest = Math.max(...components.map(({ weight, share }) => Math.max(weight, share)))
  const lost = components.reduce((sum, { lossPoints }) => sum + lossPoints, 0)
  // The largest losses first: an order of one mission's own components, never of missions.
  const rows = components.toSorted((a, b) => b.lossPoints - a.lossPoints || a.id.localeCompare(b.id))
  return (
    <ChartFrame
      title={t('parts.title')}
      unit={index === null ? t('parts.noIndex') : t('parts.unit', { lost: number(lost, 1) })}
      chart={
        <div className="parts">
          {rows.map((component) => (
            <PartRow key={component.id} alignment={alignment} component={component} heaviest={heaviest} />
          ))}
        </div>
      }
      table={<PartsTable rows={rows} />}
      csv={{
        name: `komponen-${mission.id}-${window.key}.csv`,
        rows: [
          ['component', 'state', 'value', 'low', 'high', 'n', 'weight', 'share_percent', 'lost_points'],
          ...components.map(({ id, state, value, interval, n, weight, share, lossPoints }) => [
            id,
            state,
            value ?? '',
            interval?.low ?? '',
            interval?.high ?? '',
            n,
            weight,
            share,
            lossPoints,
          ]),
        ],
      }}
      source={t('parts.source', { first: calendarDay(window.first), last: calendarDay(window.last) })}
    />
  )
}

function PartRow({
  alignment,
  component,
  heaviest,
}: {
  alignment: MissionAlignment
  component: IndexComponent
  heaviest: number
}) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  const { id, state, value, interval, share, weight, lossPoints } = component
  const name = t(`component.${id}`)
  const isIn = share > 0 && value !== null
  const points = (of: number) => (share * of) / 100
  return (
    <div className="part">
      <div className="part-name">
        <PartLink alignment={alignment} id={id}>
          {name}
        </PartLink>
        <PartSays alignment={alignment} component={component} />
      </div>
      <b className="num part-score">{value === null ? '–' : number(value, 0)}</b>
      {isIn ? (
        <WeightBar
          name={name}
          weight={share}
          points={points(value)}
          largest={heaviest}
          {...(interval ? { range: [points(interval.low), points(interval.high)] as const } : {})}
        />
      ) : (
        <span className="part-state">
          <StateMark state={state} />
        </span>
      )}
      <b className="num part-lost">{isIn ? `−${number(lossPoints, 1)}` : ''}</b>
      <span className="num mute part-weight">{number(isIn ? share : weight, 0)}</span>
    </div>
  )
}

/** To what a component stands on: its messages, its kits or its questions. */
function PartLink({
  alignment,
  id,
  children,
}: {
  alignment: MissionAlignment
  id: IndexComponent['id']
  children: string
}) {
  const { mission, window } = alignment
  const params = { missionId: mission.id }
  if (isOpened(id))
    return (
      <Link
        to="/perwakilan/$missionId/pesan"
        params={params}
        search={{ komponen: id, ...(window.key === '90d' ? {} : { jendela: window.key }) }}
      >
        {children}
      </Link>
    )
  return id === 'C1' || id === 'C2' ? <a href={id === 'C1' ? '#bauran' : '#kampanye'}>{children}</a> : children
}

/** One line of what a component says, in this mission's own figures. */
function PartSays({ alignment, component }: { alignment: MissionAlignment; component: IndexComponent }) {
  const { t } = useTexts('alignment')
  const { number, percent } = useFormat()
  const { texts, purpose, coverage } = alignment
  const { id, state, n, needed } = component
  if (state === 'too_few') return <small>{t('parts.few', { n: number(n, 1), needed: number(needed, 0) })}</small>
  if (component.value === null) return <small>{t(`parts.missing.${id}`)}</small>
  const said = {
    C1: t('parts.C1', { n: number(coverage.n, 0) }),
    C2: t('parts.C2', { n: number(n, 1) }),
    C3: t('parts.C3', { ratio: percent((purpose.ratio ?? 0) * 100), target: percent(purpose.target * 100) }),
    C4: t('parts.C4', { n: number(texts.plainMessages) }),
    C5: t('parts.C5', { elements: number(texts.benefitElements ?? 0, 1), n: number(texts.benefitMessages) }),
    C6: t('parts.C6', { networks: texts.reach.map(({ network }) => network).join(', ') }),
    C7: t('parts.C7', {
      n: number(texts.saidMessages),
      matching: number(texts.figuresMatching, 0),
      used: number(texts.figuresUsed, 0),
    }),
    C8: t('parts.C8', { inTime: number(texts.questions?.inTime ?? 0), n: number(texts.questions?.actionable ?? 0) }),
  }
  return <small>{said[id]}</small>
}

function PartsTable({ rows }: { rows: readonly IndexComponent[] }) {
  const { t } = useTexts('alignment')
  const { number, range } = useFormat()
  const columns: readonly Column<IndexComponent>[] = [
    { id: 'name', head: t('parts.component'), rowHead: true, cell: ({ id }) => t(`component.${id}`) },
    {
      id: 'value',
      head: t('parts.score'),
      figures: true,
      cell: ({ value, state }) => (value === null ? <StateMark state={state} /> : number(value, 1)),
    },
    {
      id: 'range',
      head: t('parts.range'),
      figures: true,
      cell: ({ interval }) => (interval ? range(interval.low, interval.high, 0) : '–'),
    },
    { id: 'n', head: t('parts.n'), figures: true, cell: ({ n }) => number(n, 0) },
    { id: 'weight', head: t('parts.weight'), figures: true, cell: ({ weight }) => number(weight) },
    { id: 'share', head: t('parts.share'), figures: true, cell: ({ share }) => number(share, 1) },
    { id: 'lost', head: t('parts.lost'), figures: true, cell: ({ lossPoints }) => number(lossPoints, 1) },
  ]
  return <DataTable caption={t('parts.title')} columns={columns} rows={rows} rowKey={({ id }) => id} minWidth={560} />
}
