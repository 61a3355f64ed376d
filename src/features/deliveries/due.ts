import { instantOf, isZone } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'

/**
 * The instant of an intended wall time. A time that a clock change skips moves forward by the gap, a doubled one means
 * the first.
 * @throws AppError invalid for an unknown zone or an impossible date.
 */
export function dueInstant(dueLocal: string, dueZone: string): Date {
  if (!isZone(dueZone)) throw new AppError('invalid', 'delivery.zone_unknown', { zone: dueZone })
  try {
    return instantOf(dueLocal, dueZone)
  } catch (cause) {
    throw new AppError('invalid', 'delivery.time_impossible', { time: dueLocal }, [], cause)
  }
}
