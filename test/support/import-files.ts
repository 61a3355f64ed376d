import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  type AdvanceDeps,
  advanceRun,
  findRun,
  type ImportRun,
  loadColumnMaps,
  receiveFile,
} from '../../src/features/imports/index.ts'
import { joinMany, syncMessages } from '../../src/features/messages/index.ts'
import type { Scope } from '../../src/features/missions/index.ts'
import { loadPlatformProfiles, parseNetworkUrl } from '../../src/networks/index.ts'
import type { Db } from '../../src/platform/database/database.ts'

export const exportSamples = 'test/fixtures/exports'
export const columnMaps = loadColumnMaps('data/exports')
const profiles = loadPlatformProfiles('data/platforms.json')
export const parseLink = (url: string) => parseNetworkUrl(url, profiles)

export type Importing = {
  readonly db: Db
  readonly now: () => Date
  readonly scope: Scope
  readonly missionId: string
  readonly accountId: string
  readonly zone?: string
  readonly kind?: 'posts' | 'metrics'
  readonly appliesItself?: boolean
  readonly takenAt?: Date
}

export const advanceDeps = ({ db, now }: Pick<Importing, 'db' | 'now'>): AdvanceDeps => ({
  db,
  now,
  worker: crypto.randomUUID(),
  joinPosts: joinMany,
  onPosts: syncMessages,
  parseLink,
})

/** Brings bytes in as a file, as far as it goes by itself. @throws Error where another process holds it */
export async function importBytes(
  importing: Importing,
  fileName: string,
  bytes: Uint8Array | string | AsyncIterable<Uint8Array>,
): Promise<ImportRun> {
  const { db, now, scope, missionId, accountId, kind, takenAt } = importing
  const stream =
    typeof bytes === 'string'
      ? Readable.from([Buffer.from(bytes)])
      : bytes instanceof Uint8Array
        ? Readable.from([bytes])
        : bytes
  const file = {
    missionId,
    accountId,
    kind,
    takenAt,
    zone: importing.zone ?? 'Africa/Cairo',
    fileName,
    appliesItself: importing.appliesItself ?? true,
  }
  const id = await receiveFile({ db, now, maps: columnMaps }, scope, file, stream)
  await advanceRun(advanceDeps(importing), { id })
  const run = await findRun(db, scope, id)
  if (!run) throw new Error('the import is gone')
  return run
}

export const samplePath = (name: string): string => join(exportSamples, name)
