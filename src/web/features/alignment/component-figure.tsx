import type { ReactNode } from 'react'
import type { Component } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { Chip } from '../../ui/chip.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleDashed, Target } from '../../ui/icons.ts'
import { Delta } from '../../ui/stat.tsx'

/** A number of the board or of a mission: its value, what it stands on, how far it may be trusted. */
export function Figure({
  name,
  value,
  unit,
  open,
  children,
}: {
  name: string
  value: string
  unit?: string
  /** Wraps the value in a link to what it is made of. */
  open?: (inside: ReactNode) => ReactNode
  children?: ReactNode
}) {
  const number = <b>{value}</b>
  return (
    <div className="stat">
      <span className="stat-name">{name}</span>
      <span className="stat-value num">
        {open ? open(number) : number}
        {unit && <small>{unit}</small>}
      </span>
      <span className="stat-foot num">{children}</span>
    </div>
  )
}

/** C1 or C3, from 0 to 100. A change is shown only where both windows may be trusted. */
export function ComponentFigure({
  component,
  before,
  open,
}: {
  component: Component
  before?: Component | undefined
  open?: (inside: ReactNode) => ReactNode
}) {
  const { t } = useTexts('alignment')
  const { number, range } = useFormat()
  const { state, value, interval, id, n, needed } = component
  const change = state === 'scored' && before?.state === 'scored' ? difference(value, before.value) : undefined
  return (
    <Figure
      name={t(`component.${id}`)}
      value={value === null ? '–' : number(value, 0)}
      {...(value === null ? {} : { unit: t('outOf') })}
      {...(open ? { open } : {})}
    >
      {change !== undefined && <Delta change={change} />}
      {interval && value !== null && <span>{t('range', { range: range(interval.low, interval.high, 0) })}</span>}
      <span>{state === 'too_few' ? t('have', { n: number(n), needed }) : t('stands', { n: number(n, 0) })}</span>
      {state !== 'scored' && <StateMark state={state} />}
    </Figure>
  )
}

/** Why a figure is no score yet, in words; nothing where it is one. */
export function StateMark({ state }: { state: Component['state'] }) {
  const { t } = useTexts('alignment')
  if (state === 'scored') return null
  return (
    <Chip tone="line" icon={state === 'no_target' ? Target : CircleDashed}>
      {t(`state.${state}`)}
    </Chip>
  )
}

const difference = (now: number | null, before: number | null): number | undefined =>
  now === null || before === null ? undefined : Math.round(now) - Math.round(before)
