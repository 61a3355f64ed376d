export type FakePerson = { readonly id: string; readonly username: string; readonly accessToken: string }

export type FakeStatus = {
  readonly id: string
  readonly person: FakePerson
  readonly text: string
  readonly language: string | null
  readonly createdAt: Date
  readonly media: readonly FakeMedia[]
  readonly answers?: FakeStatus
  readonly reposts?: FakeStatus
  likes: number
}
export type FakeMedia = {
  readonly id: string
  readonly alt: string
  readonly type: 'image' | 'video'
  readonly isBroken: boolean
  looksLeft: number
}

/** What the fake server answers, with every field its description asks for. */
export function accountFace(url: string, { id, username }: FakePerson, followers: number) {
  return {
    id,
    username,
    acct: username,
    display_name: username,
    note: '',
    uri: `${httpsOf(url)}/users/${username}`,
    url: `${httpsOf(url)}/@${username}`,
    avatar: `${url}/a.png`,
    avatar_static: `${url}/a.png`,
    avatar_description: '',
    header: `${url}/h.png`,
    header_static: `${url}/h.png`,
    header_description: '',
    bot: false,
    group: false,
    locked: false,
    indexable: true,
    created_at: '2024-01-01T00:00:00.000Z',
    emojis: [],
    fields: [],
    followers_count: followers,
    following_count: 0,
    statuses_count: 0,
    last_status_at: null,
  }
}

export function statusFace(url: string, status: FakeStatus): Readonly<Record<string, unknown>> {
  const { id, person, text, language, createdAt, media, answers, reposts, likes } = status
  return {
    id,
    uri: `${httpsOf(url)}/users/${person.username}/statuses/${id}`,
    url: `${httpsOf(url)}/@${person.username}/${id}`,
    created_at: createdAt.toISOString(),
    account: accountFace(url, person, 0),
    content: htmlOf(text),
    language,
    visibility: 'public',
    sensitive: false,
    spoiler_text: '',
    reblog: reposts === undefined ? null : statusFace(url, reposts),
    in_reply_to_id: answers?.id ?? null,
    in_reply_to_account_id: answers?.person.id ?? null,
    media_attachments: media.map(({ id: mediaId, alt, type }) => ({ id: mediaId, type, description: alt })),
    mentions: [],
    tags: [],
    emojis: [],
    favourites_count: likes,
    reblogs_count: 0,
    replies_count: 0,
    quotes_count: 0,
  }
}

export function instanceFace(url: string, maxCharacters: number) {
  return {
    domain: new URL(url).host,
    title: 'Fake',
    version: '4.7.0',
    source_url: 'https://github.com/mastodon/mastodon',
    description: '',
    usage: { users: { active_month: 1 } },
    thumbnail: { url: `${url}/t.png` },
    icon: [],
    languages: ['id'],
    api_versions: { mastodon: 7 },
    configuration: {
      accounts: { max_featured_tags: 10, max_pinned_statuses: 5 },
      statuses: { max_characters: maxCharacters, max_media_attachments: 4, characters_reserved_per_url: 23 },
      media_attachments: {
        supported_mime_types: ['image/jpeg', 'image/png', 'image/webp', 'video/mp4'],
        image_size_limit: 16_777_216,
        image_matrix_limit: 33_177_600,
        video_size_limit: 103_809_024,
        video_frame_rate_limit: 120,
        video_matrix_limit: 8_294_400,
        description_limit: 1500,
      },
      polls: { max_options: 4, max_characters_per_option: 50, min_expiration: 300, max_expiration: 2_629_746 },
      translation: { enabled: false },
      urls: {},
    },
    registrations: { enabled: false, approval_required: true, message: null, url: null },
    contact: { email: 'admin@fake.example', account: null },
    rules: [],
  }
}

/** Servers are reached by https; the fake stands on plain loopback. */
const httpsOf = (url: string): string => url.replace(/^http:/, 'https:')

/** As Mastodon formats text: entities, paragraphs, links cut for the eye, mentions without their server. */
function htmlOf(text: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll("'", '&#39;')
  const linked = safe
    .replace(/https?:\/\/[^\s<]+/g, (found) => {
      const bare = found.replace(/^https?:\/\//, '')
      const scheme = found.slice(0, found.length - bare.length)
      return `<a href="${found}" target="_blank" rel="nofollow noopener"><span class="invisible">${scheme}</span><span class="ellipsis">${bare.slice(0, 30)}</span><span class="invisible">${bare.slice(30)}</span></a>`
    })
    .replace(
      /@(\w+)@([\w.-]+\w)/g,
      '<span class="h-card"><a href="https://$2/@$1" class="u-url mention">@<span>$1</span></a></span>',
    )
  return `<p>${linked.replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>')}</p>`
}
