import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { S3Settings } from './files.ts'

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
  /** Pictures and films in a bucket instead of the data folder, so that several machines see them. */
  SELARAS_S3_BUCKET: z.string().min(1).optional(),
  SELARAS_S3_REGION: z.string().min(1).default('us-east-1'),
  /** For servers other than Amazon's. */
  SELARAS_S3_ENDPOINT: z.url().optional(),
  SELARAS_S3_KEY: z.string().min(1).optional(),
  SELARAS_S3_SECRET: z.string().min(1).optional(),
  /** smtp://user:password@host:port or smtps://…; with SELARAS_MAIL_FROM, else no mail leaves. */
  SELARAS_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, 'smtp://user:password@host:port, or smtps://…')
    .optional(),
  SELARAS_MAIL_FROM: z.string().regex(/@/, 'an address, or Name <address>').optional(),
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
  /** Where files live; undefined = in the data folder. */
  readonly s3: S3Settings | undefined
  /** How mail leaves; undefined = it does not. */
  readonly mail: { readonly url: string; readonly from: string } | undefined
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
  const { SELARAS_SMTP_URL: smtp, SELARAS_MAIL_FROM: from } = e
  if (Boolean(smtp) !== Boolean(from))
    throw new Error(
      'Settings are not usable. SELARAS_SMTP_URL and SELARAS_MAIL_FROM belong together: set both, or none',
    )
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
    s3: readBucket(e),
    mail: smtp && from ? { url: smtp, from } : undefined,
    hostName: hostname(),
    projectFolder,
  }
}

function readBucket(e: z.output<typeof environment>): S3Settings | undefined {
  const { SELARAS_S3_BUCKET: bucket, SELARAS_S3_KEY: accessKeyId, SELARAS_S3_SECRET: secretAccessKey } = e
  if (bucket === undefined && accessKeyId === undefined && secretAccessKey === undefined) return undefined
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    throw new Error('Settings are not usable. SELARAS_S3_BUCKET, SELARAS_S3_KEY and SELARAS_S3_SECRET belong together.')
  return { bucket, region: e.SELARAS_S3_REGION, endpoint: e.SELARAS_S3_ENDPOINT, accessKeyId, secretAccessKey }
}
