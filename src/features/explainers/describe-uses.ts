import type { FactUser } from '../../contract/facts.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import type { FactUse } from '../strategy/index.ts'
import type { ExplainerContent } from './model.ts'

/** Explainers among what uses a fact, with the title of their master; a published one counts as sent. */
export async function describeExplainerUses(db: Db, _scope: Scope, uses: readonly FactUse[]): Promise<FactUser[]> {
  const ours = new Map(uses.filter((use) => use.kind === 'explainer').map((use) => [use.id, use]))
  if (ours.size === 0) return []
  const rows = await db
    .selectFrom('explainer')
    .innerJoin('explainerText', 'explainerText.explainerId', 'explainer.id')
    .select(['explainer.id', 'explainer.publishedVersion', 'explainer.withdrawnAt', 'explainerText.content'])
    .where('explainer.id', 'in', [...ours.keys()])
    .where('explainerText.isMaster', '=', true)
    .execute()
  return rows.flatMap(({ id, publishedVersion, withdrawnAt, content }): FactUser[] => {
    const use = ours.get(id)
    const isOut = publishedVersion !== null && withdrawnAt === null
    if (!use || (use.isFormer && !isOut)) return []
    const { title } = content as ExplainerContent
    const { version, isFormer } = use
    const outcome = isOut ? 'sent' : 'unsent'
    return [
      { kind: 'explainer', id, version, isFormer, title, missionId: null, missionName: null, outcome, viaKit: null },
    ]
  })
}
