import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ConnectResult } from '../network.ts'
import { attempt, type ConformanceSubject, type NetworkTraits, publicationOf, type Subject, signal } from './subject.ts'

const redirectUri = 'https://selaras.example/sambung/kembali'
const codeVerifier = randomBytes(32).toString('base64url')
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url')

export function describeConnecting(name: string, traits: NetworkTraits, subject: Subject): void {
  describe(`${name}: connecting`, () => {
    if (traits.connects === 'oauth') describeConsent(traits, subject)
    else describePasting(subject)
  })
}

function describePasting(subject: Subject): void {
  const paste = (account: string, change: { appPassword?: string } = {}) => {
    const credentials = subject().credentials?.(account)
    if (credentials === undefined) throw new Error('nothing to paste')
    return subject().network.auth?.connect?.({ ...credentials, ...change }, signal)
  }

  it('connects with the right secret and says what to keep', async () => {
    const result = await paste('ankara')
    if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
    expect(result.connection.remoteAccountId).not.toBe('')
    expect((await attempt(subject(), result.connection, publicationOf(subject(), 'Halo'))).kind).toBe('sent')
  })

  it('refuses a wrong secret without repeating it', async () => {
    const result = await paste('ankara', { appPassword: '12345678:xxxx-yyyy-zzzz-wwww' })
    expect(result).toMatchObject({ kind: 'refused', reason: 'auth' })
    expect(JSON.stringify(result)).not.toContain('xxxx-yyyy')
  })

  it('a secret with odd characters is refused, never a crash, never another address', async () => {
    for (const odd of ['../../getMe', 'a b\nc', 'é☕', '1:?x=1#', '%00', "' or 1=1"]) {
      const result = await paste('ankara', { appPassword: odd })
      expect(result?.kind).toBe('refused')
    }
  })

  it('tells a dead line from a refusal', async () => {
    const credentials = subject().credentials?.('ankara')
    await subject().stop()
    const answer = credentials === undefined ? undefined : await subject().network.auth?.connect?.(credentials, signal)
    expect(answer).toMatchObject({ kind: 'refused', reason: 'network' })
  })
}

function describeConsent(traits: NetworkTraits, subject: Subject): void {
  it('a person consents, and the account that was meant is connected', async () => {
    const result = await consentAs(subject(), 'ankara', { handle: handleOf(subject(), 'ankara') })
    if (result.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
    expect(result.connection.remoteAccountId).toBe((await subject().connect('ankara')).remoteAccountId)
    const connection = { ...result.connection, ...(subject().app === undefined ? {} : { app: subject().app }) }
    const whole = connection as typeof result.connection
    expect((await attempt(subject(), whole, publicationOf(subject(), 'Halo'))).kind).toBe('sent')
  })

  it('the consent page is asked with state, the way back and the challenge', () => {
    const { oauth } = subject().network.auth ?? {}
    const url = new URL(oauth?.consentUrl?.(request(subject())) ?? 'about:blank')
    expect(url.searchParams.get('state')).toBe('s-1')
    expect(url.searchParams.get('redirect_uri')).toBe(redirectUri)
    expect(url.searchParams.get('response_type')).toBe('code')
    expect(url.search).not.toContain(subject().app?.clientSecret ?? '-none-')
  })

  it('whoever consents as another account connects nothing', async () => {
    const result = await consentAs(subject(), 'baku', { handle: handleOf(subject(), 'ankara') })
    expect(result).toMatchObject({ kind: 'refused', reason: 'account' })
  })

  it('a used or invented code is refused without repeating it', async () => {
    const oauth = subject().network.auth?.oauth
    const answer = { ...request(subject()), codeVerifier, account: { handle: handleOf(subject(), 'ankara') } }
    const invented = await oauth?.finish({ ...answer, code: 'invented-code' }, signal)
    expect(invented).toMatchObject({ kind: 'refused', reason: 'auth' })
    expect(JSON.stringify(invented)).not.toContain('invented-code')
  })

  it('a dead line connects nothing and says so', async () => {
    const oauth = subject().network.auth?.oauth
    const answer = { ...request(subject()), codeVerifier, account: { handle: handleOf(subject(), 'ankara') } }
    await subject().stop()
    expect(await oauth?.finish({ ...answer, code: 'some-code' }, signal)).toMatchObject({
      kind: 'refused',
      reason: 'network',
    })
  })

  if (traits.registers === true)
    it('registers Selaras at a server, and a dead server says so', async () => {
      const register = subject().network.auth?.oauth?.register
      const service = subject().service ?? ''
      expect(await register?.(service, redirectUri, signal)).toMatchObject({ kind: 'registered' })
      await subject().stop()
      expect(await register?.(service, redirectUri, signal)).toMatchObject({ kind: 'refused', reason: 'network' })
    })
}

function request(subject: ConformanceSubject) {
  const { app, service } = subject
  if (app === undefined) throw new Error('no registration')
  return { app, redirectUri, state: 's-1', codeChallenge, ...(service === undefined ? {} : { service }) }
}

async function consentAs(
  subject: ConformanceSubject,
  person: string,
  account: { readonly handle: string },
): Promise<ConnectResult> {
  const oauth = subject.network.auth?.oauth
  if (oauth === undefined || subject.consent === undefined) throw new Error('no consent here')
  const asked = request(subject)
  const code = subject.consent(person, oauth.consentUrl?.(asked) ?? '')
  return oauth.finish({ ...asked, code, codeVerifier, account }, signal)
}

function handleOf(subject: ConformanceSubject, name: string): string {
  const handle = subject.credentials?.(name).handle
  if (handle === undefined) throw new Error('an account without a handle')
  return handle
}
