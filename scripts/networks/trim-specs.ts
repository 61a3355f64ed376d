// Cuts the networks' API descriptions down to the calls our connectors make, for the tests of the fakes.
// Usage: node scripts/networks/trim-specs.ts FOLDER   (FOLDER holds mastodon/schema.json, x/openapi.json, telegram/api.min.json)
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Json = Readonly<Record<string, unknown>>

const words = new Set(['description', 'example', 'examples', 'externalDocs', 'links', 'href', 'headers', 'deprecated'])
const mayBeProperty = new Set(['description', 'example', 'links', 'href'])

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder that holds the descriptions.')
const read = (path: string): Json => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Json

const sources = {
  mastodon: 'github.com/abraham/mastodon-openapi @89b11e72 (MIT), generated from docs.joinmastodon.org; Mastodon 4.7.0',
  x: 'github.com/xdevplatform/xdk specs/openapi.json @84c26540 (repository MIT; X Developer Agreement); version 2.167',
  telegram: 'github.com/PaulSonOfLars/telegram-bot-api-spec @160fd995 (MIT), from core.telegram.org; Bot API 10.1',
}

trimOpenApi('mastodon', read('mastodon/schema.json'), [
  'POST /api/v1/apps',
  'POST /oauth/token',
  'GET /api/v1/accounts/verify_credentials',
  'GET /api/v1/accounts/{id}/statuses',
  'GET /api/v2/instance',
  'POST /api/v2/media',
  'GET /api/v1/media/{id}',
  'POST /api/v1/statuses',
  'GET /api/v1/statuses',
  'GET /api/v1/notifications',
])
trimOpenApi('x', read('x/openapi.json'), [
  'POST /2/tweets',
  'GET /2/tweets',
  'POST /2/media/upload',
  'POST /2/media/metadata',
  'GET /2/users/me',
  'GET /2/users/{id}/tweets',
  'GET /2/users/{id}/mentions',
])
trimTelegram(read('telegram/api.min.json'), [
  'getMe',
  'getChat',
  'getChatMember',
  'getChatMemberCount',
  'getUpdates',
  'sendMessage',
  'sendPhoto',
  'sendMediaGroup',
  'sendVideo',
])

function trimOpenApi(name: keyof typeof sources, spec: Json, operations: readonly string[]): void {
  const paths: Record<string, Record<string, unknown>> = {}
  const all = spec.paths as Record<string, Record<string, unknown>>
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ')
    const found = all[path]?.[method.toLowerCase()]
    if (found === undefined) throw new Error(`${name}: no ${operation}`)
    const { requestBody, responses, parameters } = found as Json
    paths[path] = { ...paths[path], [method.toLowerCase()]: plain({ requestBody, responses, parameters }) }
  }
  const components: Record<string, Record<string, unknown>> = {}
  const wanted = refsIn(paths)
  for (const ref of wanted) {
    const [, , group = '', key = ''] = ref.split('/')
    if (components[group]?.[key] !== undefined) continue
    const part = plain((spec.components as Record<string, Json>)[group]?.[key])
    components[group] = { ...components[group], [key]: part }
    wanted.push(...refsIn(part))
  }
  write(name, { source: sources[name], openapi: spec.openapi, paths, components })
}

function trimTelegram(spec: Json, names: readonly string[]): void {
  const methods: Record<string, unknown> = {}
  const types: Record<string, unknown> = {}
  let ring: string[] = ['ResponseParameters']
  for (const name of names) {
    const method = plain((spec.methods as Record<string, Json>)[name]) as Json
    methods[name] = method
    ring.push(...(method.returns as string[]), ...typesOf(method))
  }
  // Two steps from the methods: further parts of a message are never sent or read by us.
  for (let step = 0; step < 2; step += 1) {
    const next: string[] = []
    for (const name of ring.map(bare)) {
      const type = (spec.types as Record<string, Json>)[name]
      if (type === undefined || types[name] !== undefined) continue
      types[name] = plain(type)
      next.push(...typesOf(type), ...((type.subtypes as string[] | undefined) ?? []))
    }
    ring = next
  }
  write('telegram', { source: sources.telegram, methods, types })
}

function bare(type: string): string {
  return type.replaceAll('Array of ', '')
}

function typesOf(part: Json): string[] {
  return ((part.fields as Json[] | undefined) ?? []).flatMap((field) => field.types as string[])
}

/** Without words and examples; a property may be called `description` all the same. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(
    ([key, inner]) => !words.has(key) || (mayBeProperty.has(key) && isSchema(inner)),
  )
  return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]))
}

function isSchema(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('type' in value || '$ref' in value || 'anyOf' in value)
}

function refsIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '')
}

function write(name: string, spec: Json): void {
  const file = join(import.meta.dirname, `../../test/specs/${name}.json`)
  writeFileSync(file, `${JSON.stringify(spec)}\n`)
  console.log(`${name}: ${Math.round(JSON.stringify(spec).length / 1024)} kB`)
}
