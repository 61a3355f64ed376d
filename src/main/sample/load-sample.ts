import { listMissions, systemScope } from '../../features/missions/index.ts'
import { type SeededPerson, seedSamplePersons } from '../../features/people/index.ts'
import { addToSample } from '../../features/rating/index.ts'
import type { Reader } from '../../features/reading/index.ts'
import { addDays, localDayOf, quarterOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Files } from '../../platform/files.ts'
import { writeCampaigns } from './campaigns.ts'
import { readCaptions } from './corpus.ts'
import { writeCustody } from './custody.ts'
import { writeDirection } from './direction.ts'
import { writeExplainers } from './explainers.ts'
import { type Seats, writeItems } from './items.ts'
import { writePictures } from './media.ts'
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
  deps: { db: Db; now: () => Date; reader: Reader; homeZone: string; seedFolder: string; files: Files },
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
    await writeDirection(inside, strategistId, today)
    const [checkerId = strategistId] = holding('editor')
    await writeExplainers(inside, { authorId: strategistId, checkerId })
    const kits = await writeCampaigns(inside, strategistId, missions)
    progress(`Data contoh: ${missions.length} perwakilan, menulis kiriman…`)
    const said = await writePosts(inside, missions, accounts, captions)
    const seats = seatsOf(people)
    await writeCustody(inside, accounts, seats, strategistId)
    const officers = [...seats].map(([missionId, { officer }]) => ({ missionId, personId: officer.id }))
    const pictures = await writePictures(inside, officers)
    const items = await writeItems(inside, missions, { accounts, seats, pictures, kits })
    await writeRatings(inside, holding('rater'), said, ratedPerLanguageGroup)
    await addToSample(tx, systemScope('sample'), quarterOf(today), { precision: 5, seed: 'contoh-1' }, deps.now())
    progress(`Data contoh: ${said.length} pesan dan ${items} kiriman siap.`)
  })
}

/** Officer and head of every mission that has both. */
function seatsOf(people: readonly SeededPerson[]): ReadonlyMap<string, Seats> {
  const at = (role: string) =>
    new Map(people.flatMap((person) => (person.role === role && person.missionId ? [[person.missionId, person]] : [])))
  const heads = at('head_of_mission')
  return new Map(
    [...at('mission_officer')].flatMap(([missionId, officer]) => {
      const head = heads.get(missionId)
      return head ? [[missionId, { officer, head }] as const] : []
    }),
  )
}
