import type { AccountStatus } from '../../contract/accounts.ts'

export type { Account, AccountAnswer, AccountStatus } from '../../contract/accounts.ts'

/** How long whoever moved an account may take the move back. */
export const undoWindowMs = 15 * 60_000

const moves: Readonly<Record<AccountStatus, readonly AccountStatus[]>> = {
  proposed: ['approved', 'closed'],
  approved: ['active', 'closed'],
  active: ['suspended', 'taken_over', 'closed'],
  suspended: ['active', 'taken_over', 'closed'],
  taken_over: ['restored', 'closed'],
  restored: ['active', 'suspended', 'taken_over', 'closed'],
  closed: ['archived'],
  archived: [],
}

/** Whether an account may go from one status to another (ACC-03). */
export function canMove(from: AccountStatus, to: AccountStatus): boolean {
  return moves[from].includes(to)
}

export const movesFrom = (from: AccountStatus): readonly AccountStatus[] => moves[from]

/** In these the account speaks for the mission: it is published to and may be called official. */
export const isInUse = (status: AccountStatus): boolean => status === 'active' || status === 'restored'

const withReason: ReadonlySet<AccountStatus> = new Set(['suspended', 'taken_over', 'restored', 'closed'])
// A warning to the public or a recovery is not unsaid by a press of a button; it is answered by the next move.
const undoable: ReadonlySet<AccountStatus> = new Set(['approved', 'active', 'suspended', 'closed'])

/** Moves that others must be able to understand later need a sentence why. */
export const needsReason = (to: AccountStatus): boolean => withReason.has(to)

/** Whether a move may still be taken back: by whoever made it, soon, and where nobody was warned by it. */
export function canUndo(
  move: {
    readonly to: AccountStatus
    readonly movedBy: string | null
    readonly movedAt: Date
    readonly isUndo: boolean
  },
  by: string | null,
  now: Date,
): boolean {
  const isFresh = now.getTime() - move.movedAt.getTime() <= undoWindowMs
  return !move.isUndo && undoable.has(move.to) && move.movedBy === by && isFresh
}

// Letters that are taken for one another in handles: digits for letters, Cyrillic and Greek look-alikes.
const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '5': 's',
  i: 'l',
  '|': 'l',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  к: 'k',
  м: 'm',
  н: 'h',
  т: 't',
  в: 'b',
  і: 'l',
  ѕ: 's',
  ӏ: 'l',
  ԁ: 'd',
  ո: 'n',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ν: 'v',
  κ: 'k',
  ι: 'l',
  τ: 't',
  υ: 'u',
}

/** What the eye keeps of a handle: marks, separators and look-alikes folded. Two with one skeleton are confusable. */
export function skeletonOf(handle: string): string {
  const plain = handle
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[._\-\s]/gu, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
  return [...plain].map((character) => lookAlikes[character] ?? character).join('')
}

/** True where one letter added, left out, changed or swapped with its neighbour makes one text the other. */
export function isOneLetterOff(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const restA = a.slice(start, a.length - end)
  const restB = b.slice(start, b.length - end)
  if (Math.max(restA.length, restB.length) <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
}
