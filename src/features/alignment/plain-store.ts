import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { assessPlainLanguage, type PlainLists, readPlainLists } from '../reading/index.ts'
import { plainTextScore } from './components/plain-language.ts'

let read: PlainLists | undefined
const lists = (): PlainLists => (read ??= readPlainLists())

/** Version of the jargon and acronym lists that texts are measured by. */
export const plainListsVersion = (): string => lists().version

/** SQL: message `m`, read as `r`, is Indonesian by its declared language, else by the one that was read. */
export const isIndonesian = sql<boolean>`(case when m.language = 'und' then coalesce(r.language, 'und') else m.language end) ~ '^id(-|$)'`

/**
 * Measures the Indonesian messages that `condition` (over `m`) names and that have not been measured as they stand, by these lists. One text
 * costs about 0.1 ms.
 */
export async function measurePlainTexts(
  tx: Tx,
  _scope: Scope,
  condition: ReturnType<typeof sql<boolean>>,
): Promise<void> {
  const version = plainListsVersion()
  const { rows } = await sql<{ id: string; text: string; md5: string }>`
    select m.id, m.text, md5(m.text) as md5 from message m left join reading r on r.message_id = m.id
      left join message_plain p on p.message_id = m.id
    where ${condition} and ${isIndonesian}
      and (p.message_id is null or p.text_md5 <> md5(m.text) or p.lists_version <> ${version})`.execute(tx)
  const measured = rows.map(({ id, text, md5 }) => {
    const plain = assessPlainLanguage(text, { language: 'id', lists: lists() })
    return {
      messageId: id,
      textMd5: md5,
      listsVersion: version,
      words: plain.words,
      lix: plain.lix,
      wordsPerSentence: plain.wordsPerSentence,
      jargonPercent: plain.jargonPer100Words,
      acronyms: plain.acronyms,
      unexplainedAcronyms: plain.unexplainedAcronyms,
      score: plain.words > 0 ? plainTextScore(plain) : 0,
    }
  })
  for (let start = 0; start < measured.length; start += 5000)
    await tx
      .insertInto('messagePlain')
      .values(measured.slice(start, start + 5000))
      .onConflict((conflict) =>
        conflict.column('messageId').doUpdateSet((eb) => ({
          textMd5: eb.ref('excluded.textMd5'),
          listsVersion: eb.ref('excluded.listsVersion'),
          words: eb.ref('excluded.words'),
          lix: eb.ref('excluded.lix'),
          wordsPerSentence: eb.ref('excluded.wordsPerSentence'),
          jargonPercent: eb.ref('excluded.jargonPercent'),
          acronyms: eb.ref('excluded.acronyms'),
          unexplainedAcronyms: eb.ref('excluded.unexplainedAcronyms'),
          score: eb.ref('excluded.score'),
        })),
      )
      .execute()
}

/** How plain these messages are, 0–100, and their words; only those that were measured. */
export async function findPlainScores(
  db: Db,
  _scope: Scope,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly score: number; readonly words: number }>> {
  if (messageIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('messagePlain')
    .select(['messageId', 'score', 'words'])
    .where((eb) => eb('messageId', '=', eb.fn.any(eb.val([...messageIds]))))
    .execute()
  return new Map(rows.map(({ messageId, score, words }) => [messageId, { score, words }]))
}
