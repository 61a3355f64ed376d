import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { FakeAnswer, FakeCall } from './fake-server.ts'

/** What is wrong with one exchange by the network's own description; empty = all is as described. */
export type WireCheck = (call: FakeCall, answer: FakeAnswer) => Promise<readonly string[]>

type Json = Readonly<Record<string, unknown>>
type Operation = {
  readonly parameters?: readonly (Json & { name?: string; in?: string; required?: boolean; $ref?: string })[]
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>
}
export type OpenApi = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: Json
}

/**
 * Holds requests and answers against a (trimmed) OpenAPI description. A request is held only where the network took it:
 * what it refuses need not be in order. A call the description does not know is passed over. `further`: statuses that the
 * network's pages name and the description forgot, by `METHOD path`.
 */
export function createOpenApiCheck(
  spec: OpenApi,
  further: Readonly<Record<string, readonly number[]>> = {},
): WireCheck {
  // Their descriptions say "one of" where several may hold (a status with text and pictures).
  const anyOf = (part: unknown): Json => JSON.parse(JSON.stringify(part).replaceAll('"oneOf":', '"anyOf":')) as Json
  const validate = createValidator(anyOf({ components: spec.components, paths: spec.paths }))
  return async (call, answer) => {
    const found = findOperation(spec, call)
    if (found === undefined) return []
    const { at, operation } = found
    if (further[`${call.method} ${at[1]}`]?.includes(answer.status)) return []
    const kind = (call.headers.get('content-type') ?? '').split(';')[0] ?? ''
    const accepts = operation.requestBody?.content ?? {}
    const bodyKind = accepts[kind] === undefined ? 'application/json' : kind
    const isTaken = answer.status < 300
    const body = isTaken && call.method !== 'GET' ? await readBody(call) : undefined
    const status = operation.responses[String(answer.status)] === undefined ? 'default' : String(answer.status)
    const kinds = operation.responses[status]?.content ?? {}
    // A problem of no named type ("about:blank") is RFC 9457's own and described nowhere.
    const isProblem = answer.status >= 400 && kinds['application/problem+json'] !== undefined
    const isNamed = (answer.json as { type?: string }).type !== 'about:blank'
    const answerKind = isProblem ? (isNamed ? 'application/problem+json' : undefined) : 'application/json'
    const sendsJson = answerKind !== undefined && kinds[answerKind] !== undefined
    return [
      ...(isTaken ? queryFaults(spec, operation, call) : []),
      ...(body === undefined || accepts[bodyKind] === undefined
        ? []
        : validate([...at, 'requestBody', 'content', bodyKind, 'schema'], body, 'request')),
      ...(sendsJson
        ? validate([...at, 'responses', status, 'content', answerKind, 'schema'], answer.json, 'answer')
        : answer.status < 400
          ? [`answer: the description knows no ${answer.status} here`]
          : []),
    ].map((fault) => `${call.method} ${call.path}: ${fault}`)
  }
}

function findOperation(spec: OpenApi, call: FakeCall) {
  for (const [template, methods] of Object.entries(spec.paths)) {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`)
    const operation = methods[call.method.toLowerCase()]
    if (pattern.test(call.path) && operation !== undefined)
      return { at: ['paths', template, call.method.toLowerCase()], operation: operation as Operation }
  }
  return undefined
}

function queryFaults(spec: OpenApi, operation: Operation, call: FakeCall): string[] {
  const parameters = (operation.parameters ?? []).map((p) => (p.$ref === undefined ? p : resolve(spec, p.$ref)))
  const known = new Set(parameters.filter((p) => p.in === 'query').map((p) => String(p.name).replace('[]', '')))
  const strange = [...call.query.keys()].filter((name) => !known.has(name.replace('[]', '')))
  const missing = parameters.filter((p) => p.in === 'query' && p.required === true && !call.query.has(String(p.name)))
  return [
    ...strange.map((name) => `request: no parameter ${name} in the description`),
    ...missing.map((p) => `request: parameter ${String(p.name)} is missing`),
  ]
}

function resolve(spec: OpenApi, ref: string): Json & { name?: string; in?: string; required?: boolean } {
  const path = ref.slice(2).split('/')
  return path.reduce<unknown>((part, key) => (part as Json)[key], spec) as Json
}

async function readBody(call: FakeCall): Promise<unknown> {
  if ((call.headers.get('content-type') ?? '').includes('json')) return call.json()
  const fields: Record<string, unknown> = {}
  for (const [name, value] of await call.form()) fields[name] = typeof value === 'string' ? value : '(file)'
  return fields
}

function createValidator(root: Json) {
  // Numbers and truths of a form arrive as text.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true, allErrors: true })
  ajv.addSchema(root, 'spec:')
  const kept = new Map<string, ValidateFunction>()
  return (at: readonly string[], value: unknown, what: string): string[] => {
    const pointer = at.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
    const check = kept.get(pointer) ?? ajv.compile({ $ref: `spec:#/${pointer}` })
    kept.set(pointer, check)
    if (check(structuredClone(value))) return []
    return (check.errors ?? [])
      .slice(0, 3)
      .map((e) => `${what}${e.instancePath}: ${e.message ?? ''} ${JSON.stringify(e.params)}`)
  }
}

