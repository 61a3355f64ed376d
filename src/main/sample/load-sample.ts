import { listMissions, systemScope } from '../../features/missions/index.ts'
import { seedSamplePersons } from '../../features/people/index.ts'
import type { Reader } from '../../features/reading/index.ts'
import { addDays, localDayOf, quarterOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { writeCampaigns } from './campaigns.ts'
import { readCaptions } from './corpus.ts'
import { writePosts } from './posts.ts'
import { seededRandom } from './random.ts'
import { writeRatings } from './ratings.ts'
import { writeAccounts, writeTargetMixes } from './register.ts'

const seed = 20_261_125
const ratedPerLanguageGroup = 120

/**
 * A plausible quarter for every mission, invented and marked so: persons, accounts, agreed mixes, kits with answers, posts with
 * readings, a sample rated blind. Runs in one transaction: all of it or none.
 */
export async function loadSample(
  deps: { db: Db; now: () => Date; reader: Reader; homeZone: string; seedFolder: string },
  progress: (sentence: string) => void,
): Promise<void> {
  const captions = await readCaptions(deps.seedFolder)
  await deps.db.transaction().execute(async (tx) => {
    const inside = { ...deps, db: tx, random: seededRandom(seed) }
    const today = localDayOf(deps.now(), deps.homeZone)
    const missions = await listMissions(tx, systemScope('sample'), today)
    const people = await seedSamplePersons(inside)
    const holding = (role: string) => people.filter((person) => person.role === role).map((person) => person.id)
    const [strategistId] = holding('strategist')
    if (!strategistId) throw new Error('The sample has no strategist.')
    const accounts = await writeAccounts(inside, missions)
    await writeTargetMixes(inside, missions, [...new Set([quarterOf(addDays(today, -90)), quarterOf(today)])])
    await writeCampaigns(inside, strategistId, missions)
    progress(`Data contoh: ${missions.length} perwakilan, menulis kiriman…`)
    const said = await writePosts(inside, missions, accounts, captions)
    await writeRatings(inside, holding('rater'), said, ratedPerLanguageGroup)
    progress(`Data contoh: ${said.length} pesan siap.`)
  })
}
