import { type Role, systemScope } from '../../src/features/missions/index.ts'
import { addPerson, type GrantScope, grantRole, wholeMinistry } from '../../src/features/people/index.ts'
import type { TestServer } from './server.ts'

export type SignedInPerson = {
  readonly personId: string
  /** Value of a `cookie` header. */
  readonly cookie: string
}

type Held = { readonly role: Role; readonly scopes?: readonly GrantScope[] }

export const atMission = (id: string): readonly GrantScope[] => [{ kind: 'mission', value: id }]
export const atRegion = (id: string): readonly GrantScope[] => [{ kind: 'region', value: id }]

/**
 * A new person with these roles (over the whole ministry unless said otherwise), signed in over HTTP by the sample's
 * door. Needs a server that is a sample.
 */
export async function signInAs(server: TestServer, ...held: readonly Held[]): Promise<SignedInPerson> {
  const personId = await addTestPerson(server, { held })
  await server.db.updateTable('person').set({ isSample: true }).where('id', '=', personId).execute()
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/session/sample',
    payload: { personId },
  })
  return { personId, cookie: cookieOf(answer) }
}

/** A new person of flesh and blood, with no session yet. */
export async function addTestPerson(
  server: TestServer,
  person: { name?: string; email?: string; held?: readonly Held[] },
): Promise<string> {
  const deps = { db: server.db, now: () => server.clock.now(), homeZone: server.homeZone }
  const scope = systemScope('test')
  const email = person.email ?? `${crypto.randomUUID()}@contoh.test`
  const { personId } = await addPerson(deps, scope, { name: person.name ?? 'Sekar Uji', email, locale: 'id' })
  for (const { role, scopes } of person.held ?? [])
    await grantRole(deps, scope, personId, { role, scopes: scopes ?? wholeMinistry })
  return personId
}

/** The session cookie that an answer sets. @throws Error where it sets none. */
export function cookieOf(answer: {
  readonly cookies: readonly { name: string; value: string }[]
  readonly statusCode: number
  readonly body: string
}): string {
  const cookie = answer.cookies.find((candidate) => candidate.name === 'selaras.session_token')
  if (!cookie?.value) throw new Error(`No session cookie: ${answer.statusCode} ${answer.body}`)
  return `${cookie.name}=${cookie.value}`
}
