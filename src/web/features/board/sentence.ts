import type { Board, MixShare } from '../../../contract/alignment.ts'

export type RegionGap = { readonly region: Board['regions'][number]; readonly share: MixShare }

/** Messages from which a region's mix says something, and the points from which a distance is worth the first sentence. */
const enoughMessages = 12
const worthSaying = 0.05

/** The objective furthest below what was agreed, over all regions; undefined where every region is close. */
export function widestGap(board: Board): RegionGap | undefined {
  const all = board.regions
    .filter((region) => region.messages >= enoughMessages)
    .flatMap((region) => region.mix.map((share) => ({ region, share })))
    .filter(({ share }) => share.target !== null && share.target - share.share >= worthSaying)
  return all.toSorted((a, b) => below(b.share) - below(a.share))[0]
}

const below = ({ share, target }: MixShare): number => (target ?? share) - share

/** Whether the window before holds enough to be compared with: a quarter of the messages of this one. */
export const isComparable = (board: Board): boolean => board.previous.messages * 4 >= board.total.messages
