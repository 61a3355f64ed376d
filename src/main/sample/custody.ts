import { addDays, localDayOf } from '../../platform/calendar/zones.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Seats } from './items.ts'
import { inChunks, type SampleAccount } from './posts.ts'
import { seededRandom } from './random.ts'

const dayMs = 86_400_000
// A stream of its own: what is invented here moves nothing else of the sample.
const ownSeed = 20_261_126
const quietMissions = 3

/**
 * Who answers for the sample's accounts, and a round in which missions confirm them. Most are in order; some lack a second
 * custodian or a word on recovery, a few are doubted, three missions have a second account that fell quiet.
 */
export async function writeCustody(
  deps: { db: Db; now: () => Date; homeZone: string },
  accounts: ReadonlyMap<string, readonly SampleAccount[]>,
  seats: ReadonlyMap<string, Seats>,
  strategistId: string,
): Promise<void> {
  const { db } = deps
  const random = seededRandom(ownSeed)
  const now = deps.now()
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const round = before(9)
  const custodians = []
  const attestations = []
  const answers = []
  for (const [missionId, { officer, head }] of seats) {
    const own = accounts.get(missionId) ?? []
    const isAlone = random.chance(0.08)
    const isLate = random.chance(0.12)
    const hasAnswered = random.chance(0.7)
    for (const { id: accountId } of own) {
      const named = { accountId, isLocalShortTerm: false, addedBy: head.id, addedAt: before(120) }
      custodians.push({
        ...named,
        id: newId(),
        name: officer.name,
        office: 'Pelaksana Fungsi Pensosbud',
        personId: officer.id,
      })
      if (!isAlone)
        custodians.push({ ...named, id: newId(), name: head.name, office: 'Kepala Perwakilan', personId: head.id })
      for (const kind of ['recovery', 'mfa'])
        if (!(isLate && kind === 'mfa'))
          attestations.push({ accountId, kind, attestedBy: officer.id, attestedAt: before(20 + random.int(200)) })
      if (!hasAnswered) continue
      const isDoubted = random.chance(0.015)
      answers.push({
        id: newId(),
        accountId,
        answer: isDoubted ? 'unsure' : 'ours',
        note: isDoubted ? 'Belum tahu siapa yang memegang sandinya.' : null,
        answeredBy: officer.id,
        answeredAt: new Date(round.getTime() + (1 + random.int(8)) * dayMs),
      })
    }
  }
  await inChunks(custodians, (chunk) => db.insertInto('accountCustodian').values(chunk).execute())
  await inChunks(attestations, (chunk) => db.insertInto('accountAttestation').values(chunk).execute())
  const dueOn = addDays(localDayOf(now, deps.homeZone), 21)
  await db
    .insertInto('confirmationRound')
    .values({ id: newId(), startedBy: strategistId, startedAt: round, dueOn })
    .execute()
  await inChunks(answers, (chunk) => db.insertInto('accountConfirmation').values(chunk).execute())
  await writeAnswered(db, answers, now)
  await writeQuietAccounts(db, [...accounts.keys()].slice(0, quietMissions), before(160))
}

type Answer = { readonly accountId: string; readonly answer: string; readonly answeredBy: string }

/** What the mission said is what the register says. */
async function writeAnswered(db: Db, answers: readonly Answer[], now: Date): Promise<void> {
  const idsOf = (answer: string) => answers.filter((one) => one.answer === answer).map((one) => one.accountId)
  await inChunks(idsOf('ours'), (ids) =>
    db.updateTable('account').set({ verifiedAt: now }).where('id', 'in', ids).where('verifiedAt', 'is', null).execute(),
  )
  await inChunks(idsOf('unsure'), (ids) =>
    db.updateTable('account').set({ verifiedAt: null }).where('id', 'in', ids).execute(),
  )
}

async function writeQuietAccounts(db: Db, missionIds: readonly string[], since: Date): Promise<void> {
  const rows = missionIds.map((missionId) => {
    const handle = `layanan.${missionId.replaceAll('-', '')}.contoh`
    return {
      id: newId(),
      missionId,
      network: 'instagram',
      handle,
      handleKey: handle,
      url: `https://example.org/contoh/instagram/${handle}`,
      languages: ['id'],
      purpose: 'Pelayanan WNI',
      status: 'active',
      statusChangedAt: since,
      createdAt: since,
    }
  })
  await db.insertInto('account').values(rows).execute()
}
