import type { Db } from '../../platform/database/database.ts'
import { type Role, roles, type ScopedGrant } from '../missions/index.ts'
import { findMissionsOfRegions, findObjectiveSubtree, type SessionHolder } from './session-store.ts'

type Stored = SessionHolder['grants'][number]

/**
 * What each grant reaches today. Entries of its scope list add up: the ministry reaches everything, a region or a
 * mission reaches missions (and, through them, what belongs to those), an objective its whole branch, an account itself.
 */
export async function resolveGrants(db: Db, stored: readonly Stored[]): Promise<ScopedGrant[]> {
  return Promise.all(
    stored.filter(isKnown).map(async (grant) => {
      const named = (kind: Stored['scopes'][number]['kind']) =>
        grant.scopes.filter((scope) => scope.kind === kind).map((scope) => scope.value)
      if (named('ministry').length > 0) return { role: grant.role, missions: 'all', objectives: 'all', accounts: 'all' }
      const [regions, objectives] = [named('region'), named('objective')]
      return {
        role: grant.role,
        missions: new Set([
          ...named('mission'),
          ...(regions.length > 0 ? await findMissionsOfRegions(db, regions) : []),
        ]),
        objectives: new Set(objectives.length > 0 ? await findObjectiveSubtree(db, objectives) : []),
        accounts: new Set(named('account')),
      }
    }),
  )
}

const known: ReadonlySet<string> = new Set(roles)
// A role that a newer release wrote grants nothing here.
const isKnown = (grant: Stored): grant is Stored & { role: Role } => known.has(grant.role)
