import { z } from 'zod'
import { id, instant, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** Status machine of an account (ACC-03): diusulkan, disetujui, aktif, ditangguhkan, diambil alih, dipulihkan, ditutup, diarsipkan. */
export const accountStatus = z.enum([
  'proposed',
  'approved',
  'active',
  'suspended',
  'taken_over',
  'restored',
  'closed',
  'archived',
])
export type AccountStatus = z.output<typeof accountStatus>

/** How the connection of an account stands. */
export const connectionHealth = z.object({
  /** Name of whoever connected it; null where the command line did. */
  connectedBy: z.string().nullable(),
  connectedAt: instant.nullable(),
  /** When the network last answered a call of this account with yes. */
  succeededAt: instant.nullable(),
  /** When the network's consent ends and a person must connect again; null = it names no end. */
  expiresAt: instant.nullable(),
  /** The network takes nothing more before this. */
  limitedUntil: instant.nullable(),
  /** Refusals in a row; one disconnects nobody. */
  refusals: z.number().int(),
})

export const account = z.object({
  id,
  missionId,
  network: z.string(),
  handle: z.string(),
  url: z.string(),
  languages: z.array(z.string()),
  /** What it is for. */
  purpose: z.string().nullable(),
  status: accountStatus,
  statusChangedAt: instant,
  /** Where the caller may move it now. */
  moves: z.array(accountStatus),
  /** The caller proposed it, so somebody else must approve and activate it. */
  isOwnProposal: z.boolean(),
  /** How sure the source of an imported account was: high, medium, low; null for those entered here. */
  confidence: z.string().nullable(),
  verifiedAt: instant.nullable(),
  /** none | connected | refused */
  connectionState: z.string(),
  connectionDetail: z.string().nullable(),
  /** null where nothing is connected. */
  connection: connectionHealth.nullable(),
  /** Where the ministry's own vault keeps its password; never the password. */
  vaultReference: z.string().nullable(),
  /** A wish to close it or merge it into another that somebody else has to decide. */
  closing: z.object({ reason: z.string(), mergeInto: id.nullable(), isOwn: z.boolean() }).nullable(),
})
export type Account = z.output<typeof account>

/** Numbers of a mission's accounts, those that are closed left out. `official`: in use and confirmed by the mission. */
export const accountCounts = z.object({
  missionId,
  total: z.number().int(),
  inUse: z.number().int(),
  official: z.number().int(),
  connected: z.number().int(),
  proposed: z.number().int(),
})

/** One line of an account's history, newest first. `kind` says which of the fields are filled. */
export const accountEvent = z.object({
  id,
  kind: z.enum(['move', 'undo', 'rename', 'confirmation']),
  at: instant,
  /** null: the system or the command line. */
  by: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
})
export type AccountEvent = z.output<typeof accountEvent>

/** The four answers of Cek Akun Resmi (ACC-08). */
export const accountAnswer = z.object({
  /** `impersonator`: pretends to be the mission named in `meant`, and the ministry warns of it (ACC-10). */
  answer: z.enum(['official', 'recorded_unverified', 'unregistered', 'in_trouble', 'impersonator']),
  /** What was understood of the question. */
  asked: z.object({ network: z.string().nullable(), handle: z.string() }),
  account: z
    .object({
      network: z.string(),
      handle: z.string(),
      url: z.string(),
      missionId,
      missionName: z.string(),
      status: accountStatus,
    })
    .nullable(),
  /** The official or recorded one that was probably meant. */
  meant: z
    .array(
      z.object({
        network: z.string(),
        handle: z.string(),
        url: z.string(),
        missionName: z.string(),
        verified: z.boolean(),
      }),
    )
    .max(3),
})
export type AccountAnswer = z.output<typeof accountAnswer>

export const accountEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/missions/:missionId/accounts',
    summary: 'Accounts of a mission, for those who may read its papers',
    access: 'person',
    params: z.object({ missionId }),
    response: z.object({ accounts: z.array(account) }),
  }),
  propose: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/accounts',
    summary: 'Proposes an account (diusulkan)',
    access: 'person',
    idempotent: true,
    status: 201,
    params: z.object({ missionId }),
    body: z.object({
      network: z.string(),
      handle: z.string().min(1).max(300),
      languages: z.array(z.string()).max(20).default([]),
      purpose: z.string().trim().max(300).optional(),
    }),
    response: account,
  }),
  withdraw: endpoint({
    method: 'DELETE',
    path: '/api/v1/accounts/:accountId/proposal',
    summary: 'Takes one’s own proposal back, within 15 minutes and while nobody has decided',
    access: 'person',
    status: 204,
    params: z.object({ accountId: id }),
    response: z.null(),
  }),
  counts: endpoint({
    method: 'GET',
    path: '/api/v1/account-counts',
    summary: 'Numbers of accounts by mission, for the missions the caller may read',
    access: 'person',
    response: z.object({ missions: z.array(accountCounts) }),
  }),
  history: endpoint({
    method: 'GET',
    path: '/api/v1/accounts/:accountId/history',
    summary: 'What happened to an account: moves with reasons, names, confirmations; at most 100, newest first',
    access: 'person',
    params: z.object({ accountId: id }),
    response: z.object({ events: z.array(accountEvent) }),
  }),
  change: endpoint({
    method: 'PATCH',
    path: '/api/v1/accounts/:accountId',
    summary: 'Changes handle, languages or purpose; a handle it had stays known to Cek Akun Resmi',
    access: 'person',
    params: z.object({ accountId: id }),
    body: z.object({
      handle: z.string().min(1).max(300).optional(),
      /** The officer saw the account under its new name; else it is official no longer until somebody confirms it. */
      confirmed: z.boolean().optional(),
      languages: z.array(z.string()).max(20).optional(),
      purpose: z.string().trim().max(300).optional(),
    }),
    response: account,
  }),
  move: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/status',
    summary: 'Moves an account along its status machine; active needs an approver other than who proposed it',
    access: 'person',
    params: z.object({ accountId: id }),
    body: z.object({ to: accountStatus, reason: z.string().max(500).optional() }),
    response: account,
  }),
  undoMove: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/status/undo',
    summary: 'Takes one’s own last move back, within 15 minutes; a takeover or a recovery is never taken back',
    access: 'person',
    params: z.object({ accountId: id }),
    response: account,
  }),
  check: endpoint({
    method: 'GET',
    path: '/api/v1/account-check',
    summary: 'Cek Akun Resmi: is this handle or link an official account? No sign-in, nothing is kept',
    access: 'public',
    query: z.object({ q: z.string().min(1).max(500) }),
    response: accountAnswer,
  }),
}
