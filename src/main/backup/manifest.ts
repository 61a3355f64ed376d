import { z } from 'zod'

/** Name of the entry that stands last: it vouches for all others. */
export const manifestName = 'manifest.json'

/** What a backup says of itself. Hashes are SHA-256, hexadecimal. */
export const manifestSchema = z.object({
  format: z.literal('selaras-backup-1'),
  version: z.string(),
  takenAt: z.iso.datetime(),
  /** Migrations that the data has the shape of, oldest first. */
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({ name: z.string(), columns: z.array(z.string()), bytes: z.number().int(), sha256: z.string() }),
  ),
  files: z.array(z.object({ key: z.string(), bytes: z.number().int(), sha256: z.string() })),
})
export type Manifest = z.output<typeof manifestSchema>

/** Tables whose rows mean nothing elsewhere: who is signed in, which process beats, who asked how often, mails that may be out since. */
export const leftOut: ReadonlySet<string> = new Set([
  'session',
  'mail',
  'process',
  'rate_window',
  'idempotency_key',
  'kysely_migration',
  'kysely_migration_lock',
])
