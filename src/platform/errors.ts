/** Closed list of refusal codes; each maps to one HTTP status in `http/problem.ts`. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'second_factor_required'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported'
  | 'too_many'
  | 'unavailable'

export type FieldIssue = {
  readonly path: string
  readonly key: string
  readonly params?: Readonly<Record<string, string | number>>
}

/**
 * An expected refusal. `key` names a sentence in the translations (`problem.<key>`), `params` fill its gaps.
 * Whoever throws it has changed nothing, or rolls back.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
  readonly issues: readonly FieldIssue[]

  constructor(
    code: ErrorCode,
    key: string,
    params: Readonly<Record<string, string | number>> = {},
    issues: readonly FieldIssue[] = [],
    cause?: unknown,
  ) {
    super(`${code}: ${key}`, cause === undefined ? {} : { cause })
    this.name = 'AppError'
    this.code = code
    this.key = key
    this.params = params
    this.issues = issues
  }
}
