import type { SlaClass } from '../../contract/questions.ts'
import { deadlineAfter, openWorkingCalendars } from '../../platform/calendar/working-time.ts'
import type { Db } from '../../platform/database/database.ts'
import { listMissions, type Mission, type Scope } from '../missions/index.ts'
import { hoursAllowed } from './model.ts'

const hourMs = 3_600_000

/** Until when a question that reached `mission` at `from` is to be answered, by that mission's own working calendar. */
export async function dueAt(
  home: Pick<Mission, 'countryIso2'>,
  mission: Mission,
  sla: SlaClass,
  from: Date,
): Promise<Date> {
  if (sla === 'emergency') return new Date(from.getTime() + hoursAllowed.emergency * hourMs)
  const calendarOf = await openWorkingCalendars(home.countryIso2)
  return deadlineAfter(calendarOf(mission), from, hoursAllowed[sla])
}

export type Register = { readonly home: Mission; readonly byId: ReadonlyMap<string, Mission> }

/** Every mission open on a day, headquarters among them. */
export async function readRegister(db: Db, scope: Scope, day: string): Promise<Register> {
  const missions = await listMissions(db, scope, day, { headquarters: true })
  const home = missions.find((mission) => mission.isHeadquarters)
  if (!home) throw new Error('the register has no headquarters')
  return { home, byId: new Map(missions.map((mission) => [mission.id, mission])) }
}
