/** Priorities under this one are urgent: they may use the reserve. Alerts are 0, ordinary deliveries 100. */
export const urgentBelow = 50

export type Slots = {
  /**
   * Waits for a free slot: the most urgent first, then accounts in turn, then in order of arrival.
   * @returns what gives the slot back; undefined where none became free within `waitMs`.
   */
  take(place: Place, waitMs: number): Promise<(() => void) | undefined>
}

type Place = { readonly priority: number; readonly turn: number }
type Waiting = { readonly place: Place; readonly start: (release: () => void) => void }

const isAfter = (a: Place, b: Place): boolean =>
  a.priority > b.priority || (a.priority === b.priority && a.turn > b.turn)

/** Calls of one process at once: `ordinary` for anybody, `reserve` more for what is urgent. */
export function createSlots(ordinary: number, reserve: number): Slots {
  const waiting: Waiting[] = []
  let taken = 0
  const isFree = (priority: number): boolean => taken < (priority < urgentBelow ? ordinary + reserve : ordinary)

  function release(): void {
    taken -= 1
    const next = waiting[0]
    if (next === undefined || !isFree(next.place.priority)) return
    waiting.shift()
    next.start(occupy())
  }

  function occupy(): () => void {
    taken += 1
    let isReleased = false
    return () => {
      if (isReleased) return
      isReleased = true
      release()
    }
  }

  return {
    take(place, waitMs) {
      if (isFree(place.priority)) return Promise.resolve(occupy())
      return new Promise((done) => {
        const timer = setTimeout(() => {
          const index = waiting.indexOf(entry)
          if (index >= 0) waiting.splice(index, 1)
          done(undefined)
        }, waitMs)
        const entry: Waiting = {
          place,
          start: (free) => {
            clearTimeout(timer)
            done(free)
          },
        }
        const after = waiting.findIndex((other) => isAfter(other.place, place))
        waiting.splice(after < 0 ? waiting.length : after, 0, entry)
      })
    },
  }
}
