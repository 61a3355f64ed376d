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

export const account = z.object({
  id,
  missionId,
  network: z.string(),
  handle: z.string(),
  url: z.string(),
  languages: z.array(z.string()),
  status: accountStatus,
  /** How sure the source of an imported account was: high, medium, low; null for those entered here. */
  confidence: z.string().nullable(),
  verifiedAt: instant.nullable(),
  /** none | connected | refused */
  connectionState: z.string(),
  connectionDetail: z.string().nullable(),
})
export type Account = z.output<typeof account>

/** The four answers of Cek Akun Resmi (ACC-08). */
export const accountAnswer = z.object({
  answer: z.enum(['official', 'recorded_unverified', 'unregistered', 'in_trouble']),
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
    }),
    response: account,
  }),
  move: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/status',
    summary: 'Moves an account along its status machine; active needs an approver other than who proposed it',
    access: 'person',
    params: z.object({ accountId: id }),
    body: z.object({ to: accountStatus }),
    response: account,
  }),
  verify: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/verification',
    summary: 'An officer of the mission confirms that this account is theirs; only then may it be called official',
    access: 'person',
    params: z.object({ accountId: id }),
    response: account,
  }),
  connect: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/connection',
    summary: 'Connects an active account with an app password; the secret is sealed and never shown again',
    access: 'person',
    params: z.object({ accountId: id }),
    body: z.object({
      service: z.url().optional(),
      identifier: z.string().min(1).max(300),
      appPassword: z.string().min(1).max(300),
    }),
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
