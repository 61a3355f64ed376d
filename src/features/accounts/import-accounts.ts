import { z } from 'zod'
import { normalizeHandle } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type ImportResult, type RefusedRow, readCsv, type Scope } from '../missions/index.ts'
import { listPlatforms } from './platforms.ts'

const row = z.object({
  mission_id: z.string().min(1, 'mission_id is missing'),
  platform: z.string().min(1, 'platform is missing'),
  handle: z.string().min(1, 'handle is missing'),
  url: z.string(),
  confidence: z.string().default('low'),
})

/**
 * Reads accounts from a CSV file (columns as data/accounts.csv). They enter as *diusulkan* and are verified by nobody;
 * an account that is there already stays as it is. Bad rows are named by line, good ones kept.
 */
export async function importAccounts(
  deps: { db: Db; now: () => Date },
  scope: Scope,
  file: string,
): Promise<ImportResult> {
  const refused: RefusedRow[] = []
  const profiles = new Map((await listPlatforms(deps.db)).map((profile) => [profile.code, profile]))
  const missions = new Set((await deps.db.selectFrom('mission').select('id').execute()).map((mission) => mission.id))
  const good: {
    missionId: string
    network: string
    handle: string
    handleKey: string
    url: string
    confidence: string
  }[] = []
  for await (const { line, record } of readCsv(file)) {
    const parsed = row.safeParse(record)
    if (!parsed.success) {
      refused.push({ line, reason: parsed.error.issues.map((issue) => issue.message).join('; ') })
      continue
    }
    const { mission_id: missionId, platform, handle: raw, url, confidence } = parsed.data
    const profile = profiles.get(platform)
    const handle = profile && normalizeHandle(profile, raw)
    if (!missions.has(missionId)) refused.push({ line, reason: `mission_id: no mission "${missionId}"` })
    else if (!profile) refused.push({ line, reason: `platform: "${platform}" is not in platforms.json` })
    else if (!handle) refused.push({ line, reason: `handle: "${raw}" cannot be an account on ${platform}` })
    else good.push({ missionId, network: platform, handle: handle.shown, handleKey: handle.key, url, confidence })
  }
  const now = deps.now()
  const written = await deps.db.transaction().execute(async (tx) => {
    const rows = good.map((account) => ({
      ...account,
      id: newId(),
      status: 'proposed',
      statusChangedAt: now,
      createdAt: now,
    }))
    const inserted =
      rows.length === 0
        ? []
        : await tx
            .insertInto('account')
            .values(rows)
            .onConflict((conflict) => conflict.columns(['network', 'handleKey']).doNothing())
            .returning('id')
            .execute()
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'accounts.imported',
      subject: { kind: 'register', id: 'accounts' },
      payload: { written: inserted.length, refused: refused.length },
    })
    return inserted.length
  })
  return { written, refused }
}
