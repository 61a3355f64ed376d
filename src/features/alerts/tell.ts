import type { Tx } from '../../platform/database/database.ts'
import type { Mission, Role, Scope } from '../missions/index.ts'
import { type Notice, notify } from '../notifications/index.ts'

export type Said = {
  readonly alertId: string
  readonly number: number
  readonly isDrill: boolean
  readonly kind: 'raised' | 'update' | 'stand_down'
  readonly level: number
  readonly title: string
  readonly nextUpdateAt: Date | null
}

const own: readonly Role[] = ['mission_officer', 'head_of_mission']
const headquarters: readonly Role[] = ['strategist', 'editor', 'leadership']

/**
 * Tells who must know of an alert (CRI-02): the mission's people, its desk and headquarters, and the missions nearby.
 * A drill is told to the mission's own people alone and says first that it is one.
 */
export async function tellOfAlert(
  tx: Tx,
  scope: Scope,
  now: Date,
  mission: Pick<Mission, 'id' | 'shortName'>,
  neighbours: readonly Pick<Mission, 'id'>[],
  said: Said,
): Promise<number> {
  const { alertId, number, isDrill, kind, level, title } = said
  const drill = isDrill ? { id: 'LATIHAN · ', en: 'DRILL · ' } : { id: '', en: '' }
  const what = {
    raised: { id: `Siaga ${level} dari ${mission.shortName}`, en: `Alert level ${level} from ${mission.shortName}` },
    update: {
      id: `Siaga ${level}, ${mission.shortName}: pembaruan ${number}`,
      en: `Alert level ${level}, ${mission.shortName}: update ${number}`,
    },
    stand_down: { id: `${mission.shortName} mencabut siaga`, en: `${mission.shortName} lifts its alert` },
  }[kind]
  const notice = (to: Notice['to'], path: string, dedupe: string): Notice => ({
    to,
    kind: `alert.${kind}`,
    about: { room: 'alerts', id: alertId, missionId: mission.id },
    path,
    words: {
      id: { title: drill.id + what.id, body: title },
      en: { title: drill.en + what.en, body: title },
    },
    dedupeKey: `${dedupe}:${alertId}:${number}`,
    urgent: !isDrill && kind !== 'update',
  })
  const path = `/krisis/siaga/${alertId}`
  const mine = notice({ roles: own, at: { missionId: mission.id } }, path, 'alert')
  if (isDrill) return notify(tx, scope, now, mine)
  const above: Notice['to'] = [
    { roles: own, at: { missionId: mission.id } },
    { roles: ['regional_desk'], at: { missionId: mission.id } },
    { roles: headquarters, at: 'ministry' },
  ]
  const told = await notify(tx, scope, now, { ...mine, to: above })
  if (neighbours.length === 0) return told
  const near = neighbours.map((one) => ({ roles: own, at: { missionId: one.id } }))
  // Others read what the public reads; the key is another, so that whoever serves two missions is told of both.
  return told + (await notify(tx, scope, now, notice(near, '/krisis', 'alert-near')))
}
