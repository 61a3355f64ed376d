import type { z } from 'zod'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One address of the API, shared by server and browser. `access: 'public'` answers without sign-in.
 * `idempotent` creates take an `Idempotency-Key` header (1–128 characters) and answer a repeat as the first time.
 */
export type Endpoint = {
  readonly method: Method
  /** Path below the host, parameters as `:name`. */
  readonly path: `/api/v1/${string}`
  readonly summary: string
  readonly access: 'public' | 'person'
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** Body is multipart form data; the route reads it as a stream. */
  readonly multipart?: true
  readonly idempotent?: true
  /** 200 unless said otherwise; 204 has a `z.null()` response. */
  readonly status?: 200 | 201 | 202 | 204
  readonly response: z.ZodType
}

/** Declares an endpoint and keeps its exact types. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration
}

type Input<S> = S extends z.ZodType ? z.input<S> : undefined
type Output<S> = S extends z.ZodType ? z.output<S> : undefined

/** What a caller sends to and gets from one endpoint. */
export type Call<E extends Endpoint> = {
  params: Input<E['params']>
  query: Input<E['query']>
  body: E extends { multipart: true } ? FormData : Input<E['body']>
  response: Output<E['response']>
}

/** Every endpoint of every room; taken room by room, for `keyof` of a union knows only the names all rooms share. */
type Each<Groups extends Record<string, Record<string, Endpoint>>> = {
  [Room in keyof Groups]: Groups[Room][keyof Groups[Room]]
}[keyof Groups]

/** Endpoints keyed as `'GET /api/v1/missions'`, for a client that carries types only. */
export type ApiOf<Groups extends Record<string, Record<string, Endpoint>>> = {
  [E in Each<Groups> as `${E['method']} ${E['path']}`]: Call<E>
}
