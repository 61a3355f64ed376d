import { describe, expect, it } from 'vitest'
import { normalizeHandle, parseNetworkUrl } from './index.ts'
import { composeLink } from './parse-network-url.ts'
import { loadPlatformProfiles } from './profiles.ts'
import { createNetworks } from './registry.ts'

const profiles = loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url))
const networks = createNetworks({ fetch, now: () => new Date(), timeoutMs: 1000 }, profiles)
const profileOf = (code: string) => {
  const profile = profiles.find((one) => one.code === code)
  if (profile === undefined) throw new Error(`no profile ${code}`)
  return profile
}
const content = { text: 'Buka & layani: 50% + “kopi” 咖啡\n#Kopi?', url: 'https://kemlu.go.id/?a=1&b=ö#x' }

/** Networks a person serves, with what their own editor takes over from us. */
const byHand: readonly { code: string; carries: { text?: string; url?: string }; profile: string; post: string }[] = [
  {
    code: 'weibo',
    carries: { text: 'title', url: 'url' },
    profile: 'https://weibo.com/u/1234567890',
    post: 'https://weibo.com/1234567890/NxYz1Ab2C',
  },
  { code: 'wechat', carries: {}, profile: '', post: 'https://mp.weixin.qq.com/s/AbC-123_x' },
  {
    code: 'line',
    carries: { text: 'text' },
    profile: 'https://line.me/R/ti/p/@kbritokyo',
    post: 'https://linevoom.line.me/post/1169123456789',
  },
  {
    code: 'kakaotalk',
    carries: {},
    profile: 'https://pf.kakao.com/_AbCdE',
    post: 'https://pf.kakao.com/_AbCdE/104567890',
  },
  { code: 'zalo', carries: {}, profile: 'https://zalo.me/1234567890123', post: '' },
  { code: 'vk', carries: { url: 'url' }, profile: 'https://vk.com/kbrimoskow', post: 'https://vk.com/wall-123_456' },
  {
    code: 'whatsapp',
    carries: {},
    profile: 'https://whatsapp.com/channel/0029Va4K0PZ5a245NkngBA2M',
    post: 'https://whatsapp.com/channel/0029Va4K0PZ5a245NkngBA2M/152',
  },
  {
    code: 'tiktok',
    carries: {},
    profile: 'https://www.tiktok.com/@kemlu_ri',
    post: 'https://www.tiktok.com/@kemlu_ri/video/7301234567890123456',
  },
  {
    code: 'youtube',
    carries: {},
    profile: 'https://www.youtube.com/@MoFAIndonesia',
    post: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  },
  {
    code: 'linkedin',
    carries: { text: 'text' },
    profile: 'https://www.linkedin.com/company/kemlu-ri/',
    post: 'https://www.linkedin.com/feed/update/urn:li:activity:7123456789012345678',
  },
]

describe.each(byHand)('$code, by hand', ({ code, carries, profile: profileUrl, post }) => {
  it('its editor opens on a secure page that carries our text and link unharmed, where it takes any', () => {
    const link = new URL(composeLink(profileOf(code), content) ?? '')
    expect(link.protocol).toBe('https:')
    if (carries.text !== undefined) expect(link.searchParams.get(carries.text)).toBe(content.text)
    if (carries.url !== undefined) expect(link.searchParams.get(carries.url)).toBe(content.url)
    expect(link.href).not.toContain('{')
  })

  it('what a person pastes back is recognised: the profile as an account, the post as a post', () => {
    if (profileUrl !== '') {
      expect(parseNetworkUrl(profileUrl, profiles)).toMatchObject({ network: code, kind: 'profile' })
      expect(normalizeHandle(profileOf(code), profileUrl)).not.toBeNull()
    }
    if (post !== '') {
      expect(parseNetworkUrl(post, profiles)).toMatchObject({ network: code, kind: 'post' })
      expect(networks.get(code)?.parsePostUrl(post)).not.toBeNull()
    }
  })

  it('nothing of it is called: it has no publisher, and says where its limits come from', () => {
    const network = networks.get(code)
    expect([network?.publisher, network?.reader, network?.auth]).toEqual([undefined, undefined, undefined])
    expect(profileOf(code)).toMatchObject({ mode: 'manual', source: expect.stringMatching(/./) })
  })
})

it('every network that is connected says what a ministry must apply for and what it costs', () => {
  const connected = profiles.filter(({ mode }) => mode === 'connected')
  expect(connected.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['bluesky', 'mastodon', 'telegram', 'x', 'facebook', 'instagram', 'threads']),
  )
  for (const { code, access } of connected) {
    expect(access, code).toBeDefined()
    expect(networks.get(code)?.publisher, code).toBeDefined()
  }
})