type Field = { readonly name: string; readonly types: readonly string[]; readonly required: boolean }
export type TelegramSpec = {
  readonly methods: Readonly<Record<string, unknown>>
  readonly types: Readonly<Record<string, unknown>>
}

/** The same for the Bot API, whose description is a list of methods and types. */
export function createTelegramCheck(spec: TelegramSpec): WireCheck {
  return async (call, answer) => {
    const name = call.path.split('/').at(-1) ?? ''
    const method = spec.methods[name] as { returns: readonly string[]; fields?: readonly Field[] } | undefined
    const body = answer.json as { ok?: boolean; result?: unknown; parameters?: unknown; error_code?: unknown }
    if (method === undefined) return answer.status < 300 ? [`${name} is not in the description`] : []
    if (body.ok !== true) {
      return typeof body.error_code === 'number' ? [] : [`${name}: a refusal without error_code`]
    }
    const sent = (await readBody(call).catch(() => ({}))) as Json
    const parsed = Object.fromEntries(Object.entries(sent).map(([key, value]) => [key, fromForm(value)]))
    return [
      ...fieldFaults(spec, `${name} request`, method.fields ?? [], parsed, 0),
      ...typeFaults(spec, `${name} answer`, method.returns, body.result, 0),
    ]
  }
}

function fromForm(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}

function fieldFaults(spec: TelegramSpec, at: string, fields: readonly Field[], value: Json, depth: number): string[] {
  const faults = fields
    .filter((field) => field.required && value[field.name] === undefined)
    .map((field) => `${at}: ${field.name} is missing`)
  for (const [name, inner] of Object.entries(value)) {
    const field = fields.find((one) => one.name === name)
    // An uploaded file travels as a field of its own and is named by attach://.
    if (field === undefined) faults.push(...(inner === '(file)' ? [] : [`${at}: no field ${name} in the description`]))
    else faults.push(...typeFaults(spec, `${at}.${name}`, field.types, inner, depth + 1))
  }
  return faults
}

function typeFaults(spec: TelegramSpec, at: string, types: readonly string[], value: unknown, depth: number): string[] {
  if (depth > 4 || types.some((type) => isPlain(type, value))) return []
  const lists = types.filter((type) => type.startsWith('Array of '))
  if (Array.isArray(value) && lists.length > 0) {
    const inner = lists.map((type) => type.slice('Array of '.length))
    return value.flatMap((one, index) => typeFaults(spec, `${at}[${index}]`, inner, one, depth + 1))
  }
  if (typeof value !== 'object' || value === null)
    return [`${at}: ${JSON.stringify(value)} is none of ${types.join(', ')}`]
  const tries = types.flatMap((type) => {
    const known = spec.types[type] as { fields?: readonly Field[]; subtypes?: readonly string[] } | undefined
    if (known === undefined) return [[]]
    if (known.subtypes !== undefined) return [typeFaults(spec, at, known.subtypes, value, depth + 1)]
    return [fieldFaults(spec, at, known.fields ?? [], value as Json, depth + 1)]
  })
  return tries.reduce((best, one) => (one.length < best.length ? one : best), tries[0] ?? [`${at}: unknown type`])
}

function isPlain(type: string, value: unknown): boolean {
  if (type === 'String') return typeof value === 'string'
  if (type === 'Integer') return Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value))
  if (type === 'Float') return typeof value === 'number'
  if (type === 'Boolean') return typeof value === 'boolean' || value === 'true' || value === 'false'
  return type === 'InputFile' && value === '(file)'
}
