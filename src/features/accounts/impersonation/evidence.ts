import { createHash } from 'node:crypto'
import type { ImpersonationCase } from '../../../contract/impersonation.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Files } from '../../../platform/files.ts'
import type { Scope } from '../../missions/index.ts'
import { mustFindCase, viewCase } from './store.ts'

/** SHA-256, hex, of a link and the instant at which it was seen: `instant`, a line feed, `url`. */
export const hashOfLink = (url: string, capturedAt: Date): string =>
  createHash('sha256').update(`${capturedAt.toISOString()}\n${url}`).digest('hex')

/** SHA-256, hex, of the bytes as they came. */
export const hashOfPicture = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** By its first bytes, whatever its name says; undefined = no picture that we keep. */
export function pictureTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | 'image/webp' | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (bytes[0] === 0x89 && ascii(1, 4) === 'PNG') return 'image/png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  return ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP' ? 'image/webp' : undefined
}

type Deps = { readonly db: Db; readonly files: Files }

/** The picture of a case as it came. @throws AppError not_found */
export async function readScreenshot(
  deps: Deps,
  scope: Scope,
  caseId: string,
  evidenceId: string,
): Promise<{ bytes: Uint8Array; contentType: string }> {
  await mustFindCase(deps.db, scope, caseId)
  const row = await deps.db
    .selectFrom('impersonationEvidence')
    .select(['fileKey', 'contentType'])
    .where('id', '=', evidenceId)
    .where('caseId', '=', caseId)
    .executeTakeFirst()
  if (!row?.fileKey || !row.contentType) throw new AppError('not_found', 'impersonation.no_such_picture')
  return { bytes: await deps.files.get(row.fileKey), contentType: row.contentType }
}

/** Everything of a case in one value, pictures inside, so that it can be handed on and its hashes looked at again. */
export async function exportCase(
  deps: Deps & { now: () => Date; isSample(): Promise<boolean> },
  scope: Scope,
  id: string,
) {
  const { can: _can, ...whole }: ImpersonationCase = await viewCase(deps.db, scope, id)
  const pictures = []
  for (const { id: evidenceId, kind, sha256 } of whole.evidence) {
    if (kind !== 'screenshot') continue
    const { bytes, contentType } = await readScreenshot(deps, scope, id, evidenceId)
    pictures.push({ evidenceId, sha256, contentType, base64: Buffer.from(bytes).toString('base64') })
  }
  const format = 'selaras.impersonation-case.1' as const
  return { format, exportedAt: deps.now().toISOString(), sample: await deps.isSample(), case: whole, pictures }
}
