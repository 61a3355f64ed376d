import { resealSecrets } from '../features/accounts/index.ts'
import { resealSecondFactors } from '../features/people/index.ts'
import type { Db } from '../platform/database/database.ts'
import type { SecretBox } from '../platform/secrets.ts'

export type Resealed = { readonly resealed: number; readonly unreadable: number }

/** Brings everything that is sealed under the master key in use: connections, registrations, second factors. Safe to repeat. */
export async function resealAll(deps: { readonly db: Db; readonly secrets: SecretBox }): Promise<Resealed> {
  const parts = [await resealSecrets(deps), await resealSecondFactors(deps)]
  return {
    resealed: parts.reduce((sum, part) => sum + part.resealed, 0),
    unreadable: parts.reduce((sum, part) => sum + part.unreadable, 0),
  }
}
