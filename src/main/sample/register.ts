import type { Mission } from '../../features/missions/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { inChunks, type SampleAccount } from './posts.ts'
import type { Random } from './random.ts'

/** Two or three active, invented accounts for every mission; their handles end in `.contoh`. */
export async function writeAccounts(
  deps: { db: Db; now: () => Date; random: Random },
  missions: readonly Mission[],
): Promise<ReadonlyMap<string, readonly SampleAccount[]>> {
  const now = deps.now()
  const byMission = new Map<string, SampleAccount[]>()
  const rows = []
  for (const mission of missions) {
    const handle = `${mission.id.replaceAll('-', '')}.contoh`
    const networks = deps.random.chance(0.6) ? ['instagram', 'facebook', 'x'] : ['instagram', 'facebook']
    for (const network of networks) {
      const shown = network === 'x' ? handle.replace('.', '_').slice(-15) : handle
      const id = newId()
      const account = { id, missionId: mission.id, network, handle: shown }
      byMission.set(mission.id, [...(byMission.get(mission.id) ?? []), account])
      rows.push({
        ...account,
        handleKey: shown,
        url: `https://example.org/contoh/${network}/${shown}`,
        languages: ['id', ...mission.languages],
        status: 'active',
        statusChangedAt: now,
        verifiedAt: deps.random.chance(0.8) ? now : null,
        createdAt: now,
      })
    }
  }
  await inChunks(rows, (chunk) => deps.db.insertInto('account').values(chunk).execute())
  return byMission
}

const mixCodes = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture'] as const
const baseMix: Readonly<Record<(typeof mixCodes)[number], number>> = {
  products: 20,
  services: 10,
  tourism: 20,
  investment: 15,
  policy: 15,
  protection: 10,
  culture: 10,
}

/** An agreed target mix of every mission for these quarters, in steps of five percent. */
export async function writeTargetMixes(
  deps: { db: Db; now: () => Date; random: Random },
  missions: readonly Mission[],
  quarters: readonly string[],
): Promise<void> {
  const now = deps.now()
  const mixes = []
  const shares = []
  for (const mission of missions)
    for (const quarter of quarters) {
      const id = newId()
      mixes.push({
        id,
        missionId: mission.id,
        quarter,
        status: 'agreed',
        proposedAt: now,
        agreedAt: now,
        createdAt: now,
      })
      const mix = { ...baseMix }
      const from = deps.random.pick(mixCodes.filter((code) => mix[code] > 10))
      const to = deps.random.pick(mixCodes.filter((code) => code !== from))
      mix[from] -= 5
      mix[to] += 5
      for (const code of mixCodes) shares.push({ mixId: id, objectiveCode: code, percent: mix[code] })
    }
  await inChunks(mixes, (chunk) => deps.db.insertInto('targetMix').values(chunk).execute())
  await inChunks(shares, (chunk) => deps.db.insertInto('targetMixShare').values(chunk).execute())
}
