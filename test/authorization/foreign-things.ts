import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { explainerContent } from '../../src/contract/explainers.ts'
import { type Db, json } from '../../src/platform/database/database.ts'
import { newId } from '../../src/platform/ids.ts'
import type { TestServer } from '../support/server.ts'
import { atMission, signInAs } from '../support/sign-in.ts'
import type { Known } from './example-of.ts'

/** Stands in every text of the foreign mission; no answer to a stranger may hold it. */
export const secretWord = 'RAHASIATOKYO'

/** One of everything that belongs to a mission, written straight into its tables, by the name that paths give its id. */
export async function makeForeignThings(server: TestServer, missionId: string): Promise<Known> {
  const { db } = server
  const at = server.clock.now()
  const officer = await signInAs(server, { role: 'mission_officer', scopes: atMission(missionId) })
  const personId = officer.personId
  const ids = {
    accountId: newId(),
    campaignId: newId(),
    mediaId: newId(),
    uploadId: newId(),
    itemId: newId(),
    variantId: newId(),
    deliveryId: newId(),
    messageId: newId(),
    postId: newId(),
    mixId: newId(),
    holdId: newId(),
    custodianId: newId(),
    handoverId: newId(),
    roundId: newId(),
    recallId: newId(),
    mandateId: newId(),
    factId: newId(),
    narrativeId: newId(),
    importId: newId(),
    outcomeId: newId(),
    outcomeCodeId: newId(),
    explainerId: newId(),
    alertId: newId(),
    crisisTextId: newId(),
    takeoverId: newId(),
    caseId: newId(),
    evidenceId: newId(),
    taskId: newId(),
    reportId: newId(),
    questionId: newId(),
    answerId: newId(),
    misunderstandingId: newId(),
  }
  const network = 'x'
  await db
    .insertInto('account')
    .values({
      id: ids.accountId,
      missionId,
      network,
      handle: secretWord,
      handleKey: secretWord.toLowerCase(),
      url: 'https://x.com/contoh',
      status: 'proposed',
      statusChangedAt: at,
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('campaign')
    .values({
      id: ids.campaignId,
      title: secretWord,
      objectiveCode: 'products',
      goal: secretWord,
      baseline: '',
      startsOn: '2026-11-01',
      endsOn: '2026-12-31',
      obligation: 'recommended',
      status: 'released',
      releasedAt: at,
      createdBy: personId,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const kitId = newId()
  await db.insertInto('kit').values({ id: kitId, campaignId: ids.campaignId }).execute()
  await db
    .insertInto('kitCore')
    .values({ kitId, language: 'id', headline: secretWord, message: secretWord, isMaster: true })
    .execute()
  await db.insertInto('assignment').values({ campaignId: ids.campaignId, missionId, status: 'pending' }).execute()
  const files = join(server.installation.config.dataFolder, 'files')
  await mkdir(files, { recursive: true })
  await writeFile(join(files, secretWord), secretWord)
  await db
    .insertInto('media')
    .values({
      id: ids.mediaId,
      missionId,
      sha256: secretWord,
      contentType: 'image/png',
      bytes: secretWord.length,
      width: 1,
      height: 1,
      fileKey: secretWord,
      createdBy: personId,
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('item')
    .values({
      id: ids.itemId,
      missionId,
      authorId: personId,
      title: secretWord,
      kind: 'purpose',
      status: 'in_review',
      plannedLocal: '2026-12-01T09:00',
      plannedZone: 'Asia/Tokyo',
      createdAt: at,
      updatedAt: at,
      submittedAt: at,
    })
    .execute()
  await db
    .insertInto('itemText')
    .values({ itemId: ids.itemId, language: 'id', text: secretWord, isMaster: true, updatedAt: at })
    .execute()
  await db
    .insertInto('variant')
    .values({ id: ids.variantId, itemId: ids.itemId, accountId: ids.accountId, language: 'id', updatedAt: at })
    .execute()
  await db
    .insertInto('delivery')
    .values({
      id: ids.deliveryId,
      itemId: ids.itemId,
      variantId: ids.variantId,
      accountId: ids.accountId,
      missionId,
      network,
      bundleHash: secretWord,
      content: json({ text: secretWord, languages: ['id'], link: null, images: [] }),
      itemKind: 'purpose',
      recordKey: 'x',
      idempotencyKey: 'x',
      recordCreatedAt: at,
      dueLocal: '2026-12-01T09:00',
      dueZone: 'Asia/Tokyo',
      dueAt: at,
      state: 'awaiting_person',
      stateChangedAt: at,
      nextAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const day = '2026-11-20'
  await db
    .insertInto('message')
    .values({ id: ids.messageId, missionId, localDay: day, text: secretWord, firstPublishedAt: at, createdAt: at })
    .execute()
  await writeFile(join(files, `${secretWord}.pdf`), secretWord)
  await db
    .insertInto('report')
    .values({
      ...{ id: ids.reportId, kind: 'mission', missionId, quarter: '2026-Q4', locale: 'id', format: 'pdf' },
      ...{ state: 'done', requestedBy: personId, requestedAt: at, touchedAt: at, fileKey: `${secretWord}.pdf` },
    })
    .execute()
  await db
    .insertInto('ratingTask')
    .values({
      ...{ id: ids.taskId, messageId: ids.messageId, origin: 'companion', languageGroup: 'id', labelSource: 'machine' },
      ...{ orderKey: '0', needed: 1, createdAt: at },
    })
    .execute()
  await db
    .insertInto('post')
    .values({
      id: ids.postId,
      accountId: ids.accountId,
      missionId,
      network,
      remoteId: secretWord,
      url: 'https://x.com/contoh/1',
      text: secretWord,
      publishedAt: at,
      localDay: day,
      source: 'observed',
      messageId: ids.messageId,
      firstSeenAt: at,
      lastSeenAt: at,
    })
    .execute()
  await db
    .insertInto('targetMix')
    .values({ id: ids.mixId, missionId, quarter: '2026-Q4', status: 'proposed', proposedAt: at, createdAt: at })
    .execute()
  await db
    .insertInto('hold')
    .values({
      id: ids.holdId,
      kind: 'pause',
      scopeKind: 'mission',
      scopeValue: missionId,
      reason: secretWord,
      startsAt: at,
      createdAt: at,
    })
    .execute()
  await makeMinistryThings(db, ids, at)
  await makeImportsAndOutcomes(db, ids, missionId, at)
  await db
    .insertInto('recall')
    .values({ id: ids.recallId, cause: 'amended', campaignId: ids.campaignId, reason: secretWord, createdAt: at })
    .execute()
  await db
    .insertInto('recallItem')
    .values({
      recallId: ids.recallId,
      itemId: ids.itemId,
      missionId,
      itemStatus: 'in_review',
      itemRevision: 1,
      heldCount: 0,
      outCount: 0,
    })
    .execute()
  await makeQuestionThings(db, ids, missionId, personId, at)
  await makeCustodyThings(db, ids, missionId, at)
  await makeExplainer(db, ids.explainerId, missionId, personId, at)
  await makeCrisisThings(db, ids, missionId, personId, at)
  await db
    .insertInto('approvalMandate')
    .values({
      id: ids.mandateId,
      kind: 'delegation',
      missionId,
      personId,
      tiers: ['routine'],
      startsOn: '2026-11-01',
      endsOn: '2026-12-31',
      reason: secretWord,
      createdAt: at,
    })
    .execute()
  const own = { personId, sessionId: 'session', grantId: 'roleGrant' } as const
  const session = await db
    .selectFrom(own.sessionId)
    .select('id')
    .where('personId', '=', personId)
    .executeTakeFirstOrThrow()
  const grant = await db.selectFrom(own.grantId).select('id').where('personId', '=', personId).executeTakeFirstOrThrow()
  return { ...ids, missionId, personId, sessionId: session.id, grantId: grant.id }
}

/** What belongs to the whole ministry but is reached by an id of its own: strangers may read it, not change it. */
async function makeMinistryThings(db: Db, ids: { factId: string; narrativeId: string }, at: Date): Promise<void> {
  await db.insertInto('fact').values({ id: ids.factId, createdAt: at }).execute()
  const fact = { nameId: 'Nilai ekspor', nameEn: '', value: '17,2', unit: '', source: 'BPS' }
  await db
    .insertInto('factVersion')
    .values({ factId: ids.factId, version: 1, ...fact, createdAt: at })
    .execute()
  await db.insertInto('narrative').values({ id: ids.narrativeId, createdAt: at }).execute()
  const narrative = {
    title: 'Rempah',
    objectiveCodes: ['products'],
    ownerUnit: '',
    source: '',
    validFrom: '2026-11-01',
  }
  await db
    .insertInto('narrativeVersion')
    .values({
      narrativeId: ids.narrativeId,
      version: 1,
      ...narrative,
      texts: json([{ language: 'id', message: 'Rempah kami asli', mustSay: [], mustNotSay: [] }]),
      createdAt: at,
    })
    .execute()
}

/** Still being written, given to the desk of the foreign mission's region. */
async function makeExplainer(db: Db, id: string, missionId: string, personId: string, at: Date): Promise<void> {
  const { regionId } = await db
    .selectFrom('mission')
    .select('regionId')
    .where('id', '=', missionId)
    .executeTakeFirstOrThrow()
  const about = { topic: 'economy', objectiveCode: 'products', regionId, contact: secretWord, stage: 'writing' }
  await db
    .insertInto('explainer')
    .values({ id, slug: 'rahasia', ...about, createdBy: personId, createdAt: at, updatedAt: at })
    .execute()
  const content = explainerContent.parse({ title: secretWord, benefit: {} })
  await db
    .insertInto('explainerText')
    .values({ explainerId: id, language: 'id', isMaster: true, content: json(content), masterHash: 'x', updatedAt: at })
    .execute()
}

async function makeImportsAndOutcomes(
  db: Db,
  ids: { accountId: string; campaignId: string; importId: string; outcomeId: string; outcomeCodeId: string },
  missionId: string,
  at: Date,
): Promise<void> {
  await db
    .insertInto('importRun')
    .values({
      id: ids.importId,
      missionId,
      accountId: ids.accountId,
      network: 'x',
      kind: 'posts',
      zone: 'Asia/Tokyo',
      fileName: secretWord,
      state: 'needs_mapping',
      header: [secretWord, 'tanggal'],
      takenAt: at,
      createdAt: at,
      updatedAt: at,
    })
    .execute()
  const code = {
    id: ids.outcomeCodeId,
    missionId,
    campaignId: ids.campaignId,
    objectiveCode: 'products',
    code: 'bcdfghj',
  }
  await db
    .insertInto('outcomeCode')
    .values({ ...code, targetUrl: `https://contoh.test/${secretWord}`, createdAt: at, updatedAt: at })
    .execute()
  const outcome = { id: ids.outcomeId, missionId, kind: 'lead', amount: 3, happenedOn: '2026-11-20' }
  await db
    .insertInto('outcome')
    .values({ ...outcome, source: secretWord, objectiveCode: 'products', createdAt: at })
    .execute()
}

async function makeCustodyThings(
  db: Db,
  ids: { accountId: string; custodianId: string; handoverId: string; roundId: string },
  missionId: string,
  at: Date,
): Promise<void> {
  const { accountId, custodianId, handoverId, roundId } = ids
  await db
    .insertInto('accountCustodian')
    .values({ id: custodianId, accountId, name: secretWord, office: secretWord, isLocalShortTerm: false, addedAt: at })
    .execute()
  await db
    .insertInto('handover')
    .values({
      id: handoverId,
      missionId,
      leaverName: secretWord,
      leaverOffice: secretWord,
      leaverIsLocalShortTerm: false,
      endsOn: '2026-12-31',
      openedAt: at,
    })
    .execute()
  await db.insertInto('handoverAccount').values({ handoverId, accountId }).execute()
  await db
    .insertInto('confirmationRound')
    .values({ id: roundId, missionId, startedAt: at, dueOn: '2026-12-31' })
    .execute()
}

async function makeQuestionThings(
  db: Db,
  ids: { questionId: string; answerId: string; misunderstandingId: string },
  missionId: string,
  personId: string,
  at: Date,
): Promise<void> {
  await db
    .insertInto('question')
    .values({
      id: ids.questionId,
      origin: 'pasted',
      topic: 'consular',
      sla: 'consular',
      missionId,
      language: 'id',
      text: secretWord,
      state: 'answered',
      askedAt: at,
      dueAt: at,
      answeredAt: at,
    })
    .execute()
  await db
    .insertInto('publicAnswer')
    .values({
      id: ids.answerId,
      questionId: ids.questionId,
      missionId,
      topic: 'consular',
      language: 'id',
      question: 'Jam buka?',
      answer: 'Pukul sembilan.',
      publishedBy: personId,
      publishedAt: at,
    })
    .execute()
  await db
    .insertInto('misunderstanding')
    .values({
      id: ids.misunderstandingId,
      topic: 'policy',
      title: 'Bebas visa',
      stems: ['visa'],
      questionCount: 5,
      firstAt: at,
      lastAt: at,
    })
    .execute()
}

async function makeCrisisThings(
  db: Db,
  ids: {
    alertId: string
    crisisTextId: string
    accountId: string
    takeoverId: string
    caseId: string
    evidenceId: string
  },
  missionId: string,
  personId: string,
  at: Date,
): Promise<void> {
  const texts = json([{ language: 'id', title: secretWord, situation: '', instructions: [secretWord] }])
  await db
    .insertInto('alert')
    .values({
      id: ids.alertId,
      missionId,
      slug: secretWord,
      isDrill: true,
      scenario: 'other',
      countryIso2: 'JP',
      startsAt: at,
      createdBy: personId,
      createdAt: at,
    })
    .execute()
  await db
    .insertInto('alertUpdate')
    .values({
      alertId: ids.alertId,
      number: 1,
      kind: 'raised',
      level: 3,
      texts,
      hotlines: json([{ label: 'KBRI', number: '112', kind: 'phone', side: 'mission' }]),
      knownAt: at,
      decidedAt: at,
      decidedBy: personId,
      capacity: 'head_of_mission',
    })
    .execute()
  await db
    .insertInto('takeover')
    .values({
      id: ids.takeoverId,
      accountId: ids.accountId,
      missionId,
      lostAt: at,
      knownAt: at,
      decidedAt: at,
      reason: secretWord,
    })
    .execute()
  const copy = { network: 'x', handle: secretWord, handleKey: 'palsu', url: 'https://x.com/palsu', source: 'staff' }
  await db
    .insertInto('impersonationCase')
    .values({ id: ids.caseId, missionId, ...copy, summary: secretWord, registryAnswer: 'unregistered', openedAt: at })
    .execute()
  await db
    .insertInto('impersonationEvidence')
    .values({
      id: ids.evidenceId,
      caseId: ids.caseId,
      kind: 'screenshot',
      url: copy.url,
      sha256: secretWord,
      contentType: 'image/png',
      bytes: 1,
      fileKey: secretWord,
      capturedAt: at,
      addedAt: at,
    })
    .execute()
  const row = { id: ids.crisisTextId, missionId, kind: 'dark_page', scenario: 'other', texts }
  await db
    .insertInto('crisisText')
    .values({ ...row, reviewedAt: at, createdAt: at, updatedAt: at })
    .execute()
}

/** The same names, pointing at nothing. */
export function makeMissingThings(foreign: Known): Known {
  return { ...Object.fromEntries(Object.keys(foreign).map((name) => [name, newId()])), missionId: 'kbri-atlantis' }
}
