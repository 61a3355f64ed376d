import type { Delivery } from '../../../contract/deliveries.ts'
import { useTexts } from '../../i18n/index.ts'
import type { Zone } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'

/** Every attempt, oldest first, in the mission's clock with seconds; the network's own words below each. */
export function Attempts({ delivery: { attempts, state }, place }: { delivery: Delivery; place: Zone }) {
  const { t } = useTexts('deliveries')
  const { time, day } = useFormat()
  return (
    <details className="deliveries-attempts" open={state === 'unknown' || state === 'refused'}>
      <summary>
        {t('detail.attempts', { count: attempts.length })} <small className="mute">{place.label}</small>
      </summary>
      {attempts.length === 0 ? (
        <p className="mute">{t('detail.noAttempts')}</p>
      ) : (
        <ol>
          {attempts.map((attempt) => {
            const at = new Date(attempt.startedAt)
            return (
              <li key={`${attempt.number}-${attempt.kind}-${attempt.startedAt}`}>
                <time className="num" dateTime={attempt.startedAt} title={day(at, place.zone)}>
                  {time(at, place.zone, true)}
                </time>
                <span>
                  {attempt.note.detail}
                  {attempt.detail !== null && (
                    <small>
                      {t('detail.said')}: “{attempt.detail}”
                    </small>
                  )}
                </span>
              </li>
            )
          })}
        </ol>
      )}
    </details>
  )
}
