import { type ReactNode, useId } from 'react'
import { cx } from './cx.ts'
import type { Icon } from './icons.ts'
import './field.css'

/** One of a few views or values; arrows move between them. Real radio buttons underneath. */
export function SegmentedControl<V extends string>({
  label,
  value,
  onChange,
  options,
  wide,
}: {
  label: string
  value: V
  onChange: (value: V) => void
  options: readonly { value: V; label: ReactNode; icon?: Icon; count?: ReactNode }[]
  /** Fills the line on a phone. */
  wide?: boolean
}) {
  const name = useId()
  return (
    <fieldset className={cx('segmented', wide && 'wide')}>
      <legend className="vh">{label}</legend>
      {options.map(({ value: own, label: word, icon: Mark, count }) => (
        <label key={own}>
          <input type="radio" name={name} checked={own === value} onChange={() => onChange(own)} />
          {Mark && <Mark className="s" />}
          {word}
          {count !== undefined && <small className="num">{count}</small>}
        </label>
      ))}
    </fieldset>
  )
}
