import { randomInt } from 'node:crypto'
import { AppError } from '../../platform/errors.ts'
import { canRead, holds, type Scope } from '../missions/index.ts'

/** Letters and digits that nobody confuses, hears wrong, or makes words of. */
const alphabet = '23456789bcdfghjkmnpqrstvwxz'
const codeLength = 7

/** A new code: 27^7 of them, so that nobody finds one by trying. */
export const newCode = (): string =>
  Array.from({ length: codeLength }, () => alphabet[randomInt(alphabet.length)]).join('')

export const isCode = (text: string): boolean =>
  text.length === codeLength && [...text].every((letter) => alphabet.includes(letter))

export const linkOf = (url: string, code: string): string => `${url}/k/${code}`

/**
 * A place a link may lead to: https, with a name, no sign-in hidden in it, not one of our own links again.
 * @throws AppError invalid
 */
export function readTarget(text: string, ownUrl: string): string {
  const url = URL.parse(text)
  if (!url || !leadsOut(url, ownUrl))
    throw new AppError('invalid', 'outcome.target', {}, [{ path: 'targetUrl', key: 'outcome.target' }])
  return url.href
}

function leadsOut(url: URL, ownUrl: string): boolean {
  const isOwn = url.host === new URL(ownUrl).host && url.pathname.startsWith('/k/')
  const hasName = url.username !== '' || url.password !== ''
  return url.protocol === 'https:' && !hasName && url.hostname.includes('.') && !isOwn
}

export function demandReader(scope: Scope, missionId: string): void {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
}

export const mayRecord = (scope: Scope, missionId: string): boolean =>
  holds(scope, ['mission_officer', 'head_of_mission'], missionId)

export function demandRecorder(scope: Scope, missionId: string): void {
  demandReader(scope, missionId)
  if (!mayRecord(scope, missionId)) throw new AppError('forbidden', 'outcome.not_yours')
}
