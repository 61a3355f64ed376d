import { createHash } from 'node:crypto'
import { createCounter } from './ledger.ts'

export type DeskTokens = { readonly accessToken: string; readonly refreshToken: string }

/** Consents, codes and rotating tokens of a fake network, as RFC 6749 and 7636 have them. `P`: whoever owns them. */
export function createTokenDesk<P>(app: { readonly clientId: string }) {
  const access = new Map<string, P>()
  const refresh = new Map<string, P>()
  const expired = new Set<string>()
  const codes = new Map<
    string,
    { readonly person: P; readonly challenge: string | null; readonly redirectUri: string }
  >()
  const next = createCounter()
  let isGrantDead = false

  const issue = (person: P): DeskTokens => {
    const tokens = {
      accessToken: `fake-access-token-${next()}-abcdef`,
      refreshToken: `fake-refresh-token-${next()}-abcdef`,
    }
    access.set(tokens.accessToken, person)
    refresh.set(tokens.refreshToken, person)
    return tokens
  }

  return {
    issue,
    /** Whose token it is; `undefined` = no good. */
    owner: (token: string | undefined): P | undefined =>
      token === undefined || isGrantDead || expired.has(token) ? undefined : access.get(token),
    consent(person: P, consentUrl: string): string {
      const { searchParams: asked } = new URL(consentUrl)
      if (asked.get('client_id') !== app.clientId || asked.get('response_type') !== 'code')
        throw new Error('bad consent')
      const code = `fake-code-${next()}`
      codes.set(code, {
        person,
        challenge: asked.get('code_challenge'),
        redirectUri: asked.get('redirect_uri') ?? '',
      })
      return code
    },
    /** `undefined` = invalid_grant. A code is good once. */
    exchange(
      code: string,
      redirectUri: string,
      verifier: string | null,
    ): { tokens: DeskTokens; person: P } | undefined {
      const known = codes.get(code)
      codes.delete(code)
      const proof = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url')
      if (known === undefined || known.redirectUri !== redirectUri || known.challenge !== proof) return undefined
      return { tokens: issue(known.person), person: known.person }
    },
    /** A refresh token is good once. */
    refresh(token: string): { tokens: DeskTokens; person: P } | undefined {
      const person = refresh.get(token)
      if (person === undefined || isGrantDead) return undefined
      refresh.delete(token)
      return { tokens: issue(person), person }
    },
    /** Renews an access token for another, as Meta does: the old one may not have run out. */
    extend(token: string): { tokens: DeskTokens; person: P } | undefined {
      const person = access.get(token)
      return person === undefined || isGrantDead || expired.has(token) ? undefined : { tokens: issue(person), person }
    },
    expireAll: () => {
      for (const token of access.keys()) expired.add(token)
    },
    kill: () => {
      isGrantDead = true
    },
  }
}
