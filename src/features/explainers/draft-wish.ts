import type { ExplainerTopic } from '../../contract/explainers.ts'
import { explainerContent } from '../../contract/explainers.ts'
import type { Tx } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { hashOf, slugOf } from './model.ts'
import { freeSlug, insertExplainer, replaceTexts } from './store.ts'

const topics: Readonly<Record<string, ExplainerTopic>> = {
  protection: 'protection',
  consular: 'travel',
  policy: 'peace',
  trade: 'economy',
  tourism: 'travel',
  study: 'culture',
  account: 'protection',
}

/**
 * Begins the explainer that people's questions ask for: its title only, in the transaction of whoever wishes it; the
 * rest waits for a writer. null where nobody of flesh and blood asks.
 */
export async function draftWish(
  tx: Tx,
  scope: Scope,
  wish: { readonly title: string; readonly topic: string },
  homeLanguage: string,
  now: Date,
): Promise<string | null> {
  if (scope.kind !== 'person') return null
  const id = newId()
  const content = explainerContent.parse({ title: wish.title.slice(0, 200), benefit: {} })
  const about = {
    topic: topics[wish.topic] ?? 'protection',
    objectiveCode: 'policy',
    regionId: null,
    decidedOn: null,
    contact: '',
    embargoUntil: null,
    missionIds: [],
    factIds: [],
  }
  await insertExplainer(
    tx,
    scope,
    { id, slug: await freeSlug(tx, slugOf(wish.title)), createdBy: scope.personId },
    about,
    now,
  )
  const masterHash = hashOf(content)
  const text = {
    language: homeLanguage,
    isMaster: true,
    content,
    masterHash,
    writtenBy: scope.personId,
    updatedAt: now,
  }
  await replaceTexts(tx, scope, id, [text])
  await recordAudit(tx, now, { actor: actorOf(scope), action: 'explainer.wished', subject: { kind: 'explainer', id } })
  return id
}
