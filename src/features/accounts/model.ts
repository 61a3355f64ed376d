import type { AccountStatus } from '../../contract/accounts.ts'

export type { Account, AccountAnswer, AccountStatus } from '../../contract/accounts.ts'

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
