import { z } from 'zod'
import { account } from './accounts.ts'
import { day, id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Whoever answers for an account: at least two, of whom one is no local short-term contract (ACC-05). */
const custodianFields = {
  name: z.string().trim().min(2).max(120),
  /** Post or function, such as `Pelaksana Fungsi Pensosbud`. */
  office: z.string().trim().min(2).max(120),
  /** The person in Selaras, where there is one. */
  personId: id.nullable().default(null),
  isLocalShortTerm: z.boolean().default(false),
  postingEndsOn: day.nullable().default(null),
}

export const custodian = z.object({
  id,
  name: z.string(),
  office: z.string(),
  personId: id.nullable(),
  isLocalShortTerm: z.boolean(),
  /** Last day of the posting: of the person in Selaras where it is known there, else as it was entered. */
  endsOn: day.nullable(),
})
export type Custodian = z.output<typeof custodian>

export const attestationKind = z.enum(['recovery', 'mfa'])

/** What is wrong with the custody of an account; an empty list is good. */
export const custodyGap = z.enum([
  'no_custodian',
  'one_custodian',
  'only_local_short_term',
  'custodian_left',
  'custodian_leaving',
  'recovery_not_attested',
  'mfa_not_attested',
  'attestation_old',
])
export type CustodyGap = z.output<typeof custodyGap>

export const custody = z.object({
  custodians: z.array(custodian),
  attestations: z.array(z.object({ kind: attestationKind, by: z.string().nullable(), at: instant })),
  vaultReference: z.string().nullable(),
  gaps: z.array(custodyGap),
})
export type Custody = z.output<typeof custody>

/** What an account needs somebody to do. */
export const careKind = z.enum([
  'proposed',
  'approved_not_active',
  'closing_proposed',
  'connection_refused',
  'connection_expired',
  'connection_expires',
  'connection_failing',
  'unconfirmed',
  'denied',
  'dormant',
  'overlapping',
  'custody',
])
export type CareKind = z.output<typeof careKind>

export const careFinding = z.object({
  accountId: id,
  missionId,
  network: z.string(),
  handle: z.string(),
  kind: careKind,
  /** What the sentence needs: days without a post, handle of the other account, the network's words. */
  detail: z.string().nullable(),
  gaps: z.array(custodyGap),
  /** Since or by when, in UTC. */
  at: instant.nullable(),
})
export type CareFinding = z.output<typeof careFinding>

/** One account after another (domain section 4, journey 4). */
export const handoverStep = z.enum([
  'password_reset',
  'recovery_moved',
  'mfa_reenrolled',
  'sessions_revoked',
  'successor_confirmed',
])
export type HandoverStep = z.output<typeof handoverStep>
export const handoverSide = z.enum(['leaver', 'successor'])

const party = z.object({ name: z.string(), office: z.string(), personId: id.nullable(), isLocalShortTerm: z.boolean() })

export const handover = z.object({
  id,
  missionId,
  leaver: party,
  /** Last day of the posting; rights in Selaras end with it whether or not the list is done. */
  endsOn: day,
  successor: party.extend({ endsOn: day.nullable() }).nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  outcome: z.enum(['signed', 'cancelled']).nullable(),
  cancelReason: z.string().nullable(),
  isOverdue: z.boolean(),
  accounts: z.array(
    z.object({
      accountId: id,
      network: z.string(),
      handle: z.string(),
      steps: z.array(z.object({ step: handoverStep, by: z.string().nullable(), at: instant })),
    }),
  ),
  signatures: z.array(z.object({ side: handoverSide, by: z.string(), personId: id, at: instant })),
  /** Hash of what is signed; a signature names it, so that nobody signs what changed meanwhile. */
  minutesHash: z.string(),
})
export type Handover = z.output<typeof handover>

export const confirmationAnswer = z.enum(['ours', 'not_ours', 'unsure', 'withdrawn'])

export const confirmationRound = z.object({
  id,
  /** null = every mission. */
  missionId: missionId.nullable(),
  startedAt: instant,
  startedBy: z.string().nullable(),
  dueOn: day,
  closedAt: instant.nullable(),
})

export const missionRound = z.object({
  round: confirmationRound.nullable(),
  /** Accounts of the mission that are asked about, and what was answered since the round began. */
  accounts: z.array(
    z.object({
      accountId: id,
      answer: confirmationAnswer.nullable(),
      note: z.string().nullable(),
      at: instant.nullable(),
      by: z.string().nullable(),
    }),
  ),
})

const accountParams = z.object({ accountId: id })
const handoverParams = z.object({ handoverId: id })

export const accountCustodyEndpoints = {
  care: endpoint({
    method: 'GET',
    path: '/api/v1/account-care',
    summary: 'What accounts need somebody to do: connections, custody, confirmation, dormant and overlapping ones',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ findings: z.array(careFinding) }),
  }),
  custody: endpoint({
    method: 'GET',
    path: '/api/v1/accounts/:accountId/custody',
    summary: 'Custodians, attestations and what is missing',
    access: 'person',
    params: accountParams,
    response: custody,
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/colleagues',
    summary: 'Who works at a mission today, to name as custodian or successor; for those who keep its accounts',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({
      colleagues: z.array(z.object({ id, name: z.string(), roles: z.array(z.string()), leavesOn: day.nullable() })),
    }),
  }),
  addCustodian: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/custodians',
    summary: 'Names a custodian',
    access: 'person',
    idempotent: true,
    status: 201,
    params: accountParams,
    body: z.object(custodianFields),
    response: custody,
  }),
  removeCustodian: endpoint({
    method: 'DELETE',
    path: '/api/v1/custodians/:custodianId',
    summary: 'A custodian answers for the account no longer',
    access: 'person',
    params: z.object({ custodianId: id }),
    response: custody,
  }),
  attest: endpoint({
    method: 'PUT',
    path: '/api/v1/accounts/:accountId/attestations',
    summary: 'Vouches today that recovery is institutional or the second factor is on; `holds: false` takes it back',
    access: 'person',
    params: accountParams,
    body: z.object({ kind: attestationKind, holds: z.boolean() }),
    response: custody,
  }),
  setVaultReference: endpoint({
    method: 'PUT',
    path: '/api/v1/accounts/:accountId/vault-reference',
    summary: 'Says where the ministry’s vault keeps the password; never the password itself',
    access: 'person',
    params: accountParams,
    body: z.object({ reference: z.string().trim().max(200) }),
    response: custody,
  }),
  proposeClosing: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/closing-proposal',
    summary: 'Proposes to close an account or to merge it into another of the mission; somebody else decides',
    access: 'person',
    params: accountParams,
    body: z.object({ reason: z.string().trim().min(3).max(500), mergeInto: id.nullable().default(null) }),
    response: account,
  }),
  dropClosing: endpoint({
    method: 'DELETE',
    path: '/api/v1/accounts/:accountId/closing-proposal',
    summary: 'The account stays',
    access: 'person',
    params: accountParams,
    response: account,
  }),
  confirm: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/verification',
    summary: 'An officer of the mission says whether this account is theirs; only then may it be called official',
    access: 'person',
    params: accountParams,
    body: z.object({ answer: confirmationAnswer, note: z.string().trim().max(500).optional() }),
    response: account,
  }),
  missionRound: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/confirmation-round',
    summary: 'The round in which this mission confirms its accounts, with its answers',
    access: 'person',
    params: z.object({ missionId }),
    response: missionRound,
  }),
  rounds: endpoint({
    method: 'GET',
    path: '/api/v1/confirmation-rounds',
    summary: 'The open rounds and how far each mission that the caller may read has come',
    access: 'person',
    response: z.object({
      rounds: z.array(confirmationRound),
      missions: z.array(z.object({ missionId, total: z.number().int(), answered: z.number().int(), dueOn: day })),
    }),
  }),
  startRound: endpoint({
    method: 'POST',
    path: '/api/v1/confirmation-rounds',
    summary: 'Asks a mission, or every mission, to confirm its accounts one by one',
    access: 'person',
    idempotent: true,
    status: 201,
    body: z.object({ missionId: missionId.nullable().default(null), dueOn: day }),
    response: confirmationRound,
  }),
  closeRound: endpoint({
    method: 'POST',
    path: '/api/v1/confirmation-rounds/:roundId/closing',
    summary: 'Ends a round; answers stay',
    access: 'person',
    params: z.object({ roundId: id }),
    response: confirmationRound,
  }),
  handovers: endpoint({
    method: 'GET',
    path: '/api/v1/handovers',
    summary: 'Handovers that are open, or were closed in the last year, by end of posting',
    access: 'person',
    query: z.object({ missionId: missionId.optional() }),
    response: z.object({ handovers: z.array(handover) }),
  }),
  getHandover: endpoint({
    method: 'GET',
    path: '/api/v1/handovers/:handoverId',
    summary: 'One handover with its list and signatures',
    access: 'person',
    params: handoverParams,
    response: handover,
  }),
  openHandover: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/handovers',
    summary: 'Opens a handover before its time; else it opens by itself 60 days before the end of a posting',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ missionId }),
    body: z.object({ custodianId: id, endsOn: day }),
    response: handover,
  }),
  nameSuccessor: endpoint({
    method: 'PUT',
    path: '/api/v1/handovers/:handoverId/successor',
    summary: 'Says who takes over; changing it takes signatures back',
    access: 'person',
    params: handoverParams,
    body: z.object(custodianFields),
    response: handover,
  }),
  tickStep: endpoint({
    method: 'PUT',
    path: '/api/v1/handovers/:handoverId/steps',
    summary: 'Ticks one step for one account, or unticks it; changing the list takes signatures back',
    access: 'person',
    params: handoverParams,
    body: z.object({ accountId: id, step: handoverStep, done: z.boolean() }),
    response: handover,
  }),
  signHandover: endpoint({
    method: 'POST',
    path: '/api/v1/handovers/:handoverId/signature',
    summary: 'Signs for one side; two different persons sign, after every step is done',
    access: 'person',
    params: handoverParams,
    body: z.object({ side: handoverSide, minutesHash: z.string().min(1).max(128) }),
    response: handover,
  }),
  cancelHandover: endpoint({
    method: 'POST',
    path: '/api/v1/handovers/:handoverId/cancellation',
    summary: 'Ends a handover without signatures, with the reason (a posting was prolonged)',
    access: 'person',
    params: handoverParams,
    body: z.object({ reason: z.string().trim().min(3).max(500) }),
    response: handover,
  }),
}
