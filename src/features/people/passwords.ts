import { hash, verify } from '@node-rs/argon2'

// OWASP Password Storage Cheat Sheet, read 2026-11-25: argon2id with 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, cost)

let decoy: Promise<string> | undefined

/**
 * True where the password fits the hash. With no hash it takes as long and says false, so that time does not tell
 * which addresses have an account.
 */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword('decoy')
  const fits = await verify(stored ?? (await decoy), password)
  return fits && stored !== undefined
}
