import { findCause } from '../wire/transport-failure.ts'

/** Longest answer read, in bytes, unpacked. */
const maxAnswerBytes = 8 * 1024 * 1024

/** The same answer, cut off where it does not end in reason: a small packed one may unpack to gigabytes. */
export function withinBounds(answer: Response): Response {
  let bytes = 0
  const counted = answer.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, out) {
        bytes += chunk.byteLength
        if (bytes > maxAnswerBytes) out.error(new Error(`an answer of more than ${maxAnswerBytes} bytes`))
        else out.enqueue(chunk)
      },
    }),
  )
  return new Response(counted ?? null, { status: answer.status, headers: answer.headers })
}

/**
 * What a call carries and no word about it may repeat, should a server echo it: outcomes are stored and shown. As it
 * stands, and as JSON writes it.
 */
export function secretsOf(token: string | undefined, body: RequestInit['body']): readonly string[] {
  const text = typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : ''
  const password = /"password":("(?:[^"\\]|\\.)*")/.exec(text)?.[1]
  const pasted = password === undefined ? [] : [password.slice(1, -1), String(JSON.parse(password))]
  return [...(token === undefined ? [] : [token]), ...pasted].filter((secret) => secret.length >= 4)
}

export const scrub = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((words, secret) => words.replaceAll(secret, '…'), text)

/** The failure itself, unless it or a cause of it tells a secret. */
export function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  const telling = findCause(
    error,
    (cause) => cause instanceof Error && secrets.some((secret) => cause.message.includes(secret)),
  )
  return telling === undefined ? error : new TypeError('the line failed')
}
