import { useTexts } from '../i18n/index.ts'
import { useFormat } from './home-zone.tsx'
import './bars.css'

/** A component of the index: track = its weight, fill = the points it won, whisker = their range, all in index points. */
export function WeightBar({
  name,
  weight,
  points,
  range,
  largest,
}: {
  name: string
  weight: number
  points: number
  range?: readonly [low: number, high: number]
  /** The heaviest weight in the list, which fills the line. */
  largest: number
}) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const at = (amount: number) => `${(Math.max(0, amount) / largest) * 100}%`
  return (
    <div
      className="weight-bar"
      role="img"
      aria-label={t('weight.said', { name, points: number(points, 1), weight: number(weight) })}
    >
      <s style={{ inlineSize: at(weight) }} />
      <i style={{ inlineSize: at(points) }} />
      {range && <u style={{ insetInlineStart: at(range[0]), inlineSize: at(range[1] - range[0]) }} />}
    </div>
  )
}
