import type { Problem } from '../../contract/common.ts'

/**
 * A refusal as the server words it (RFC 9457): `title` says what happened, `detail` what is safe and what next.
 * `status` is 0 when no answer came: the request may or may not have arrived.
 */
export class ApiProblem extends Error {
  readonly status: number
  /** Closed word for programs, such as `conflict`. */
  readonly code: string
  /** Which refusal exactly, such as `item.not_draft`. */
  readonly key: string
  readonly title: string
  readonly detail: string | undefined
  /** Fields that were refused, by their path in the body. */
  readonly errors: readonly { path: string; key: string; detail: string }[]

  constructor(problem: Partial<Problem> & { status: number }, options?: ErrorOptions) {
    const title = problem.title ?? ''
    super(title || `HTTP ${problem.status}`, options)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code ?? (problem.status === 0 ? 'no_answer' : 'unknown')
    this.key = problem.key ?? ''
    this.title = title
    this.detail = problem.detail
    this.errors = problem.errors ?? []
  }
}

/** The sentence about one field, when the server refused that field. */
export const fieldError = (error: unknown, path: string): string | undefined =>
  error instanceof ApiProblem ? error.errors.find((one) => one.path === path)?.detail : undefined
