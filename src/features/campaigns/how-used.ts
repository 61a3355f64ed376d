import { type Kit, plainWording } from './model.ts'

/** Adapted earns full credit in C2, as is half of it (domain 5.2.2). */
export type HowUsed = 'adapted' | 'as_is'

/** Share of a post that headquarters' words may fill before it is called unchanged, 0–1. [P] */
const asIsShare = 0.8

/**
 * Whether a mission made a kit its own (domain 5.2.3): its post says more than an approved core or example of the kit,
 * and asks for something. Addresses, hashtags and capitals make no difference. A post without a desired action counts
 * as published as is, whatever its words.
 */
export function howUsed(
  post: { readonly text: string; readonly hasAction: boolean },
  cores: readonly Pick<Kit['cores'][number], 'message' | 'example'>[],
): HowUsed {
  const text = bare(post.text)
  const given = cores.flatMap((core) => [bare(core.message), bare(core.example)]).filter((words) => words !== '')
  const isGiven = given.some((words) => text.includes(words) && words.length >= asIsShare * text.length)
  return isGiven || !post.hasAction ? 'as_is' : 'adapted'
}

const bare = (text: string): string =>
  plainWording(text.replace(/https?:\/\/\S+/giu, ' ').replace(/#[\p{L}\p{N}_]+/gu, ' ')).toLocaleLowerCase('und')
