import { holds, type Scope } from '../missions/index.ts'

/** A mission's own people tend its alert, and headquarters' editors with them. Who may speak: `findEmergencyCapacity`. */
export const mayTend = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['mission_officer', 'head_of_mission', 'editor'], missionId)

/** Prepared texts: a mission's own people theirs, headquarters' editors and strategists those of everybody. */
export const mayPrepare = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['mission_officer', 'head_of_mission', 'regional_desk', 'editor', 'strategist'], missionId)
