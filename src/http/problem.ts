import { randomUUID } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors, isResponseSerializationError } from 'fastify-type-provider-zod'
import type { Problem } from '../contract/common.ts'
import { AppError, type ErrorCode } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'

const statusOf: Record<ErrorCode, number> = {
  invalid: 422,
  unauthenticated: 401,
  second_factor_required: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  too_many: 429,
  unavailable: 503,
}

/** Finds the sentence of a key in the caller's language; the key itself where none is written. */
export type Say = (locale: 'id' | 'en', key: string, params: Readonly<Record<string, string | number>>) => string

export const localeOf = (request: FastifyRequest): 'id' | 'en' =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'id'

/** Answers every refusal as RFC 9457 problem details in words; a fault of ours gets a number to report, never its insides. */
export function answerProblems(app: FastifyInstance, deps: { say: Say; log: Log }): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, localeOf(request), deps.say)
    if (problem.status >= 500) {
      const report = randomUUID()
      deps.log.error({ report, route: request.routeOptions.url, err: error }, 'request failed')
      problem.detail = deps.say(localeOf(request), 'problem.report', { report })
    }
    return reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(problem))
  })
}

export function problemOf(error: unknown, locale: 'id' | 'en', say: Say): Problem {
  if (error instanceof AppError) {
    const errors = error.issues.map((issue) => ({
      path: issue.path,
      key: issue.key,
      detail: say(locale, `problem.${issue.key}`, issue.params ?? {}),
    }))
    return {
      ...head(statusOf[error.code], error.code, error.key, say(locale, `problem.${error.key}`, error.params)),
      ...(errors.length > 0 ? { errors } : {}),
    }
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      path: issue.instancePath.replace(/^\//, '').replaceAll('/', '.'),
      key: issue.keyword ?? 'invalid',
      detail: issue.message ?? '',
    }))
    return { ...head(422, 'invalid', 'input', say(locale, 'problem.input', {})), errors }
  }
  if (isResponseSerializationError(error)) return head(500, 'internal', 'internal', say(locale, 'problem.internal', {}))
  const status = (error as Partial<FastifyError>).statusCode ?? 500
  if (status < 500) {
    const key = status === 413 ? 'too_large' : status === 415 ? 'unsupported' : status === 429 ? 'too_many' : 'input'
    return head(status, key, key, say(locale, `problem.${key}`, {}))
  }
  return head(500, 'internal', 'internal', say(locale, 'problem.internal', {}))
}

function head(status: number, code: string, key: string, title: string): Problem {
  return { type: `urn:selaras:problem:${key}`, title, status, code, key }
}
