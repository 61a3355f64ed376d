import { createHash } from 'node:crypto'

/** An event as it is sealed: everything but the transaction number, which another server may count anew. */
export type SealedEvent = {
  readonly id: string
  readonly at: Date
  readonly actorId: string | null
  readonly actorKind: string
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  readonly missionId: string | null
  readonly payload: unknown
}

/** What stands before the first event of a chain. */
export const genesis = (chain: number): string => sha256(`selaras audit chain ${chain}`)

/** SHA-256 (hex) of the previous hash and the event in canonical JSON: the link's hash. */
export function linkHash(previous: string, event: SealedEvent): string {
  return sha256(
    `${previous}\n${canonical({
      id: event.id,
      at: event.at.toISOString(),
      actorId: event.actorId,
      actorKind: event.actorKind,
      action: event.action,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      missionId: event.missionId,
      payload: event.payload,
    })}`,
  )
}

/** JSON with keys in order, so that the database's own order of jsonb keys decides nothing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
