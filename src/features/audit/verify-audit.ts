import type { Db, Tx } from '../../platform/database/database.ts'
import { genesis, linkHash, type SealedEvent } from './canonical.ts'
import { readHeads } from './export-heads.ts'
import { currentChain, findHeads, findLinks, findLoose, type Head, type Link } from './store.ts'

/** What is wrong with the record, by the place in the chain. */
export type Finding =
  /** The event says something else than when it was sealed. */
  | { readonly kind: 'altered'; readonly seq: number; readonly eventId: string }
  /** Two events stand in each other's place. */
  | { readonly kind: 'swapped'; readonly seq: number; readonly withSeq: number; readonly eventId: string }
  /** The event, or its link, is gone. */
  | { readonly kind: 'removed'; readonly seq: number; readonly eventId: string | null }
  /** The chain ends before a head that was exported. */
  | { readonly kind: 'cut'; readonly fromSeq: number; readonly toSeq: number }
  /** An exported head does not fit: the chain was written again, somewhere after the last head that fits. */
  | { readonly kind: 'rewritten'; readonly afterSeq: number; readonly toSeq: number }
  /** The event belongs to no link and does not wait for one. */
  | { readonly kind: 'loose'; readonly eventId: string }

export type Verdict = {
  readonly chain: number
  /** Links that were checked. */
  readonly checked: number
  readonly head: Head | null
  readonly findings: readonly Finding[]
}

type Broken = { readonly link: Link; readonly event: SealedEvent }

const batch = 2000
const maxLoose = 100

/**
 * Walks the present chain and names what was altered, swapped, removed or cut off. `headsFile` is the exported file (or
 * a copy of it kept elsewhere); the table of heads is held against the chain too. Reads one moment of the database.
 */
export async function verifyAudit(db: Db, headsFile: string): Promise<Verdict> {
  const exported = await readHeads(headsFile)
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const chain = await currentChain(tx)
      const heads = [...exported, ...(await findHeads(tx))].filter((head) => head.chain === chain)
      const walk = await walkChain(tx, chain)
      const findings = [
        ...walk.gaps,
        ...nameBroken(walk.broken),
        ...againstHeads(heads, walk),
        ...(await findLoose(tx, maxLoose)).map((eventId): Finding => ({ kind: 'loose', eventId })),
      ]
      return { chain, checked: walk.hashes.size, head: walk.head, findings }
    })
}

type Walk = {
  readonly hashes: ReadonlyMap<number, string>
  readonly head: Head | null
  readonly gaps: readonly Finding[]
  readonly broken: readonly Broken[]
}

async function walkChain(tx: Tx, chain: number): Promise<Walk> {
  const hashes = new Map<number, string>()
  const gaps: Finding[] = []
  const broken: Broken[] = []
  let expected = 1
  let previous = genesis(chain)
  for (;;) {
    const links = await findLinks(tx, chain, expected, batch)
    for (const { event, ...link } of links) {
      const hasGap = expected < link.seq
      for (; expected < link.seq; expected++) gaps.push({ kind: 'removed', seq: expected, eventId: null })
      // Links that follow in number but not in hash: something between or in them was taken out and sealed anew.
      if (!hasGap && link.previousHash !== previous)
        gaps.push({ kind: 'rewritten', afterSeq: link.seq - 1, toSeq: link.seq })
      if (!event) gaps.push({ kind: 'removed', seq: link.seq, eventId: link.eventId })
      else if (linkHash(link.previousHash, event) !== link.hash) broken.push({ link, event })
      hashes.set(link.seq, link.hash)
      previous = link.hash
      expected = link.seq + 1
    }
    if (links.length < batch) break
  }
  const last = expected - 1
  return { hashes, head: last > 0 ? { chain, seq: last, hash: previous } : null, gaps, broken }
}

/** A broken link whose hash fits the event of another broken one was swapped with it; any other was altered. */
function nameBroken(broken: readonly Broken[]): Finding[] {
  return broken.map(({ link, event }): Finding => {
    const other = broken.find(
      (candidate) =>
        candidate.link.seq !== link.seq &&
        (linkHash(link.previousHash, candidate.event) === link.hash ||
          linkHash(link.previousHash, { ...candidate.event, id: event.id }) === link.hash),
    )
    return other
      ? { kind: 'swapped', seq: link.seq, withSeq: other.link.seq, eventId: link.eventId }
      : { kind: 'altered', seq: link.seq, eventId: link.eventId }
  })
}

function againstHeads(heads: readonly Head[], { hashes, head }: Walk): Finding[] {
  const end = head?.seq ?? 0
  const furthest = Math.max(0, ...heads.map(({ seq }) => seq))
  const findings: Finding[] = furthest > end ? [{ kind: 'cut', fromSeq: end + 1, toSeq: furthest }] : []
  const within = heads.filter(({ seq }) => seq <= end)
  const wrong = within.filter(({ seq, hash }) => hashes.has(seq) && hashes.get(seq) !== hash).map(({ seq }) => seq)
  if (wrong.length === 0) return findings
  const first = Math.min(...wrong)
  const good = within.filter(({ seq, hash }) => seq < first && hashes.get(seq) === hash).map(({ seq }) => seq)
  return [...findings, { kind: 'rewritten', afterSeq: Math.max(0, ...good), toSeq: first }]
}
