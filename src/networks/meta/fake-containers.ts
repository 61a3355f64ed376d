import { type FakeGraph, type FakeOwner, type FakePost, GraphRefusal } from './fake-core.ts'

export type FakeContainer = {
  readonly id: string
  readonly owner: FakeOwner
  readonly text: string
  readonly alts: readonly string[]
  readonly isItem: boolean
  readonly wire: Readonly<Record<string, string>>
  looksLeft: number
  state: 'open' | 'published' | 'expired' | { readonly failed: string }
}

/** Containers of Instagram and Threads: made freely, published once. */
export function createContainerStore(graph: FakeGraph) {
  const containers = new Map<string, FakeContainer>()
  let work = 0

  return {
    make(owner: FakeOwner, parts: Pick<FakeContainer, 'text' | 'alts' | 'isItem' | 'wire'>): FakeContainer {
      const container: FakeContainer = { id: graph.nextId(), owner, looksLeft: work, state: 'open', ...parts }
      containers.set(container.id, container)
      return container
    },
    find: (id: string | undefined): FakeContainer | undefined => containers.get(id ?? ''),
    stateOf(container: FakeContainer): string {
      if (container.state === 'published') return 'PUBLISHED'
      if (container.state === 'expired') return 'EXPIRED'
      if (typeof container.state === 'object') return 'ERROR'
      container.looksLeft -= 1
      return container.looksLeft >= 0 ? 'IN_PROGRESS' : 'FINISHED'
    },
    /** @throws GraphRefusal */
    publish(owner: FakeOwner, id: string | undefined): FakePost {
      const container = containers.get(id ?? '')
      if (container === undefined || container.owner.id !== owner.id || container.state === 'expired')
        throw new GraphRefusal(-2, 2_207_020, 'The media you are trying to access has expired')
      if (container.state !== 'open') throw new GraphRefusal(9007, 2_207_027, 'The media is not ready for publishing')
      if (container.looksLeft > 0) throw new GraphRefusal(9007, 2_207_027, 'The media is not ready for publishing')
      container.state = 'published'
      return graph.publish(owner, container.text, container.alts, container.wire)
    },
    /** Every container from now on needs this many looks until it is ready. */
    setWork: (looks: number) => {
      work = looks
    },
    expireAll: () => {
      for (const container of containers.values()) if (container.state === 'open') container.state = 'expired'
    },
    failAll: (failed: string) => {
      for (const container of containers.values()) if (container.state === 'open') container.state = { failed }
    },
  }
}
