import type { z } from 'zod'
import type { logPostInput, observingEndpoints } from '../../contract/observing.ts'
import type { Network } from '../../networks/network.ts'
import { instantOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, canRead, holds, type Scope } from '../missions/index.ts'
import { findAccountsOn, findKnownPost, findPostByUrl, savePost } from './store.ts'
import type { ObserveDeps } from './turn.ts'

/** What reading a pasted link tells; the shape of `parseNetworkUrl` in the networks' face. */
export type PastedLink = {
  readonly network: string
  readonly kind: 'profile' | 'post' | 'short'
  readonly handle?: { readonly shown: string; readonly key: string; readonly opaque: boolean }
  readonly postId?: string
  readonly url: string
}

export type LogPostDeps = Pick<ObserveDeps, 'db' | 'now' | 'onPosts'> & {
  readonly networks: ReadonlyMap<string, Pick<Network, 'parsePostUrl'>>
  /** Null = no link to anything the house knows. */
  parseNetworkUrl(url: string): PastedLink | null
}

type Logged = z.output<typeof observingEndpoints.logPost.response>

/** Records a post by its link. A link that is known already changes nothing and answers what is known. */
export async function logPost(
  deps: LogPostDeps,
  scope: Scope,
  missionId: string,
  input: z.output<typeof logPostInput>,
): Promise<Logged> {
  const { link, account, remoteId, known } = await findLinked(deps, scope, missionId, input)
  if (known) return { postId: known.id, messageId: known.messageId, isNew: false, url: known.url }
  const now = deps.now()
  const local = input.publishedLocal.length === 10 ? `${input.publishedLocal}T12:00` : input.publishedLocal
  let publishedAt = instantOf(local, account.timezone)
  // A day alone means noon, which may be yet to come today.
  if (input.publishedLocal.length === 10 && publishedAt > now)
    publishedAt = instantOf(`${input.publishedLocal}T00:00`, account.timezone)
  if (publishedAt > now) throw new AppError('invalid', 'post.in_the_future')
  return deps.db.transaction().execute(async (tx) => {
    const saved = await savePost(
      tx,
      account,
      {
        remoteId,
        url: link.url,
        text: input.text,
        language: 'und',
        mediaKind: 'other',
        publishedAt,
        metrics: {},
        source: 'link',
      },
      now,
    )
    await deps.onPosts(tx, now, [saved.id])
    if (saved.isNew)
      await recordAudit(tx, now, {
        actor: actorOf(scope),
        action: 'post.logged',
        subject: { kind: 'post', id: saved.id },
        missionId,
        payload: { account: account.id, network: link.network },
      })
    const { messageId } = await tx
      .selectFrom('post')
      .select('messageId')
      .where('id', '=', saved.id)
      .executeTakeFirstOrThrow()
    return { postId: saved.id, messageId, isNew: saved.isNew, url: link.url }
  })
}

/**
 * What a pasted link points at: whose it is among the mission's accounts, and the post, where it is known already.
 * @throws AppError post.* where it is no link to a post of this mission.
 */
export async function findLinked(
  deps: Pick<LogPostDeps, 'db' | 'networks' | 'parseNetworkUrl'>,
  scope: Scope,
  missionId: string,
  input: { readonly url: string; readonly accountId?: string | undefined },
) {
  if (!canRead(scope, missionId)) throw new AppError('not_found', 'mission.not_found')
  if (!holds(scope, ['mission_officer', 'head_of_mission'], missionId))
    throw new AppError('forbidden', 'post.log_not_yours')
  const link = readLink(deps, input.url)
  const account = await accountOf(deps, scope, missionId, link, input.accountId)
  const remoteId = deps.networks.get(link.network)?.parsePostUrl(link.url)?.remoteId ?? link.postId
  const known =
    (await findKnownPost(deps.db, account.id, remoteId, link.url)) ??
    (await findPostByUrl(deps.db, scope, missionId, link.url))
  return { link, account, remoteId, known }
}

function readLink(deps: Pick<LogPostDeps, 'parseNetworkUrl'>, url: string): PastedLink & { readonly postId: string } {
  const link = deps.parseNetworkUrl(url)
  if (!link) throw new AppError('invalid', 'post.link_unreadable')
  if (link.kind === 'short') throw new AppError('invalid', 'post.link_short')
  if (link.kind === 'profile' || link.postId === undefined) throw new AppError('invalid', 'post.link_profile')
  return { ...link, postId: link.postId }
}

async function accountOf(
  deps: Pick<LogPostDeps, 'db'>,
  scope: Scope,
  missionId: string,
  link: PastedLink,
  accountId: string | undefined,
) {
  const accounts = await findAccountsOn(deps.db, scope, missionId, link.network)
  const { handle } = link
  if (handle) {
    const own = accounts.find((account) => handle.key === account.handleKey || handle.key === account.remoteAccountId)
    if (own) return own
    // An opaque id says whose post it is only where the account's id is known.
    const unsure = handle.opaque ? accounts.filter((account) => account.remoteAccountId === null) : []
    const chosen = unsure.find((account) => account.id === accountId) ?? (unsure.length === 1 ? unsure[0] : undefined)
    if (chosen) return chosen
    throw new AppError('invalid', 'post.other_account', { handle: handle.shown, network: link.network })
  }
  const chosen = accounts.find((account) => account.id === accountId)
  if (chosen) return chosen
  const [only, ...more] = accounts
  if (!only) throw new AppError('invalid', 'post.no_account', { network: link.network })
  if (more.length > 0) throw new AppError('invalid', 'post.which_account', { network: link.network })
  return only
}
