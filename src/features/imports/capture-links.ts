import type { z } from 'zod'
import type { importEndpoints } from '../../contract/imports.ts'
import { localTimeOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { findLinked, type LogPostDeps, logPost, type PastedLink } from '../observing/index.ts'
import { demandLogger } from './policy.ts'
import type { SayRefusal } from './present.ts'

/** A post as a network shows it to anybody. */
export type PublicPost = { readonly text: string; readonly publishedAt: Date }

export type CaptureDeps = LogPostDeps & {
  /** Reads a post that its network shows to anybody; `undefined` where it does not, or does not answer in time. */
  readPublicPost(link: PastedLink): Promise<PublicPost | undefined>
  parseLink(url: string): PastedLink | null
}

type Captured = z.input<typeof importEndpoints.capture.response>['links'][number]

const maxLinks = 50
const readAtOnce = 4

/**
 * Records many posts of a mission by their links, one a line. What its network shows to anybody is recorded at once; of
 * the others the text is asked for. A link named twice, a post that is known, and a post of somebody else are said so.
 */
export async function captureLinks(
  deps: CaptureDeps,
  scope: Scope,
  missionId: string,
  input: { readonly links: string; readonly accountId?: string | undefined },
  say: SayRefusal,
): Promise<Captured[]> {
  demandLogger(scope, missionId)
  const lines = input.links
    .split(/\r\n|\n|\r/)
    .map((text, index) => ({ line: index + 1, link: text.trim() }))
    .filter(({ link }) => link !== '')
  if (lines.length > maxLinks) throw new AppError('invalid', 'import.links_too_many', { most: maxLinks })
  const answers: Captured[] = []
  const seen = new Map<string, number>()
  // One after another where they may be the same post; networks are asked a few at a time.
  for (let start = 0; start < lines.length; start += readAtOnce) {
    const some = lines.slice(start, start + readAtOnce).map((one) => ({ ...one, twin: twinOf(deps, one, seen) }))
    answers.push(...(await Promise.all(some.map((one) => capture(deps, scope, missionId, one, input.accountId, say)))))
  }
  return answers
}

function twinOf(
  deps: CaptureDeps,
  { line, link }: { line: number; link: string },
  seen: Map<string, number>,
): number | undefined {
  const key = deps.parseLink(link)?.url ?? link
  const twin = seen.get(key)
  if (twin === undefined) seen.set(key, line)
  return twin
}

async function capture(
  deps: CaptureDeps,
  scope: Scope,
  missionId: string,
  { line, link, twin }: { line: number; link: string; twin: number | undefined },
  accountId: string | undefined,
  say: SayRefusal,
): Promise<Captured> {
  const none = {
    line,
    link,
    reason: null,
    network: null,
    handle: null,
    url: null,
    messageId: null,
    text: null,
    publishedDay: null,
  }
  if (twin !== undefined) return { ...none, verdict: 'refused', reason: say('import.link_twice', { line: twin }) }
  try {
    const { link: parsed, account, known } = await findLinked(deps, scope, missionId, { url: link, accountId })
    const found = { ...none, network: parsed.network, handle: account.handle, url: parsed.url }
    if (known) return { ...found, verdict: 'known', messageId: known.messageId, url: known.url }
    const post = await deps.readPublicPost(parsed)
    if (!post || post.text.trim() === '') return { ...found, verdict: 'needs_text' }
    const publishedLocal = localTimeOf(post.publishedAt, account.timezone)
    const body = {
      url: link,
      text: post.text.slice(0, 20_000),
      publishedLocal,
      ...(accountId === undefined ? {} : { accountId }),
    }
    const logged = await logPost(deps, scope, missionId, body)
    return {
      ...found,
      verdict: logged.isNew ? 'recorded' : 'known',
      messageId: logged.messageId,
      text: post.text.slice(0, 300),
      publishedDay: publishedLocal.slice(0, 10),
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ...none, verdict: 'refused', reason: say(error.key, error.params) }
  }
}
