import type { MissionAlignment } from '../../../contract/alignment.ts'
import { useTexts } from '../../i18n/index.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useReasons } from './losses-panel.tsx'
import { Quarter } from './window-switch.tsx'

/** The frozen quarter beside what its labels say today, and the peer group's medians: missions alike, never an order. */
export function BesidePanel({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, range, calendarDay } = useFormat()
  const { data } = useReasons({ missionId: alignment.mission.id, window: alignment.window.key })
  if (!data?.frozen) return null
  const { frozen, peers } = data
  const isSame = alignment.window.key === frozen.quarter
  return (
    <Panel title={t('frozen.title')} note={t('frozen.note', { day: calendarDay(frozen.frozenAt.slice(0, 10)) })}>
      <div className="stack">
        <p className="num">
          <Quarter quarter={frozen.quarter} />: <b>{frozen.index === null ? '–' : number(frozen.index, 1)}</b>{' '}
          {frozen.interval && t('range', { range: range(frozen.interval.low, frozen.interval.high, 0) })}
        </p>
        {isSame && alignment.index !== null && (
          <p className="num">{t('frozen.today', { value: number(alignment.index, 1) })}</p>
        )}
        {peers && (
          <p className="num">
            {t('frozen.peers', {
              group: t(`frozen.group.${peers.group}`),
              n: number(peers.missions),
              value: number(peers.index, 0),
            })}
          </p>
        )}
        <p className="mute t13">
          {t('frozen.method', { method: frozen.method })} <code>{frozen.inputsHash.slice(0, 12)}</code>
        </p>
      </div>
    </Panel>
  )
}
