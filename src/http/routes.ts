import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Endpoint } from '../contract/endpoint.ts'

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined
type MaybePromise<T> = T | Promise<T>
/** What a handler may answer: the response, or the same with readonly lists and records. */
export type Answer<T> = T extends readonly (infer R)[]
  ? readonly Answer<R>[]
  : T extends object
    ? { readonly [K in keyof T]: Answer<T[K]> }
    : T

/** What a handler gets: input already checked against the endpoint's schemas. */
export type Incoming<E extends Endpoint, Scope> = {
  readonly params: Parsed<E['params']>
  readonly query: Parsed<E['query']>
  readonly body: Parsed<E['body']>
  readonly scope: Scope
  /** For what a schema cannot say: streams, addresses, languages. */
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

export type Routes<Scope> = {
  add<const E extends Endpoint>(
    endpoint: E,
    handler: (incoming: Incoming<E, Scope>) => MaybePromise<Answer<z.input<E['response']>>>,
  ): void
}

export type RouteRecord = { readonly endpoint: Endpoint }

type Hooks<Scope> = {
  /** The scope of this request. @throws AppError unauthenticated where the endpoint needs a person. */
  authenticate(request: FastifyRequest, access: Endpoint['access']): Promise<Scope>
  /** Runs a create once per `Idempotency-Key`; absent = creates run as they come. */
  once?(request: FastifyRequest, scope: Scope, endpoint: Endpoint, run: () => Promise<unknown>): Promise<unknown>
}

/**
 * Binds endpoints to handlers on a server: authenticates, checks input and answer by schema. `seen` collects what was
 * bound, for tests over every route.
 */
export function bindRoutes<Scope>(app: FastifyInstance, hooks: Hooks<Scope>, seen: RouteRecord[] = []): Routes<Scope> {
  return {
    add(endpoint, handler) {
      seen.push({ endpoint })
      const status = endpoint.status ?? 200
      app.route({
        method: endpoint.method,
        url: endpoint.path,
        schema: {
          summary: endpoint.summary,
          ...(endpoint.access === 'person' ? { security: [{ session: [] }] } : {}),
          ...(endpoint.params ? { params: endpoint.params } : {}),
          ...(endpoint.query ? { querystring: endpoint.query } : {}),
          ...(endpoint.body && !endpoint.multipart ? { body: endpoint.body } : {}),
          response: { [status]: endpoint.response },
        },
        // Before the input is parsed: a stranger learns nothing from validation errors.
        onRequest: async (request) => {
          request.scope = await hooks.authenticate(request, endpoint.access)
        },
        handler: async (request, reply) => {
          const scope = request.scope as Scope
          const incoming = {
            params: request.params,
            query: request.query,
            body: request.body,
            scope,
            request,
            reply,
          } as unknown as Parameters<typeof handler>[0]
          reply.code(status)
          const run = async () => handler(incoming)
          const answer =
            endpoint.idempotent && hooks.once ? await hooks.once(request, scope, endpoint, run) : await run()
          return reply.sent ? reply : status === 204 ? reply.send() : answer
        },
      })
    },
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    scope: unknown
  }
}
