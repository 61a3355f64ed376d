import { describe, expect, it } from 'vitest'
import { type CaredAccount, findingsOf } from './model.ts'

const now = new Date('2026-11-25T03:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const daysAhead = (days: number) => daysAgo(-days)

/** An account that needs nothing. */
const sound: CaredAccount = {
  id: 'a',
  missionId: 'kbri-tokyo',
  network: 'x',
  handle: 'b_tokyo',
  status: 'active',
  statusChangedAt: daysAgo(300),
  languages: ['id'],
  verifiedAt: daysAgo(10),
  connectionState: 'connected',
  connectionDetail: null,
  connectionExpiresAt: null,
  connectionRefusals: 0,
  connectionRefusedAt: null,
  closingReason: null,
  closingProposedAt: null,
  lastAnswer: 'ours',
  lastAnswerAt: daysAgo(10),
  lastNote: null,
  lastPostAt: daysAgo(1),
  gaps: [],
}
const kindsOf = (...accounts: Partial<CaredAccount>[]) =>
  findingsOf(
    accounts.map((one) => ({ ...sound, ...one })),
    now,
  ).map(({ kind }) => kind)

describe('what an account needs', () => {
  it.each([
    ['nothing', {}, []],
    ['never posted, active for 44 days', { lastPostAt: null, statusChangedAt: daysAgo(44) }, []],
    ['never posted, active for 45 days', { lastPostAt: null, statusChangedAt: daysAgo(45) }, ['dormant']],
    ['last post 44 days ago', { lastPostAt: daysAgo(44) }, []],
    ['last post 45 days ago', { lastPostAt: daysAgo(45) }, ['dormant']],
    ['suspended and quiet', { status: 'suspended', lastPostAt: daysAgo(90) }, []],
    ['consent that ends in 14 days', { connectionExpiresAt: daysAhead(14) }, ['connection_expires']],
    ['consent that ends in 15 days', { connectionExpiresAt: daysAhead(15) }, []],
    ['consent that ended', { connectionExpiresAt: daysAgo(0) }, ['connection_expired']],
    ['one refusal', { connectionRefusals: 1, connectionRefusedAt: now }, ['connection_failing']],
    ['a refused connection', { connectionState: 'refused', connectionRefusals: 2 }, ['connection_refused']],
    ['a proposal', { status: 'proposed', verifiedAt: null, connectionState: 'none' }, ['proposed']],
    ['an approval', { status: 'approved', connectionState: 'none' }, ['approved_not_active']],
    ['no word of its mission', { verifiedAt: null, lastAnswer: null }, ['unconfirmed']],
    ['a doubt', { verifiedAt: null, lastAnswer: 'not_ours', lastNote: 'palsu' }, ['denied']],
    ['gaps of custody', { gaps: ['one_custodian'] }, ['custody']],
    ['a wish to close it', { closingReason: 'sepi', closingProposedAt: now }, ['closing_proposed']],
  ] as const)('%s', (_what, account, kinds) => {
    expect(kindsOf(account as Partial<CaredAccount>)).toEqual(kinds)
  })
})

describe('accounts that overlap', () => {
  const twin = { id: 'b', handle: 'a_tokyo' }
  it.each([
    ['same network, same language', {}, ['overlapping']],
    ['another language', { languages: ['ja'] }, []],
    ['no language said', { languages: [] }, ['overlapping']],
    ['another network', { network: 'instagram' }, []],
    ['another mission', { missionId: 'kbri-seoul' }, []],
    ['not in use', { status: 'closed' }, []],
  ] as const)('%s', (_what, other, kinds) => {
    expect(kindsOf({}, { ...twin, ...(other as Partial<CaredAccount>) })).toEqual(kinds)
  })
})

it('what is most pressing stands first', () => {
  expect(
    kindsOf(
      { id: 'a', lastPostAt: daysAgo(90) },
      { id: 'b', network: 'y', connectionState: 'refused' },
      { id: 'c', network: 'z', gaps: ['no_custodian'] },
    ),
  ).toEqual(['connection_refused', 'custody', 'dormant'])
})
