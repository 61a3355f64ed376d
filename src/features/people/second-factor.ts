import { Secret, TOTP } from 'otpauth'
import type { SecretBox } from '../../platform/secrets.ts'

const periodMs = 30_000

const generator = (secret: string, email: string): TOTP =>
  new TOTP({ issuer: 'Selaras', label: email, secret: Secret.fromBase32(secret), digits: 6, period: periodMs / 1000 })

/** A new base32 secret (160 bits, RFC 4226 section 4 R6) and the address that code generators scan. */
export function newSecondFactor(email: string): { secret: string; uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: generator(secret, email).toString() }
}

/** The 30-second step that a code belongs to, one step early or late allowed; undefined where it fits none (RFC 6238). */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const delta = generator(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / periodMs) + delta
}

/** What binds a sealed second factor to its person. */
export const secondFactorContext = (personId: string): string => `second factor of ${personId}`

/** Bound to its person: moved to another row it does not open. */
export const sealSecondFactor = (box: SecretBox, secret: string, personId: string): Buffer =>
  box.seal({ secret }, secondFactorContext(personId))

/** @throws Error where it was sealed with another key or for somebody else. */
export function openSecondFactor(box: SecretBox, sealed: Buffer, personId: string): string {
  const { secret } = box.open(sealed, secondFactorContext(personId))
  if (secret === undefined) throw new Error('Second factor without a secret')
  return secret
}
