import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const projectFolder = fileURLToPath(new URL('../../', import.meta.url))

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z.string().optional(),
  SELARAS_DATA: z.string().default('./var'),
  /** Folder with missions.csv, accounts.csv, objectives.json, platforms.json, ministry.json. */
  SELARAS_SEED: z.string().default(resolve(projectFolder, 'data')),
  SELARAS_SAMPLE: z.enum(['default', 'none']).default('default'),
  SELARAS_SECRET: z.string().min(16).optional(),
  /** The secret before the one in use, while what it sealed is sealed anew. */
  SELARAS_SECRET_PREVIOUS: z.string().min(16).optional(),
  SELARAS_URL: z.url().optional(),
  SELARAS_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn'),
  SELARAS_NETWORK_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(30_000),
  /** What is later than this after an outage waits for a person's word. */
  SELARAS_LATE_HOURS: z.coerce.number().min(0.1).max(168).default(6),
  /** Comma-separated hosts on private addresses that connectors may reach, for a server of one's own. */
  SELARAS_ALLOWED_PRIVATE_HOSTS: z.string().default(''),
})

export type Config = {
  readonly port: number
  readonly host: string
  readonly databaseUrl: string | undefined
  /** Absolute folder for database, files and keys. */
  readonly dataFolder: string
  readonly seedFolder: string
  readonly sample: boolean
  readonly secret: string | undefined
  readonly previousSecret: string | undefined
  /** Public address without trailing slash. */
  readonly url: string
  readonly logLevel: string
  readonly networkTimeoutMs: number
  /** What is later than this needs a person's word before it goes out. */
  readonly lateMs: number
  readonly allowedPrivateHosts: readonly string[]
  readonly hostName: string
  readonly projectFolder: string
}

/** Reads the environment once. @throws Error naming each setting that is wrong, in words. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Settings are not usable. ${wrong.join('; ')}`)
  }
  const e = parsed.data
  return {
    port: e.PORT,
    host: e.HOST,
    databaseUrl: e.DATABASE_URL || undefined,
    dataFolder: resolve(e.SELARAS_DATA),
    seedFolder: resolve(e.SELARAS_SEED),
    sample: e.SELARAS_SAMPLE === 'default',
    secret: e.SELARAS_SECRET,
    previousSecret: e.SELARAS_SECRET_PREVIOUS,
    url: (e.SELARAS_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    logLevel: e.SELARAS_LOG,
    networkTimeoutMs: e.SELARAS_NETWORK_TIMEOUT_MS,
    lateMs: e.SELARAS_LATE_HOURS * 3_600_000,
    allowedPrivateHosts: e.SELARAS_ALLOWED_PRIVATE_HOSTS.split(',').filter(Boolean),
    hostName: hostname(),
    projectFolder,
  }
}
