import { z } from 'zod'

/** Values for fields by name: what a body or path should point at, such as `missionId`. */
export type Known = Readonly<Record<string, string>>

// Tried in turn where a schema gives a pattern only.
const candidates = [
  '0'.repeat(64),
  'id',
  '2026-Q4',
  '2026-12-01T09:00',
  '000000',
  'kbri-x',
  'Asia/Jakarta',
  '2026-12-01',
  '*',
]

/** The smallest input that a schema accepts: required fields, and any optional one whose name is known. */
export function exampleOf(schema: z.ZodType, known: Known): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return build(json, '', known)
}

type Json = z.core.JSONSchema.BaseSchema

function build(schema: Json, name: string, known: Known): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const option = schema.anyOf?.find((one) => one.type !== 'null') ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (option) return build(option, name, known)
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || key in known)
          .map(([key, part]) => [key, typeof part === 'boolean' ? null : build(part, key, known)]),
      )
    case 'array': {
      const part = schema.items
      const wanted = Math.max(schema.minItems ?? 0, singular(name) in known ? 1 : 0)
      if (!part || typeof part === 'boolean' || Array.isArray(part)) return []
      return Array.from({ length: wanted }, () => build(part, singular(name), known))
    }
    case 'string':
      return known[name] ?? text(schema)
    case 'integer':
    case 'number':
      return schema.minimum ?? (typeof schema.exclusiveMinimum === 'number' ? schema.exclusiveMinimum + 1 : 1)
    case 'boolean':
      return false
    default:
      return null
  }
}

// missionIds → missionId
const singular = (name: string): string => name.replace(/s$/, '')

function text(schema: Json): string {
  if (schema.format === 'uuid') return '0190aaaa-0000-7000-8000-00000000000a'
  if (schema.format === 'date') return '2026-12-01'
  if (schema.format === 'date-time') return '2026-12-01T02:00:00Z'
  if (schema.format === 'email') return `${crypto.randomUUID()}@contoh.test`
  if (schema.format === 'uri') return 'https://contoh.test/x'
  const pattern = schema.pattern
  const fitting = pattern && candidates.find((candidate) => new RegExp(pattern).test(candidate))
  return fitting ?? 'x'.repeat(Math.max(schema.minLength ?? 0, 12))
}
