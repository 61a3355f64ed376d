import { useTexts } from '../i18n/index.ts'
import { cx } from './cx.ts'
import { useFormat } from './home-zone.tsx'
import { ObjectiveLabel, type ObjectiveTone } from './objective-label.tsx'
import { ScrollArea } from './scroll-area.tsx'
import { TuningBar } from './tuning-bar.tsx'
import './bars.css'
import './data-table.css'

export type MixCell = { value: number | undefined; agreed: number | undefined }
export type MixRow = { id: string; name: string; note?: string; cells: readonly MixCell[] }

/** From this gap on, in points, the difference is written out. */
const gapShownFrom = 6

/** Region × objective: what was published against what was agreed, in percent. One scale for the whole table. */
export function MixTable({
  caption,
  rowHead,
  objectives,
  rows,
}: {
  caption: string
  rowHead: string
  objectives: readonly { tone: ObjectiveTone; name: string }[]
  rows: readonly MixRow[]
}) {
  const { t } = useTexts('ui')
  const all = rows.flatMap((row) => row.cells.flatMap((cell) => [cell.value ?? 0, cell.agreed ?? 0]))
  const max = Math.max(10, ...all)
  return (
    <ScrollArea label={caption}>
      <table className="table mix">
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{rowHead}</th>
            {objectives.map((objective) => (
              <th scope="col" key={objective.name}>
                <ObjectiveLabel tone={objective.tone}>{objective.name}</ObjectiveLabel>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                {row.name}
                {row.note && <small>{row.note}</small>}
              </th>
              {objectives.map((objective, index) => (
                <td key={objective.name}>
                  <MixFigures
                    {...(row.cells[index] ?? { value: undefined, agreed: undefined })}
                    tone={objective.tone}
                    name={objective.name}
                    max={max}
                    unit={t('percent')}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}

function MixFigures({
  value,
  agreed,
  tone,
  name,
  max,
  unit,
}: MixCell & { tone: ObjectiveTone; name: string; max: number; unit: string }) {
  const { number, signed } = useFormat()
  const gap = value === undefined || agreed === undefined ? 0 : Math.round(value) - Math.round(agreed)
  const wide = Math.abs(gap) >= gapShownFrom
  return (
    <>
      <TuningBar name={name} unit={unit} tone={tone} value={value} agreed={agreed} max={max} bare />
      <div className={cx('mix-figures num', wide && 'wide-gap')} aria-hidden="true">
        <b>{value === undefined ? '–' : number(value, 0)}</b>
        {agreed !== undefined && <span>/ {number(agreed, 0)}</span>}
        {wide && <em>{signed(gap, 0)}</em>}
      </div>
    </>
  )
}
