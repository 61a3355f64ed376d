import type { FakeCall, FakeOptions } from '../fakes/fake-server.ts'
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

export type FakeInstagram = FakeGraphControls & {
  setContainerWork(looks: number): void
  expireContainers(): void
  failContainers(status: string): void
}

type Fields = Readonly<Record<string, string>>

/**
 * Instagram Login's Graph API (developers.facebook.com content-publishing, copy of 2026-09-11; media insights 2026-06-18;
 * error codes 2026-09-19), as far as we call it. It fetches no picture: an address is taken at its word.
 */
export async function startFakeInstagram(options: FakeOptions = {}): Promise<FakeInstagram> {
  let store: ReturnType<typeof createContainerStore> | undefined
  const storeOf = (graph: FakeGraph) => {
    store ??= createContainerStore(graph)
    return store
  }
  const pending = { work: 0 }

  const controls = await startFakeGraph(options, {
    usageType: 'instagram',
    nameOf: ({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '').replace(/\/\d+/g, '/{id}')}`,
    answer: (graph, call, fields) => {
      storeOf(graph).setWork(pending.work)
      return answerCall(graph, call, fields)
    },
  })

  function answerCall(graph: FakeGraph, call: FakeCall, fields: Fields): unknown {
    const path = call.path.replace(/^\/v[\d.]+/, '')
    if (/access_token$/.test(path)) return answerTokens(graph, call, fields, 'ig')
    const owner = authorize(graph, fields)
    if (path === '/me') return { id: owner.id, user_id: owner.id, username: owner.name }
    const [, id = '', edge] = /^\/(\d+)(?:\/(\w+))?$/.exec(path) ?? []
    if (id === owner.id) return answerOwn(graph, call, owner, edge, fields)
    if (graph.ownerById(id) !== undefined)
      throw new GraphRefusal(10, 0, 'Application does not have permission for this action')
    const container = storeOf(graph).find(id)
    if (container !== undefined)
      return { id, status_code: storeOf(graph).stateOf(container), status: statusOf(container.state) }
    const post = graph.findPost(id)
    if (post === undefined) throw missing()
    if (edge === 'insights') return { data: [{ name: 'views', period: 'lifetime', values: [{ value: 7 }] }] }
    return mediaFace(post)
  }

  function answerOwn(
    graph: FakeGraph,
    call: FakeCall,
    owner: FakeOwner,
    edge: string | undefined,
    fields: Fields,
  ): unknown {
    if (edge === undefined) return { id: owner.id, followers_count: graph.followersOf(owner) }
    if (edge === 'insights') return demographics(fields)
    if (edge === 'media_publish') {
      if (graph.isRestricted(owner)) throw new GraphRefusal(25, 2_207_050, 'The Instagram account is restricted')
      return { id: storeOf(graph).publish(owner, fields.creation_id).id }
    }
    if (call.method === 'POST') return { id: makeContainer(graph, owner, fields) }
    const own = graph.posts.filter((post) => post.owner.id === owner.id && post.isRepost !== true)
    return pageOf(own.map(mediaFace), fields)
  }

  function makeContainer(graph: FakeGraph, owner: FakeOwner, fields: Fields): string {
    const { caption = '', image_url: imageUrl, alt_text: alt = '', media_type: type, children } = fields
    if ([...caption].length > 2200) throw new GraphRefusal(36_004, 2_207_010, 'The caption is too long')
    if (type === 'CAROUSEL') {
      const items = (children ?? '').split(',').map((id) => storeOf(graph).find(id))
      if (items.length < 2 || items.length > 10 || items.some((item) => item?.isItem !== true))
        throw new GraphRefusal(100, 2_207_028, 'Wrong number of items')
      return storeOf(graph).make(owner, {
        text: caption,
        alts: items.flatMap((item) => item?.alts ?? []),
        isItem: false,
        wire: fields,
      }).id
    }
    if (type === 'REELS') {
      if (!(fields.video_url ?? '').startsWith('https://'))
        throw new GraphRefusal(9004, 2_207_052, 'The media could not be fetched from this uri')
      return storeOf(graph).make(owner, { text: caption, alts: [''], isItem: false, wire: fields }).id
    }
    if (imageUrl === undefined || !imageUrl.startsWith('https://'))
      throw new GraphRefusal(9004, 2_207_052, 'The media could not be fetched from this uri')
    return storeOf(graph).make(owner, {
      text: caption,
      alts: [alt],
      isItem: fields.is_carousel_item === 'true',
      wire: fields,
    }).id
  }

  return {
    ...controls,
    setContainerWork: (looks) => {
      pending.work = looks
    },
    expireContainers: () => store?.expireAll(),
    failContainers: (status) => store?.failAll(status),
  }
}

const statusOf = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'failed' in state ? String(state.failed) : 'Finished: Media is ready'

function mediaFace(post: FakePost) {
  return {
    id: post.id,
    caption: post.text === '' ? undefined : post.text,
    media_type: post.pictures > 1 ? 'CAROUSEL_ALBUM' : 'IMAGE',
    media_product_type: 'FEED',
    permalink: `https://www.instagram.com/p/S${post.id}/`,
    timestamp: graphTime(post.createdAt),
    like_count: post.likes,
    comments_count: post.comments.length,
    comments: {
      data: post.comments.map(({ id, text, createdAt }) => ({
        id,
        text,
        timestamp: graphTime(createdAt),
        username: 'warga',
      })),
    },
  }
}

function demographics({ breakdown = '' }: Fields) {
  const results =
    breakdown === 'country'
      ? [
          { dimension_values: ['ID'], value: 812 },
          { dimension_values: ['TR'], value: 310 },
        ]
      : []
  return {
    data: [
      {
        name: 'follower_demographics',
        period: 'lifetime',
        total_value: { breakdowns: [{ dimension_keys: [breakdown], results }] },
      },
    ],
  }
}
