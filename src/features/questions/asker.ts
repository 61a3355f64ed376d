import { createHash } from 'node:crypto'
import type { QuestionTopic } from '../../contract/questions.ts'
import { localDayOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { systemScope } from '../missions/index.ts'
import { readRegister } from './deadline.ts'
import type { QuestionDeps } from './deps.ts'
import { nameOf } from './present.ts'
import { addEvent, changeQuestion, listEvents, lockQuestion } from './store.ts'

const scope = systemScope('asker')

/** Letters and digits that are not taken for one another, in two groups: `K7QM-3XRD-9F`. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The code of a question, from something only its form knew; the same form gives the same code. */
export function codeOf(nonce: string): string {
  const bytes = createHash('sha256').update(`question ${nonce}`).digest()
  const letters = [...bytes.subarray(0, 10)].map((byte) => alphabet[byte % alphabet.length]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`
}

/** What is stored of a code: nobody who reads the database can look an asker's answer up as the asker. */
export const hashOfCode = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/gu, ''))
    .digest('hex')

export type AskerView = {
  readonly state: 'waiting' | 'answered' | 'closed'
  readonly topic: QuestionTopic
  readonly missionName: string
  readonly askedAt: Date
  readonly dueAt: Date
  readonly answer: { readonly text: string; readonly at: Date } | null
  /** True: helped; false: did not; null: nothing said yet. */
  readonly helped: boolean | null
}

/** A question by the code its asker kept; undefined where there is none. */
export async function viewByCode(deps: QuestionDeps, code: string): Promise<AskerView | undefined> {
  const row = await deps.db
    .selectFrom('question')
    .select(['id', 'state', 'topic', 'missionId', 'askedAt', 'dueAt', 'resolvedAt', 'unresolvedAt'])
    .where('codeHash', '=', hashOfCode(code))
    .executeTakeFirst()
  if (!row) return undefined
  const register = await readRegister(deps.db, scope, localDayOf(deps.now(), deps.homeZone))
  const answered = (await listEvents(deps.db, scope, row.id)).findLast((event) => event.kind === 'answered')
  const shown = row.state === 'answered' || row.state === 'closed' ? row.state : 'waiting'
  return {
    state: answered?.text ? 'answered' : shown,
    topic: row.topic as QuestionTopic,
    missionName: nameOf(register, row.missionId),
    askedAt: row.askedAt,
    dueAt: row.dueAt,
    answer: answered?.text ? { text: answered.text, at: answered.at } : null,
    helped: row.unresolvedAt !== null ? false : row.resolvedAt !== null ? true : null,
  }
}

/**
 * The asker says whether the answer helped. What did not help is open again, with its first answer's time kept.
 * @throws AppError not_found for an unknown code, conflict where nothing was answered yet.
 */
export async function sayWhetherHelped(deps: QuestionDeps, code: string, helped: boolean): Promise<void> {
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const found = await tx
      .selectFrom('question')
      .select('id')
      .where('codeHash', '=', hashOfCode(code))
      .executeTakeFirst()
    if (!found) throw new AppError('not_found', 'question.no_such_code')
    const row = await lockQuestion(tx, scope, found.id)
    if (row.state !== 'answered') throw new AppError('conflict', 'question.not_answered_yet')
    const change = helped
      ? ({ resolvedAt: now, unresolvedAt: null } as const)
      : ({ resolvedAt: null, unresolvedAt: now, state: 'open' } as const)
    await changeQuestion(tx, scope, row.id, change)
    const kind = helped ? 'helped' : 'did_not_help'
    const { missionId } = row
    await addEvent(tx, scope, row.id, { kind, text: null, missionId, fromMissionId: null, by: null, at: now })
    await recordAudit(tx, now, {
      actor: { kind: 'public' },
      action: `question.${kind}`,
      subject: { kind: 'question', id: row.id },
      missionId,
    })
  })
}
