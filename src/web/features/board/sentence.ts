import type { Board, MixShare } from '../../../contract/alignment.ts'

export type RegionGap = { readonly region: Board['regions'][number]; readonly share: MixShare }

/** A region of one or two missions is those missions; it does not stand for a region in the first sentence. */
const enoughMissions = 3
const enoughMessages = 36
/** Share from which a distance is worth the first sentence. */
const worthSaying = 0.05

/** The objective furthest below what was agreed, over all regions; undefined where every region is close. */
export function widestGap(board: Board): RegionGap | undefined {
  const all = board.regions
    .filter((region) => region.missions >= enoughMissions && region.messages >= enoughMessages)
    .flatMap((region) => region.mix.map((share) => ({ region, share })))
    .filter(({ share }) => share.target !== null && share.target - share.share >= worthSaying)
  return all.toSorted((a, b) => below(b.share) - below(a.share))[0]
}

const below = ({ share, target }: MixShare): number => (target ?? share) - share

/** Whether the window before holds enough to be compared with: a quarter of the messages of this one. */
export const isComparable = (board: Board): boolean => board.previous.messages * 4 >= board.total.messages
