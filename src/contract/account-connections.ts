import { z } from 'zod'
import { account } from './accounts.ts'
import { id, instant } from './common.ts'
import { endpoint } from './endpoint.ts'

/** How an account of a network is connected: a pasted secret, consent at the network, or not at all (by hand). */
export const connectRoad = z.enum(['app_password', 'bot_token', 'consent', 'hand'])

export const connectOptions = z.object({
  roads: z.array(connectRoad).min(1),
  /** Consent needs an administrator to enter Selaras's registration at this network first. */
  registrationMissing: z.boolean(),
  /** Nothing is connected in a sample. */
  isSample: z.boolean(),
  /** Where consent is given, for networks with many servers. */
  service: z.string().nullable(),
})

export const appRegistration = z.object({
  network: z.string(),
  /** Server of a network with many; empty where one registration serves all. */
  service: z.string(),
  clientId: z.string(),
  registeredBy: z.string().nullable(),
  updatedAt: instant,
})

const params = z.object({ accountId: id })

export const accountConnectionEndpoints = {
  options: endpoint({
    method: 'GET',
    path: '/api/v1/accounts/:accountId/connection',
    summary: 'How this account can be connected',
    access: 'person',
    params,
    response: connectOptions,
  }),
  connect: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/connection',
    summary: 'Connects with an app password or bot token; the secret is tried, sealed and never shown again',
    access: 'person',
    params,
    body: z.object({
      service: z.url().optional(),
      identifier: z.string().trim().min(1).max(300),
      /** Spaces alone are no secret; what is stored is never overwritten by nothing. */
      appPassword: z.string().trim().min(1).max(2000),
    }),
    response: account,
  }),
  startConsent: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/connection/consent',
    summary: 'Begins consent at the network (OAuth 2 with PKCE): open `url` in this browser within ten minutes',
    access: 'person',
    params,
    response: z.object({ url: z.url(), expiresAt: instant }),
  }),
  check: endpoint({
    method: 'POST',
    path: '/api/v1/accounts/:accountId/connection/check',
    summary: 'Asks the network now whether it still accepts the connection',
    access: 'person',
    params,
    response: account,
  }),
  disconnect: endpoint({
    method: 'DELETE',
    path: '/api/v1/accounts/:accountId/connection',
    summary: 'Disconnects and forgets the secret; what is due is published by hand from then on',
    access: 'person',
    params,
    response: account,
  }),
  registrations: endpoint({
    method: 'GET',
    path: '/api/v1/app-registrations',
    summary: 'How networks know Selaras; secrets are never shown',
    access: 'person',
    response: z.object({
      registrations: z.array(appRegistration),
      /** Networks that need one and have none. */
      missing: z.array(z.string()),
      /** What to enter at the network as the address people come back to. */
      redirectUri: z.url(),
    }),
  }),
  register: endpoint({
    method: 'PUT',
    path: '/api/v1/app-registrations/:network',
    summary: 'Keeps the client id and secret that a network gave the ministry; an empty secret leaves the stored one',
    access: 'person',
    params: z.object({ network: z.string() }),
    body: z.object({
      clientId: z.string().trim().min(1).max(500),
      clientSecret: z.string().trim().max(2000).optional(),
    }),
    response: appRegistration,
  }),
  unregister: endpoint({
    method: 'DELETE',
    path: '/api/v1/app-registrations/:network',
    summary: 'Forgets a registration; accounts that are connected stay so until their consent runs out',
    access: 'person',
    status: 204,
    params: z.object({ network: z.string() }),
    response: z.null(),
  }),
}
