import { useState } from 'react'
import type { Objective } from '../../../contract/strategy.ts'
import { useTexts } from '../../i18n/index.ts'
import { SelectField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { differencesOf, type Node } from './versions.ts'

/** Every version of an objective, and what differs between any two. */
export function CompareVersions({ node }: { node: Node }) {
  const { t } = useTexts('strategy')
  const { calendarDay } = useFormat()
  const [newest, before] = node.versions
  const [left, setLeft] = useState(before?.version ?? 1)
  const [right, setRight] = useState(newest?.version ?? 1)
  const find = (version: number) => node.versions.find((one) => one.version === version)
  const [from, to] = [find(left), find(right)]
  const options = node.versions.map((one) => ({
    value: String(one.version),
    label: t('compare.option', { version: one.version, day: calendarDay(one.validFrom) }),
  }))
  if (newest === undefined) return null
  return (
    <Panel title={t('compare.title')} count={node.versions.length} note={t('compare.note')}>
      <div className="stack">
        <ol className="strategy-versions">
          {node.versions.map((version) => (
            <VersionLine key={version.version} version={version} />
          ))}
        </ol>
        {before !== undefined && (
          <>
            <div className="strategy-pair">
              <SelectField
                label={t('compare.left')}
                value={String(left)}
                onChange={(value) => setLeft(Number(value))}
                options={options}
              />
              <SelectField
                label={t('compare.right')}
                value={String(right)}
                onChange={(value) => setRight(Number(value))}
                options={options}
              />
            </div>
            {from && to && <Differences from={from} to={to} />}
          </>
        )}
      </div>
    </Panel>
  )
}

function VersionLine({ version }: { version: Objective }) {
  const { t } = useTexts('strategy')
  const { calendarDay } = useFormat()
  const isDayless = version.validTo !== null && version.validTo < version.validFrom
  return (
    <li>
      <b>{t('objectives.version', { version: version.version })}</b> {version.nameId}
      <small className="mute">
        {isDayless
          ? t('compare.dayless', { day: calendarDay(version.validFrom) })
          : version.validTo === null
            ? t('objectives.since', { day: calendarDay(version.validFrom) })
            : t('objectives.between', { from: calendarDay(version.validFrom), to: calendarDay(version.validTo) })}
        {' · '}
        {version.changedBy === null ? t('compare.seed') : t('compare.by', { name: version.changedBy.name })}
      </small>
    </li>
  )
}

function Differences({ from, to }: { from: Objective; to: Objective }) {
  const { t } = useTexts('strategy')
  const differences = differencesOf(from, to)
  if (differences.length === 0) return <p className="mute">{t('compare.same')}</p>
  return (
    <dl className="strategy-differences">
      {differences.map(({ field, before, after }) => (
        <div key={field}>
          <dt>{t(`field.${field}`)}</dt>
          <dd className="strategy-before">{before || t('compare.empty')}</dd>
          <dd className="strategy-after">{after || t('compare.empty')}</dd>
        </div>
      ))}
    </dl>
  )
}
