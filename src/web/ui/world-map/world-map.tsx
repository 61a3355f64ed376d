import { useMemo } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { cx } from '../cx.ts'
import { useFormat } from '../home-zone.tsx'
import { type Frame, insetFrame, worldFrame } from './frames.ts'
import { landPath } from './land.ts'
import { type Dot, nudgeApart } from './nudge.ts'
import { placeLabels } from './place-labels.ts'
import { useWidth } from './use-width.ts'
import './world-map.css'

/** Bands of the index, dark to hollow. `unknown` is too little data, never a low score. */
export type MapBand = 'strong' | 'fair' | 'growing' | 'weak' | 'unknown'

export type MapMission = {
  id: string
  name: string
  latitude: number
  longitude: number
  band: MapBand
  /** Drawn with a ring and named. */
  help?: boolean
  /** Drawn with a red ring and named with this word, such as `Siaga 3`. */
  alert?: string
}

/** Missions on the world: same-size dots, nudged apart. Put the table of the same missions beside it. */
export function WorldMap({ missions, onSelect }: { missions: readonly MapMission[]; onSelect?: (id: string) => void }) {
  const { t } = useTexts('ui')
  const [ref, width] = useWidth<HTMLDivElement>(760)
  const frames = useMemo(() => framesFor(width), [width])
  const rest = { missions, onSelect }
  const small = width < wide
  return (
    <div className="world-map" ref={ref}>
      <MapView
        frame={frames.world}
        label={t('map.label')}
        gap={small ? 6 : 9}
        radius={small ? 2.4 : 3.4}
        named={!small}
        {...rest}
      />
      <div className={cx('world-map-insets', small && 'one')}>
        <figure>
          <MapView frame={frames.europe} label={t('map.europe')} gap={11} radius={4} {...rest} />
          <figcaption>{t('map.europe')}</figcaption>
        </figure>
        <figure>
          <MapView frame={frames.southeastAsia} label={t('map.southeastAsia')} gap={11} radius={4} {...rest} />
          <figcaption>{t('map.southeastAsia')}</figcaption>
        </figure>
      </div>
      <MapKey missions={missions} />
    </div>
  )
}

/** From this width on, names fit on the map and the insets stand side by side. */
const wide = 560

function framesFor(width: number): Record<'world' | 'europe' | 'southeastAsia', Frame> {
  const inset = width < wide ? width - 2 : (width - 12) / 2 - 2
  const height = Math.round(inset * 0.5)
  return {
    world: worldFrame(width),
    europe: insetFrame(inset, height, [-12, 36], [46, 60.5]),
    southeastAsia: insetFrame(inset, height, [88, -13], [148, 23]),
  }
}

function MapView({
  frame,
  label,
  gap,
  radius,
  named,
  missions,
  onSelect,
}: {
  frame: Frame
  label: string
  gap: number
  radius: number
  named?: boolean
  missions: readonly MapMission[]
  onSelect: ((id: string) => void) | undefined
}) {
  const land = useMemo(() => landPath(frame), [frame])
  const dots = useMemo(() => place(frame, missions, gap), [frame, missions, gap])
  const byId = useMemo(() => new Map(missions.map((mission) => [mission.id, mission])), [missions])
  const marked = dots.filter((dot) => isMarked(byId.get(dot.id)))
  const labels = named
    ? placeLabels(
        marked.map((dot) => ({ ...dot, text: labelOf(byId.get(dot.id)) })),
        dots,
        frame.width,
        frame.height,
      )
    : []
  return (
    <svg viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={label}>
      <path className="land" d={land} />
      {labels.map((label) => {
        const dot = marked.find((one) => one.id === label.id)
        return dot && <line key={label.id} className="leader" x1={dot.x} y1={dot.y} x2={label.x} y2={label.y} />
      })}
      {dots.map((dot) => {
        const mission = byId.get(dot.id)
        if (!mission) return null
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the table beside is the way for keys
          <g key={dot.id} className={cx('dot', onSelect && 'opens')} onClick={onSelect && (() => onSelect(dot.id))}>
            <title>{mission.name}</title>
            {isMarked(mission) && (
              <circle
                className={cx('ring', mission.alert !== undefined && 'alert')}
                cx={dot.x}
                cy={dot.y}
                r={radius + 4.4}
              />
            )}
            <circle
              className={mission.band}
              cx={dot.x}
              cy={dot.y}
              r={mission.band === 'unknown' ? radius - 1 : radius}
            />
          </g>
        )
      })}
      {labels.map((label) => (
        <text
          key={label.id}
          className={cx('name', byId.get(label.id)?.alert !== undefined && 'alert')}
          x={label.x}
          y={label.y + 4}
          textAnchor={label.end ? 'end' : 'start'}
        >
          {label.text}
        </text>
      ))}
    </svg>
  )
}

function MapKey({ missions }: { missions: readonly MapMission[] }) {
  const { t } = useTexts('ui')
  const { number } = useFormat()
  const marked = missions.filter((mission) => mission.help && mission.alert === undefined).length
  const alerts = missions.filter((mission) => mission.alert !== undefined).length
  return (
    <ul className="world-map-key">
      {(['strong', 'fair', 'growing', 'weak', 'unknown'] as const).map((band) => (
        <li key={band}>
          <i className={band} />
          {t(`map.${band}`)} <b className="num">{number(missions.filter((mission) => mission.band === band).length)}</b>
        </li>
      ))}
      {marked > 0 && (
        <li>
          <i className="ring" />
          {t('map.help')} <b className="num">{number(marked)}</b>
        </li>
      )}
      {alerts > 0 && (
        <li>
          <i className="ring alert" />
          {t('map.alert')} <b className="num">{number(alerts)}</b>
        </li>
      )}
    </ul>
  )
}

const isMarked = (mission: MapMission | undefined): boolean => mission?.help === true || mission?.alert !== undefined

const labelOf = (mission: MapMission | undefined): string =>
  mission === undefined ? '' : mission.alert === undefined ? mission.name : `${mission.name} ${mission.alert}`

function place(frame: Frame, missions: readonly MapMission[], gap: number): readonly Dot[] {
  const inside = missions.flatMap((mission) => {
    const at = frame.project([mission.longitude, mission.latitude])
    const seen = at && at[0] > 2 && at[0] < frame.width - 2 && at[1] > 2 && at[1] < frame.height - 2
    return seen ? [{ id: mission.id, x: at[0], y: at[1] }] : []
  })
  return nudgeApart(inside, gap)
}
