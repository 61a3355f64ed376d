import type { z } from 'zod'
import { CallFailed, type CallFailure, defaultWaitMs, retryAfterMs } from './call-failure.ts'
import { toTransportFailure } from './transport-failure.ts'

export type JsonCall = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string | URL
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON. */
  readonly body?: FormData | URLSearchParams | Blob | Readonly<Record<string, unknown>>
  /** For what takes longer than other calls: a film. */
  readonly timeoutMs?: number
  /** Secrets this call carries; scrubbed from every word a failure says, should the network echo them. */
  readonly secrets: readonly string[]
  readonly signal: AbortSignal
}

export type RawAnswer = { readonly status: number; readonly headers: Headers; readonly body: unknown }
export type Answer<T> = { readonly status: number; readonly headers: Headers; readonly data: T }

/** Sorts a refusal by the network's documents; `undefined` = the answer is not in the network's form. */
export type Judge = (answer: RawAnswer, now: Date) => CallFailure | undefined

/** Calls and reads by `schema`. @throws CallFailed, and nothing else. */
export type CallJson = <T>(call: JsonCall, schema: z.ZodType<T>) => Promise<Answer<T>>

type CallerDeps = {
  readonly fetch: typeof fetch
  readonly now: () => Date
  /** How long one call may take, in milliseconds. */
  readonly timeoutMs: number
}

/** Longest answer read, in bytes; a hundred posts with everything about them are under a tenth of it. */
const maxAnswerBytes = 8 * 1024 * 1024

/** Makes calls to a network that answers in JSON. Redirects are not followed: a POST would reach a server nobody chose. */
export function createJsonCaller(deps: CallerDeps, judge: Judge): CallJson {
  return async (call, schema) => {
    if (call.signal.aborted) throw new CallFailed({ kind: 'not_sent', detail: 'given up before the call' })
    const { response, text } = await send(deps, call)
    const body = parseJson(text)
    const raw = { status: response.status, headers: response.headers, body }
    if (!response.ok) throw new CallFailed(scrub(refusalOf(raw, judge, deps.now()), call.secrets))
    const parsed = body === undefined ? undefined : schema.safeParse(body)
    if (parsed?.success === true) return { status: raw.status, headers: raw.headers, data: parsed.data }
    throw new CallFailed({ kind: 'garbled', detail: `HTTP ${raw.status} with an answer that is not in the protocol` })
  }
}

async function send(deps: CallerDeps, call: JsonCall): Promise<{ response: Response; text: string }> {
  const signal = AbortSignal.any([call.signal, AbortSignal.timeout(call.timeoutMs ?? deps.timeoutMs)])
  const isPlain = call.body !== undefined && !isRaw(call.body)
  try {
    const response = await deps.fetch(call.url, {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(isPlain ? { 'content-type': 'application/json' } : {}),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: isPlain ? JSON.stringify(call.body) : (call.body as FormData) }),
      redirect: 'manual',
      signal,
    })
    return { response, text: await readText(response) }
  } catch (error) {
    throw new CallFailed(scrub(toTransportFailure(error), call.secrets), error)
  }
}

const isRaw = (body: JsonCall['body']): boolean =>
  body instanceof FormData || body instanceof URLSearchParams || body instanceof Blob

/** @throws what the line threw, or an Error when the answer does not end in reason. */
async function readText(response: Response): Promise<string> {
  if (response.body === null) return ''
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > maxAnswerBytes) throw new Error(`an answer of more than ${maxAnswerBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refusalOf(answer: RawAnswer, judge: Judge, now: Date): CallFailure {
  // A redirect says nothing about the call, whatever stands in its body.
  const isRefusal = answer.status >= 400 && answer.body !== undefined
  const judged = isRefusal ? judge(answer, now) : undefined
  if (judged !== undefined) return judged
  const detail = `HTTP ${answer.status} without an answer in the protocol`
  if (answer.status === 429) return { kind: 'rate', detail, waitMs: retryAfterMs(answer.headers) ?? defaultWaitMs }
  return answer.status >= 500 ? { kind: 'server', detail } : { kind: 'garbled', detail }
}

function scrub(failure: CallFailure, secrets: readonly string[]): CallFailure {
  const detail = secrets
    .filter((secret) => secret.length >= 4)
    .reduce(
      (words, secret) => words.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…'),
      failure.detail,
    )
  return { ...failure, detail: detail.slice(0, 500) }
}
