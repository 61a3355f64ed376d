import type { FakeCall, FakeOptions } from '../fakes/fake-server.ts'
import {
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

export type FakeFacebook = FakeGraphControls & {
  /** Refuses the text it has, with code 506; the real one does so only at times. */
  refuseDuplicates(): void
  /** What a person may do on the Page. */
  setTasks(tasks: readonly string[]): void
}

type Fields = Readonly<Record<string, string>>

/** Pages of the Graph API v26.0 (developers.facebook.com pages-api/posts and insights, copies of 2026-09-11), as far as we call it. */
export async function startFakeFacebook(options: FakeOptions = {}): Promise<FakeFacebook> {
  const photos = new Map<string, { owner: FakeOwner; alt: string }>()
  let doesRefuseDuplicates = false
  let tasks: readonly string[] = ['ANALYZE', 'CREATE_CONTENT', 'MODERATE']

  const controls = await startFakeGraph(options, {
    usageType: 'pages',
    nameOf: ({ method, path }) => `${method} ${path.replace(/^\/v[\d.]+/, '').replace(/\/\d+(?:_\d+)?/g, '/{id}')}`,
    answer: answerCall,
  })

  function answerCall(graph: FakeGraph, call: FakeCall, fields: Fields): unknown {
    const path = call.path.replace(/^\/v[\d.]+/, '')
    if (path === '/oauth/access_token') return giveToken(graph, fields)
    const owner = authorize(graph, fields)
    if (path === '/me/accounts')
      return {
        data: [
          {
            id: owner.id,
            name: owner.name,
            username: owner.name,
            access_token: graph.desk.issue(owner).accessToken,
            tasks,
          },
        ],
      }
    const [, id = '', edge] = /^\/(\d+(?:_\d+)?)(?:\/(\w+))?$/.exec(path) ?? []
    if (id === owner.id) return answerPage(graph, owner, edge, fields)
    if (graph.ownerById(id) !== undefined) throw new GraphRefusal(200, 0, 'Permissions error', 403)
    const post = graph.findPost(id)
    if (post === undefined) throw missing()
    if (edge === 'insights') return { data: [{ name: 'post_media_view', period: 'lifetime', values: [{ value: 11 }] }] }
    return countsFace(post)
  }

  function giveToken(graph: FakeGraph, fields: Fields): unknown {
    if (fields.client_secret !== graph.app.clientSecret)
      throw new GraphRefusal(101, 0, 'Error validating client secret.')
    if (fields.grant_type === 'fb_exchange_token') {
      const given = graph.desk.extend(fields.fb_exchange_token ?? '')
      if (given === undefined) throw new GraphRefusal(190, 463, 'Error validating access token')
      return { access_token: given.tokens.accessToken, token_type: 'bearer', expires_in: 5_184_000 }
    }
    const given = graph.desk.exchange(fields.code ?? '', fields.redirect_uri ?? '', null)
    if (given === undefined) throw new GraphRefusal(100, 36_009, 'This authorization code has been used.')
    return { access_token: given.tokens.accessToken, token_type: 'bearer', expires_in: 5000 }
  }

  function answerPage(graph: FakeGraph, owner: FakeOwner, edge: string | undefined, fields: Fields): unknown {
    switch (edge) {
      case undefined:
        return { id: owner.id, followers_count: graph.followersOf(owner) }
      case 'photos':
        return { id: keepPhoto(graph, owner, fields) }
      case 'feed':
        return { id: publish(graph, owner, fields).id }
      case 'insights':
        return {
          data: [
            {
              name: fields.metric,
              period: 'day',
              values: [{ value: fields.metric === 'page_follows_country' ? { ID: 500 } : {} }],
            },
          ],
        }
      default:
        return pageOf(graph.posts.filter((post) => post.owner.id === owner.id).map(feedFace), fields)
    }
  }

  function keepPhoto(graph: FakeGraph, owner: FakeOwner, fields: Fields): string {
    const size = Number(/^\(file (\d+)\)$/.exec(fields.source ?? '')?.[1] ?? Number.NaN)
    if (!(size <= 4_000_000)) throw new GraphRefusal(324, 2_069_019, 'Missing or invalid image file')
    if (fields.published !== 'false') graph.publish(owner, '', [fields.alt_text_custom ?? ''], fields)
    const id = graph.nextId()
    photos.set(id, { owner, alt: fields.alt_text_custom ?? '' })
    return id
  }

  function publish(graph: FakeGraph, owner: FakeOwner, fields: Fields): FakePost {
    const attached = Object.entries(fields)
      .filter(([name]) => name.startsWith('attached_media['))
      .map(([, value]) => photos.get((JSON.parse(value) as { media_fbid: string }).media_fbid))
    const text = fields.message ?? ''
    if (graph.isRestricted(owner)) throw new GraphRefusal(200, 0, 'The Page is restricted', 403)
    if (attached.some((photo) => photo === undefined || photo.owner.id !== owner.id))
      throw new GraphRefusal(100, 0, 'Invalid parameter')
    if (text === '' && attached.length === 0 && fields.link === undefined) throw new GraphRefusal(100, 0, 'Empty post')
    if ([...text].length > 63_206) throw new GraphRefusal(100, 0, 'The message is too long')
    if (doesRefuseDuplicates && graph.posts.some((post) => post.owner.id === owner.id && post.text === text))
      throw new GraphRefusal(506, 0, 'Duplicate status message')
    return graph.publish(
      owner,
      text,
      attached.map((photo) => photo?.alt ?? ''),
      fields,
    )
  }

  return {
    ...controls,
    refuseDuplicates: () => {
      doesRefuseDuplicates = true
    },
    setTasks: (some) => {
      tasks = some
    },
  }
}

function feedFace(post: FakePost) {
  const photo =
    post.pictures > 0 ? { attachments: { data: [{ media_type: post.pictures > 1 ? 'album' : 'photo' }] } } : {}
  const [page, own] = post.id.split('_')
  return {
    id: post.id,
    ...(post.text === '' || post.isRepost === true ? {} : { message: post.text }),
    created_time: graphTime(post.createdAt),
    permalink_url: `https://www.facebook.com/${page}/posts/${own}`,
    status_type: post.isRepost === true ? 'shared_story' : 'mobile_status_update',
    ...photo,
    comments: {
      data: post.comments.map(({ id, text, createdAt }) => ({
        id,
        message: text,
        created_time: graphTime(createdAt),
        from: { id: '1', name: 'Warga' },
      })),
    },
  }
}

function countsFace(post: FakePost) {
  return {
    id: post.id,
    reactions: { data: [], summary: { total_count: post.likes } },
    comments: { data: [], summary: { total_count: post.comments.length } },
  }
}
