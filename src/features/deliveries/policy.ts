import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { holds, holdsEverywhere, type Role, type Scope } from '../missions/index.ts'

/** Those who bring a mission's deliveries on: its own people, and the editors who serve it. */
const actors: readonly Role[] = ['mission_officer', 'head_of_mission', 'editor']
const headquarters: readonly Role[] = ['strategist', 'editor', 'administrator']

export const mayAct = (scope: Scope, missionId: string): boolean => holds(scope, actors, missionId)

/** @throws AppError forbidden */
export function demandAct(scope: Scope, missionId: string): void {
  if (!mayAct(scope, missionId)) throw new AppError('forbidden', 'delivery.not_yours')
}

/** What a hold is laid on, with the missions that it names. */
export type HoldScope = {
  readonly kind: 'ministry' | 'region' | 'mission' | 'account' | 'item' | 'campaign'
  /** Missions of a region, or the one of a mission, account or item. */
  readonly missions: readonly string[]
}

/** Headquarters holds anything it reaches; a head of mission holds what is of the own mission. */
export function mayHold(scope: Scope, target: HoldScope): boolean {
  switch (target.kind) {
    case 'ministry':
    case 'campaign':
      return holdsEverywhere(scope, headquarters)
    case 'region':
      return target.missions.length > 0 && target.missions.every((mission) => holds(scope, headquarters, mission))
    default:
      return target.missions.every((mission) => holds(scope, [...headquarters, 'head_of_mission'], mission))
  }
}

/** Missions that a hold's scope names; undefined where there is no such region, mission, account, item or campaign. */
export async function missionsOfHold(
  db: Db,
  kind: HoldScope['kind'],
  value: string,
): Promise<readonly string[] | undefined> {
  if ((kind === 'account' || kind === 'item' || kind === 'campaign') && !isId(value)) return undefined
  switch (kind) {
    case 'ministry':
      return []
    case 'region': {
      const region = await db.selectFrom('region').select('id').where('id', '=', value).executeTakeFirst()
      if (!region) return undefined
      const rows = await db.selectFrom('mission').select('id').where('regionId', '=', value).execute()
      return rows.map((row) => row.id)
    }
    case 'mission': {
      const row = await db.selectFrom('mission').select('id').where('id', '=', value).executeTakeFirst()
      return row && [row.id]
    }
    case 'campaign': {
      const row = await db.selectFrom('campaign').select('id').where('id', '=', value).executeTakeFirst()
      return row && []
    }
    default: {
      const row = await db.selectFrom(kind).select('missionId').where('id', '=', value).executeTakeFirst()
      return row && [row.missionId]
    }
  }
}
