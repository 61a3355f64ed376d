/** What a call that threw proves. `not_sent`: no connection was made, so the server never saw it. */
export type TransportFailure = { readonly kind: 'not_sent' | 'no_answer'; readonly detail: string }

// undici and Node: the connection itself failed. The last one is our own guard's.
const neverConnected =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_OUTBOUND_REFUSED)/

/** Sorts what `fetch` threw. */
export function toTransportFailure(error: unknown): TransportFailure {
  const coded = findCause(error, (cause) => neverConnected.test(codeOf(cause)))
  if (coded !== undefined) return { kind: 'not_sent', detail: codeOf(coded) }
  const last = findCause(error, (cause) => !(cause instanceof Error) || cause.cause === undefined)
  const words = last instanceof Error ? `${last.name}: ${last.message}` : 'no answer'
  return { kind: 'no_answer', detail: codeOf(last) || words.slice(0, 200) }
}

/** The first of an error and its causes that fits; `undefined` = none does. */
export function findCause(error: unknown, fits: (cause: unknown) => boolean): unknown {
  let cause = error
  for (let depth = 0; cause !== undefined && cause !== null && depth < 8; depth += 1) {
    if (fits(cause)) return cause
    // Node tries every address of a host; they all failed, so any one of them tells why.
    cause = cause instanceof AggregateError ? cause.errors[0] : cause instanceof Error ? cause.cause : undefined
  }
  return undefined
}

function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : ''
}
