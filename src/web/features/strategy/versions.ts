import type { Objective } from '../../../contract/strategy.ts'

/** A node of the tree with everything that was and will be said of it. */
export type Node = {
  readonly code: string
  /** As it holds on the day; where it does not hold any more or not yet, the nearest version. */
  readonly shown: Objective
  readonly state: 'holds' | 'ended' | 'announced'
  /** A later version that has been announced. */
  readonly next: Objective | undefined
  /** Newest first. */
  readonly versions: readonly Objective[]
}

const holdsOn = (version: Objective, day: string): boolean =>
  version.validFrom <= day && (version.validTo === null || version.validTo >= day)

/** Nodes as they stand on a day, in the order of the tree. */
export function nodesOn(versions: readonly Objective[], day: string): readonly Node[] {
  const groups = Map.groupBy(versions, (version) => version.code)
  return [...groups.entries()].flatMap(([code, all]) => {
    const newestFirst = all.toSorted((a, b) => b.version - a.version)
    const holding = newestFirst.find((version) => holdsOn(version, day))
    const next = newestFirst.find((version) => version.validFrom > day)
    const last = newestFirst.find((version) => version.validTo !== null && version.validTo < day)
    const shown = holding ?? next ?? last
    if (shown === undefined) return []
    const state = holding ? 'holds' : next ? 'announced' : 'ended'
    return [{ code, shown, state, next: holding ? next : undefined, versions: newestFirst } as const]
  })
}

export type Branch = { readonly node: Node; readonly children: readonly Branch[] }

/** The nodes as a tree; one whose parent is not among them stands at the top. */
export function treeOf(nodes: readonly Node[]): readonly Branch[] {
  const codes = new Set(nodes.map((node) => node.code))
  const parentOf = (node: Node) => {
    const parent = node.shown.parentCode
    return parent !== null && codes.has(parent) ? parent : null
  }
  const below = (parent: string | null): Branch[] =>
    nodes
      .filter((node) => parentOf(node) === parent)
      .toSorted((a, b) => a.shown.sort - b.shown.sort || (a.code < b.code ? -1 : 1))
      .map((node) => ({ node, children: below(node.code) }))
  return below(null)
}

const compared = [
  'nameId',
  'nameEn',
  'definitionId',
  'definitionEn',
  'parentCode',
  'ownerUnit',
  'topics',
  'cuePhrases',
  'examples',
] as const
export type Difference = { readonly field: (typeof compared)[number]; readonly before: string; readonly after: string }

/** What differs between two versions, field by field; lists by line. */
export function differencesOf(before: Objective, after: Objective): readonly Difference[] {
  const said = (value: string | readonly string[] | null) => (Array.isArray(value) ? value.join('\n') : (value ?? ''))
  return compared
    .map((field) => ({ field, before: said(before[field]) as string, after: said(after[field]) as string }))
    .filter((difference) => difference.before !== difference.after)
}
