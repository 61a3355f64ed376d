import type { FakeCall, FakeOptions } from '../fakes/fake-server.ts'
import { countText } from '../measure-text.ts'
import { createContainerStore } from '../meta/fake-containers.ts'
import {
  answerTokens,
  authorize,
  type FakeGraph,
  type FakeGraphControls,
  type FakeOwner,
  type FakePost,
  GraphRefusal,
  graphTime,
  missing,
  pageOf,
  startFakeGraph,
} from '../meta/fake-core.ts'

export type FakeThreads = FakeGraphControls & {
  setContainerWork(looks: number): void
  expireContainers(): void
  failContainers(status: string): void
}

type Fields = Readonly<Record<string, string>>

/** The Threads API (developers.facebook.com threads/posts, 2026-04-14; overview, 2025-12-22), as far as we call it. */
export async function startFakeThreads(options: FakeOptions = {}): Promise<FakeThreads> {
  let store: ReturnType<typeof createContainerStore> | undefined
  const storeOf = (graph: FakeGraph) => {
    store ??= createContainerStore(graph)
    return store
  }
  let work = 0

  const controls = await startFakeGraph(options, {
    usageType: 'threads',
    nameOf: ({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '').replace(/\/\d+/g, '/{id}')}`,
    answer: (graph, call, fields) => {
      storeOf(graph).setWork(work)
      return answerCall(graph, call, fields)
    },
  })

  function answerCall(graph: FakeGraph, call: FakeCall, fields: Fields): unknown {
    const path = call.path.replace(/^\/v[\d.]+/, '')
    if (/access_token$/.test(path)) return answerTokens(graph, call, fields, 'th')
    const owner = authorize(graph, fields)
    if (path === '/me') return { id: owner.id, username: owner.name }
    const [, id = '', edge] = /^\/(\d+)(?:\/(\w+))?$/.exec(path) ?? []
    if (id === owner.id) return answerOwn(graph, call, owner, edge, fields)
    if (graph.ownerById(id) !== undefined)
      throw new GraphRefusal(10, 0, 'Application does not have permission for this action')
    const container = storeOf(graph).find(id)
    if (container !== undefined) return { id, status: storeOf(graph).stateOf(container) }
    const post = graph.findPost(id)
    if (post === undefined) throw missing()
    if (edge === 'insights') return insightsOf(post, fields)
    if (edge === 'replies')
      return {
        data: post.comments.map(({ id: replyId, text, createdAt }) => ({
          id: replyId,
          text,
          timestamp: graphTime(createdAt),
          username: 'warga',
          permalink: `https://www.threads.com/@warga/post/R${replyId}`,
        })),
      }
    return postFace(post)
  }

  function answerOwn(
    graph: FakeGraph,
    call: FakeCall,
    owner: FakeOwner,
    edge: string | undefined,
    fields: Fields,
  ): unknown {
    if (edge === 'threads_insights') {
      if (fields.metric !== 'followers_count') throw new GraphRefusal(100, 0, 'Not enough followers')
      return { data: [{ name: 'followers_count', period: 'day', total_value: { value: graph.followersOf(owner) } }] }
    }
    if (edge === 'threads_publish') {
      if (graph.isRestricted(owner)) throw new GraphRefusal(25, 2_207_050, 'The account is restricted')
      return { id: storeOf(graph).publish(owner, fields.creation_id).id }
    }
    if (call.method === 'POST') return { id: makeContainer(graph, owner, fields) }
    return pageOf(graph.posts.filter((post) => post.owner.id === owner.id).map(postFace), fields)
  }

  function makeContainer(graph: FakeGraph, owner: FakeOwner, fields: Fields): string {
    const { text = '', media_type: type, image_url: imageUrl, alt_text: alt = '', children } = fields
    if (countText(text, 'threads-emoji-bytes') > 500)
      throw new GraphRefusal(100, 0, 'Param text must be at most 500 characters long.')
    if (type === 'TEXT') return storeOf(graph).make(owner, { text, alts: [], isItem: false, wire: fields }).id
    if (type === 'CAROUSEL') {
      const items = (children ?? '').split(',').map((id) => storeOf(graph).find(id))
      if (items.length < 2 || items.length > 20 || items.some((item) => item?.isItem !== true))
        throw new GraphRefusal(100, 2_207_028, 'Wrong number of items')
      return storeOf(graph).make(owner, {
        text,
        alts: items.flatMap((item) => item?.alts ?? []),
        isItem: false,
        wire: fields,
      }).id
    }
    if (type === 'VIDEO' && (fields.video_url ?? '').startsWith('https://'))
      return storeOf(graph).make(owner, { text, alts: [alt], isItem: false, wire: fields }).id
    if (type !== 'IMAGE' || imageUrl === undefined || !imageUrl.startsWith('https://'))
      throw new GraphRefusal(100, 2_207_023, 'The media type is not known')
    return storeOf(graph).make(owner, { text, alts: [alt], isItem: fields.is_carousel_item === 'true', wire: fields })
      .id
  }

  return {
    ...controls,
    setContainerWork: (looks) => {
      work = looks
    },
    expireContainers: () => store?.expireAll(),
    failContainers: (status) => store?.failAll(status),
  }
}

function postFace(post: FakePost) {
  const type =
    post.isRepost === true
      ? 'REPOST_FACADE'
      : post.pictures > 1
        ? 'CAROUSEL_ALBUM'
        : post.pictures === 1
          ? 'IMAGE'
          : 'TEXT_POST'
  return {
    id: post.id,
    text: post.text === '' ? undefined : post.text,
    media_product_type: 'THREADS',
    media_type: type,
    permalink: `https://www.threads.com/@${post.owner.name}/post/T${post.id}`,
    timestamp: graphTime(post.createdAt),
  }
}

function insightsOf(post: FakePost, { metric = '' }: Fields) {
  const values: Readonly<Record<string, number>> = { likes: post.likes, replies: post.comments.length, views: 9 }
  return {
    data: metric.split(',').map((name) => ({ name, period: 'lifetime', values: [{ value: values[name] ?? 0 }] })),
  }
}
