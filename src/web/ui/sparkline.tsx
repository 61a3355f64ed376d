import './bars.css'

export type TrendPoint = { value: number; low?: number; high?: number }

/**
 * The way a number went, with its range as a pale band and its target as a dotted line. Beside a number, never alone:
 * `label` says the trend in words.
 */
export function Sparkline({
  points,
  target,
  label,
  width = 118,
  height = 44,
}: {
  points: readonly TrendPoint[]
  target?: number
  label: string
  width?: number
  height?: number
}) {
  const values = points.flatMap((point) => [point.value, point.low ?? point.value, point.high ?? point.value])
  const all = target === undefined ? values : [...values, target]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const span = Math.max(most - least, 1)
  const x = (index: number) => 4 + (index * (width - 8)) / Math.max(1, points.length - 1)
  const y = (value: number) => height - 6 - ((value - least) / span) * (height - 12)
  const last = points.at(-1)
  const line = points.map((point, index) => `${x(index)},${y(point.value)}`).join(' ')
  const upper = points.map((point, index) => `${x(index)},${y(point.high ?? point.value)}`)
  const lower = points.map((point, index) => `${x(index)},${y(point.low ?? point.value)}`).reverse()
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <polygon className="band" points={[...upper, ...lower].join(' ')} />
      {target !== undefined && <line className="target" x1={4} x2={width - 4} y1={y(target)} y2={y(target)} />}
      <polyline className="trend" points={line} />
      {last && <circle className="last" cx={x(points.length - 1)} cy={y(last.value)} r={3} />}
    </svg>
  )
}
