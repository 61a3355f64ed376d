import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits for a cookie or a link, 43 characters that need no escaping. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. It has enough randomness that a plain digest cannot be turned back. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex')
