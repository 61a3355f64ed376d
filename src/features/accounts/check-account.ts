import { normalizeHandle, parseNetworkUrl } from '../../networks/index.ts'
import type { Db } from '../../platform/database/database.ts'
import { publicScope, shortNameOf } from '../missions/index.ts'
import { type AccountAnswer, isInUse, isOneLetterOff, skeletonOf } from './model.ts'
import { listPlatforms } from './platforms.ts'
import { listRegisteredHandles, type RegisteredHandle } from './store.ts'

const troubled = new Set(['taken_over', 'suspended'])
const gone = new Set(['closed', 'archived'])

/**
 * Cek Akun Resmi (ACC-08): answers for a handle or a link. Only an account that an officer of its mission verified and
 * that is active is called official; an imported one that nobody verified never is. Keeps nothing about who asks.
 */
export async function checkAccount(db: Db, question: string): Promise<AccountAnswer> {
  const profiles = await listPlatforms(db)
  const register = await listRegisteredHandles(db, publicScope)
  const link = parseNetworkUrl(question, profiles)
  const network = link?.network ?? null
  const keys = new Map(
    profiles.map((profile) => [profile.code, link ? link.handle?.key : normalizeHandle(profile, question)?.key]),
  )
  const keyOn = (code: string) => keys.get(code)
  const same = register.filter((entry) => {
    if (network !== null && entry.network !== network) return false
    const key = keyOn(entry.network)
    return key !== undefined && (entry.handleKey === key || entry.remoteAccountId === key)
  })
  const asked = { network, handle: link?.handle?.shown ?? question.trim().replace(/^@/, '') }
  const found = same.toSorted((a, b) => weightOf(b) - weightOf(a))[0]
  if (!found) {
    // A name that an account had may be anybody's now: it is not registered, and the new one is offered first.
    const renamed = register.filter((entry) => {
      const key = network === null || entry.network === network ? keyOn(entry.network) : undefined
      return key !== undefined && !gone.has(entry.status) && entry.formerKeys.includes(key)
    })
    const guesses = namesIn(question, asked.handle).flatMap((name) => meantBy(name, network, register))
    const meant = [...renamed.map(offer), ...guesses]
    const once = meant.filter((one, index) => meant.findIndex((other) => isSame(one, other)) === index)
    const copied = await findImpersonated(db, network, keyOn)
    if (copied !== undefined) {
      const ours = register.filter((entry) => entry.missionId === copied && entry.verified && isInUse(entry.status))
      return { answer: 'impersonator', asked, account: null, meant: ours.slice(0, 3).map(offer) }
    }
    return { answer: 'unregistered', asked, account: null, meant: once.slice(0, 3) }
  }
  const account = {
    network: found.network,
    handle: found.handle,
    url: found.url,
    missionId: found.missionId,
    missionName: shortNameOf(found),
    status: found.status,
  }
  if (troubled.has(found.status) || gone.has(found.status)) {
    const others = register.filter(
      (entry) => entry.missionId === found.missionId && entry.verified && entry.status === 'active',
    )
    return { answer: 'in_trouble', asked, account, meant: others.slice(0, 3).map(offer) }
  }
  const official = found.verified && (found.status === 'active' || found.status === 'restored')
  return { answer: official ? 'official' : 'recorded_unverified', asked, account, meant: [] }
}

/** The mission that an account pretends to be, where the ministry warns of it; undefined = nobody warns. */
async function findImpersonated(
  db: Db,
  network: string | null,
  keyOn: (network: string) => string | undefined,
): Promise<string | undefined> {
  const warned = await db
    .selectFrom('impersonationCase')
    .select(['network', 'handleKey', 'missionId'])
    .where('warnedAt', 'is not', null)
    .where((eb) => eb.or([eb('closedAt', 'is', null), eb('outcome', '=', 'refused')]))
    .execute()
  return warned.find((one) => (network === null || one.network === network) && keyOn(one.network) === one.handleKey)
    ?.missionId
}

// A troubled account of this name outweighs an official one: the warning must not hide behind another network's yes.
function weightOf(entry: RegisteredHandle): number {
  if (troubled.has(entry.status)) return 2
  return entry.verified && entry.status === 'active' ? 1 : 0
}

function meantBy(
  handle: string,
  network: string | null,
  register: readonly RegisteredHandle[],
): AccountAnswer['meant'] {
  const skeleton = skeletonOf(handle)
  const close = register.filter((entry) => {
    if (gone.has(entry.status)) return false
    const other = skeletonOf(entry.handle)
    return other === skeleton || (skeleton.length >= 5 && isOneLetterOff(other, skeleton))
  })
  const onSame = (entry: RegisteredHandle) => Number(entry.network === network) * 2 + Number(entry.verified)
  return close
    .toSorted((a, b) => onSame(b) - onSame(a))
    .slice(0, 3)
    .map(offer)
}

/** What was asked for, and the name in a link that no network knows: a look-alike host or letter of one. */
function namesIn(question: string, handle: string): readonly string[] {
  const path = /^(?:[a-z][a-z0-9+.-]*:\/\/)?[^/\s]+\/([^?#]+)/i.exec(question.trim())?.[1]
  const named = path?.split('/').find((part) => part !== '') ?? handle
  return [...new Set([handle, named.replace(/^@/, '')])]
}

const isSame = (a: AccountAnswer['meant'][number], b: AccountAnswer['meant'][number]): boolean =>
  a.network === b.network && a.handle === b.handle

const offer = (entry: RegisteredHandle): AccountAnswer['meant'][number] => ({
  network: entry.network,
  handle: entry.handle,
  url: entry.url,
  missionName: shortNameOf(entry),
  verified: entry.verified && entry.status === 'active',
})
