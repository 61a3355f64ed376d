import type { PlatformProfile } from '../../contract/platform-profile.ts'
import { measureText } from '../../networks/index.ts'
import type { Db, Tx } from '../../platform/database/database.ts'
import { listPlatforms } from '../accounts/index.ts'
import { approveEmergency } from '../approvals/index.ts'
import { createDeliveries } from '../deliveries/index.ts'
import { inScope, type Mission, type Scope } from '../missions/index.ts'
import { type AlertText, captionOf, textFor } from './model.ts'

export type Announcement = {
  readonly mission: Pick<Mission, 'id' | 'timezone'>
  /** Master first. */
  readonly texts: readonly AlertText[]
  /** Such as `SIAGA 1`, in a language. */
  mark(language: string): string
  readonly areas: readonly string[]
  /** The first hotline, as it is said in a post. */
  readonly hotline: string
  readonly url: string
  readonly author: string
  readonly capacity: string
  readonly because: { readonly kind: 'alert' | 'takeover'; readonly id: string }
  /** Left out: the account that is in foreign hands. */
  readonly exceptAccountId?: string
}

export type Way = 'at_once' | 'by_hand' | 'needs_picture'

/** How a text reaches an account: Selaras sends it, a person does, or nobody can without a picture. */
export const wayOf = (account: { readonly connectionState: string }, profile: PlatformProfile | undefined): Way => {
  if (profile?.requires === 'media' || profile?.requires === 'video') return 'needs_picture'
  return account.connectionState === 'none' ? 'by_hand' : 'at_once'
}

/** Accounts that speak for a mission now, by network and handle. */
export function listSpeakingAccounts(db: Db, scope: Scope, missionId: string) {
  return db
    .selectFrom('account')
    .select(['id', 'network', 'handle', 'languages', 'connectionState'])
    .where('missionId', '=', missionId)
    .where(inScope(scope, 'missionId'))
    .where('status', 'in', ['active', 'restored'])
    .orderBy('network')
    .orderBy('handle')
    .execute()
}

/**
 * Sends an emergency to every account that speaks for the mission and takes plain text, each in its own language and at
 * the length of its network, before everything else. In the transaction of the act. @returns the item; undefined where
 * there is no such account.
 */
export async function announce(tx: Tx, scope: Scope, what: Announcement, now: Date): Promise<string | undefined> {
  const { mission, texts, exceptAccountId } = what
  const profiles = new Map((await listPlatforms(tx)).map((profile) => [profile.code, profile]))
  const accounts = (await listSpeakingAccounts(tx, scope, mission.id)).filter(
    (account) => account.id !== exceptAccountId && wayOf(account, profiles.get(account.network)) !== 'needs_picture',
  )
  const variants = accounts.flatMap((account) => {
    const text = textFor(account.languages, texts)
    const profile = profiles.get(account.network)
    if (!text || !profile) return []
    return [{ accountId: account.id, language: text.language, text: sayOn(profile, what, text) }]
  })
  const [master] = texts
  if (variants.length === 0 || !master) return undefined
  const approved = await approveEmergency(
    tx,
    scope,
    {
      mission,
      title: `${what.mark(master.language)}: ${master.title}`,
      texts: texts.map((text) => ({ language: text.language, text: wholeOf(what, text) })),
      variants,
      author: what.author,
      capacity: what.capacity,
      because: what.because,
    },
    now,
  )
  await createDeliveries(tx, approved, now)
  return approved.item.id
}

const partsOf = (what: Announcement, text: AlertText) => ({
  mark: what.mark(text.language),
  title: text.title,
  areas: what.areas,
  instructions: text.instructions,
  hotline: what.hotline,
  url: what.url,
})

const sayOn = (profile: PlatformProfile, what: Announcement, text: AlertText): string =>
  captionOf(partsOf(what, text), (caption) => measureText(caption, profile).over === 0)

const wholeOf = (what: Announcement, text: AlertText): string => captionOf(partsOf(what, text), () => true)
