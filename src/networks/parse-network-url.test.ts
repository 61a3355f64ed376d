import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { platformProfileSchema } from '../contract/platform-profile.ts'
import { composeLink, normalizeHandle, parseNetworkUrl } from './parse-network-url.ts'
import { loadPlatformProfiles } from './profiles.ts'
import { createNetworks } from './registry.ts'

const dataFolder = new URL('../../data/', import.meta.url)
const profiles = loadPlatformProfiles(new URL('platforms.json', dataFolder))
const did = 'did:plc:ewvi7nxzyoun6zhxrhs64oiz'
const channel = 'UCcqMN5IRhG5zs6W89atgZbQ'

const summary = (raw: string) => {
  const found = parseNetworkUrl(raw, profiles)
  return found === null ? null : [found.network, found.kind, found.handle?.key ?? '', found.postId ?? '']
}

describe('a pasted link is recognised however it was copied', () => {
  it.each<[string, string[] | null]>([
    ['https://x.com/Kemlu_RI', ['x', 'profile', 'kemlu_ri', '']],
    ['x.com/Kemlu_RI', ['x', 'profile', 'kemlu_ri', '']],
    ['http://www.twitter.com/Kemlu_RI/', ['x', 'profile', 'kemlu_ri', '']],
    ['https://mobile.twitter.com/kemlu_ri?lang=id', ['x', 'profile', 'kemlu_ri', '']],
    ['\u200ehttps://x.com/Kemlu_RI\u200b ', ['x', 'profile', 'kemlu_ri', '']],
    ['https://x.com/Kemlu_RI/status/1858?s=20', ['x', 'post', 'kemlu_ri', '1858']],
    ['https://x.com/Kemlu_RI/status/1858/photo/1', ['x', 'post', 'kemlu_ri', '1858']],
    ['https://x.com/i/status/1858', ['x', 'post', '', '1858']],
    ['https://twitter.com/intent/user?screen_name=Kemlu_RI', ['x', 'profile', 'kemlu_ri', '']],
    ['https://t.co/AbC123', ['x', 'short', '', '']],
    ['https://x.com/home', null],
    ['https://x.com/hashtag/Kemlu', null],
    ['https://www.instagram.com/kemlu_ri/?hl=id', ['instagram', 'profile', 'kemlu_ri', '']],
    ['https://www.instagram.com/p/C9aBcDeFgHi/?igsh=abc', ['instagram', 'post', '', 'C9aBcDeFgHi']],
    ['https://www.instagram.com/kemlu_ri/reel/C9aBcDeFgHi/', ['instagram', 'post', 'kemlu_ri', 'C9aBcDeFgHi']],
    ['https://www.instagram.com/explore/tags/kemlu/', null],
    ['https://m.facebook.com/KBRI.Manila?mibextid=ZbWKwL', ['facebook', 'profile', 'kbrimanila', '']],
    ['https://id-id.facebook.com/kbrimanila', ['facebook', 'profile', 'kbrimanila', '']],
    ['https://www.facebook.com/KBRI.Manila/posts/pfbid02abc', ['facebook', 'post', 'kbrimanila', 'pfbid02abc']],
    [
      'https://www.facebook.com/KBRI.Manila/posts/judul-berita/123456789',
      ['facebook', 'post', 'kbrimanila', '123456789'],
    ],
    ['https://www.facebook.com/permalink.php?id=1000&story_fbid=pfbid0x', ['facebook', 'post', '1000', 'pfbid0x']],
    ['https://m.facebook.com/story.php?story_fbid=55&id=1000&refid=17', ['facebook', 'post', '1000', '55']],
    ['https://www.facebook.com/profile.php?id=100064', ['facebook', 'profile', '100064', '']],
    ['https://www.facebook.com/watch/?v=998877', ['facebook', 'post', '', '998877']],
    ['https://www.facebook.com/share/p/1AbCd/', ['facebook', 'short', '', '']],
    ['https://fb.watch/xYz1/', ['facebook', 'short', '', '']],
    ['https://www.facebook.com/groups/12345', null],
    ['https://www.threads.net/@kemlu_ri', ['threads', 'profile', 'kemlu_ri', '']],
    ['https://www.threads.com/@kemlu_ri/post/DBxYz_1', ['threads', 'post', 'kemlu_ri', 'DBxYz_1']],
    ['https://www.youtube.com/@MoFAIndonesia', ['youtube', 'profile', 'mofaindonesia', '']],
    ['https://m.youtube.com/@MoFAIndonesia/videos', ['youtube', 'profile', 'mofaindonesia', '']],
    [`https://www.youtube.com/channel/${channel}/about`, ['youtube', 'profile', channel, '']],
    ['https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=3s', ['youtube', 'post', '', 'dQw4w9WgXcQ']],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', ['youtube', 'post', '', 'dQw4w9WgXcQ']],
    ['https://youtube.com/shorts/dQw4w9WgXcQ', ['youtube', 'post', '', 'dQw4w9WgXcQ']],
    ['https://www.tiktok.com/@kemlu_ri/video/7301?is_from_webapp=1', ['tiktok', 'post', 'kemlu_ri', '7301']],
    ['https://vm.tiktok.com/ZMabc/', ['tiktok', 'short', '', '']],
    ['https://www.linkedin.com/company/kbri-tokyo/posts/', ['linkedin', 'profile', 'kbri-tokyo', '']],
    ['https://id.linkedin.com/company/kbri-tokyo', ['linkedin', 'profile', 'kbri-tokyo', '']],
    [
      'https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123456789012345678/',
      ['linkedin', 'post', '', '7123456789012345678'],
    ],
    [
      'https://www.linkedin.com/posts/kbri-tokyo_kopi-gayo-activity-7123456789012345678-AbCd',
      ['linkedin', 'post', 'kbri-tokyo', '7123456789012345678'],
    ],
    ['https://t.me/kemlu_ri', ['telegram', 'profile', 'kemlu_ri', '']],
    ['https://t.me/s/kemlu_ri/42', ['telegram', 'post', 'kemlu_ri', '42']],
    ['https://bsky.app/profile/kemlu.bsky.social', ['bluesky', 'profile', 'kemlu.bsky.social', '']],
    ['https://bsky.app/profile/kemlu.go.id/post/3kabc', ['bluesky', 'post', 'kemlu.go.id', '3kabc']],
    [`https://bsky.app/profile/${did}/post/3kabc`, ['bluesky', 'post', did, '3kabc']],
    [`at://${did}/app.bsky.feed.post/3kabc`, ['bluesky', 'post', did, '3kabc']],
    ['https://mastodon.social/@kemlu/112233445566', ['mastodon', 'post', 'kemlu@mastodon.social', '112233445566']],
    ['https://mastodon.social/users/kemlu', ['mastodon', 'profile', 'kemlu@mastodon.social', '']],
    ['https://weibo.com/u/1234567890', ['weibo', 'profile', '1234567890', '']],
    ['https://weibo.com/1234567890/N1abcDEF', ['weibo', 'post', '1234567890', 'N1abcDEF']],
    ['https://m.weibo.cn/detail/4912345678901234', ['weibo', 'post', '', '4912345678901234']],
    ['https://mp.weixin.qq.com/s/AbC-_123', ['wechat', 'post', '', 'AbC-_123']],
    ['https://mp.weixin.qq.com/s?mid=22&__biz=MzA%3D&idx=1&sn=ff&scene=1', ['wechat', 'post', 'MzA=', 'mid=22&idx=1']],
    ['https://line.me/R/ti/p/%40kbri', ['line', 'profile', 'kbri', '']],
    ['https://page.line.me/kbri', ['line', 'profile', 'kbri', '']],
    ['https://pf.kakao.com/_xjAbC/101', ['kakaotalk', 'post', '_xjAbC', '101']],
    ['https://zalo.me/1234567890123', ['zalo', 'profile', '1234567890123', '']],
    ['https://m.vk.com/wall-123_456', ['vk', 'post', '', '-123_456']],
    ['https://vk.com/kbri?w=wall-123_456', ['vk', 'post', '', '-123_456']],
    ['https://www.whatsapp.com/channel/0029VaAbCdEfGhIjKlMn', ['whatsapp', 'profile', '0029VaAbCdEfGhIjKlMn', '']],
    ['https://www.douyin.com/video/7301', ['douyin', 'post', '', '7301']],
    [
      'https://www.xiaohongshu.com/explore/64a1b2c3d4e5f6a7b8c9d0e1?xsec_token=x',
      ['xiaohongshu', 'post', '', '64a1b2c3d4e5f6a7b8c9d0e1'],
    ],
    ['https://kemlu.go.id/beijing/berita/1?utm_source=x', ['website', 'post', 'kemlu.go.id', 'beijing/berita/1']],
    ['https://www.kemlu.go.id', ['website', 'profile', 'kemlu.go.id', '']],
    // Not ours to call a network's page:
    ['https://x.com.evil.example/Kemlu_RI', ['website', 'post', 'x.com.evil.example', 'Kemlu_RI']],
    ['https://x.com@evil.example/Kemlu_RI', ['website', 'post', 'evil.example', 'Kemlu_RI']],
    ['https://business.facebook.com/KBRI.Manila', ['website', 'post', 'business.facebook.com', 'KBRI.Manila']],
    ['javascript:alert(1)//x.com/Kemlu_RI', null],
    ['KBRI.Manila', null],
    ['@Kemlu_RI', null],
    ['lihat https://x.com/Kemlu_RI', null],
    ['', null],
  ])('%s', (raw, expected) => {
    expect(summary(raw)).toEqual(expected)
  })

  it('every registered account is found again by its own address', () => {
    const rows: { platform: string; handle: string; url: string }[] = parse(
      readFileSync(new URL('accounts.csv', dataFolder)),
      { columns: true },
    )
    const lost = rows.filter((row) => {
      const profile = profiles.find((p) => p.code === row.platform)
      const found = parseNetworkUrl(row.url, profiles)
      return (
        profile === undefined ||
        found?.network !== row.platform ||
        found.handle?.key !== normalizeHandle(profile, row.handle)?.key
      )
    })
    expect(rows.length).toBeGreaterThan(100)
    expect(lost).toEqual([])
  })

  it('gives the link back in one form', () => {
    expect(parseNetworkUrl('mobile.twitter.com/Kemlu_RI/status/1?s=20', profiles)?.url).toBe(
      'https://x.com/Kemlu_RI/status/1',
    )
    expect(parseNetworkUrl('youtu.be/dQw4w9WgXcQ', profiles)?.url).toBe('https://www.youtube.com/watch?v=dQw4w9WgXcQ')
    expect(parseNetworkUrl(`at://${did}/app.bsky.feed.post/3k`, profiles)?.url).toBe(
      `https://bsky.app/profile/${did}/post/3k`,
    )
  })
})

describe('a handle has one form, however it was typed', () => {
  it.each<[string, string, string | undefined]>([
    ['x', '@Kemlu_RI', 'kemlu_ri'],
    ['x', '＠Ｋemlu_RI', 'kemlu_ri'],
    ['x', 'https://twitter.com/KEMLU_RI?s=20', 'kemlu_ri'],
    ['x', 'https://instagram.com/kemlu_ri', undefined],
    ['x', 'terlalu_panjang_untuk_x', undefined],
    ['x', 'home', undefined],
    ['facebook', 'KBRI.Manila', 'kbrimanila'],
    ['youtube', channel, channel],
    ['youtube', `https://youtube.com/channel/${channel}`, channel],
    ['bluesky', 'kemlu', 'kemlu.bsky.social'],
    ['bluesky', '@Kemlu.go.id', 'kemlu.go.id'],
    ['bluesky', did, did],
    ['mastodon', '@kemlu@mastodon.social', 'kemlu@mastodon.social'],
    ['website', 'https://www.kemlu.go.id/', 'kemlu.go.id'],
    ['x', '', undefined],
  ])('%s %s', (code, raw, expected) => {
    const profile = profiles.find((p) => p.code === code)
    expect(profile && normalizeHandle(profile, raw)?.key).toBe(expected)
  })
})

it('the link to the editor carries any text unharmed', () => {
  const x = profiles.find((p) => p.code === 'x')
  const text = 'Harga $& naik 5% & "turun"\nسلام'
  const link = x && composeLink(x, { text, url: 'https://kemlu.go.id/?a=1&b=2' })
  expect(new URL(link ?? '').searchParams.get('text')).toBe(text)
  expect(new URL(link ?? '').searchParams.get('url')).toBe('https://kemlu.go.id/?a=1&b=2')
})

it('a network nobody thought of is added by data alone', () => {
  const platformX = platformProfileSchema.parse({
    code: 'platform-x',
    name: 'Platform X',
    mode: 'manual',
    text: { max: 100, unit: 'graphemes' },
    images: { max: 1, types: ['image/png'], maxBytes: 1000, altText: true },
    requires: 'text-or-media',
    linkInText: true,
    handle: { pattern: '[a-z]+', caseSensitive: false },
    hosts: ['platform-x.example'],
    urlPatterns: ['platform-x\\.example/~(?<handle>[a-z]+)(?:/(?<post>\\d+))?'],
    profileUrls: ['https://platform-x.example/~{handle}'],
    postUrls: ['https://platform-x.example/~{handle}/{post}'],
    source: 'test',
    readOn: '2026-11-25',
  })
  const all = [...profiles, platformX]
  const networks = createNetworks({ fetch, now: () => new Date(), timeoutMs: 1000 }, all)
  expect(networks.get('platform-x')?.publisher).toBeUndefined()
  expect(networks.get('platform-x')?.parsePostUrl('m.platform-x.example/~KBRI/7?x=1')).toEqual({
    handleOrId: 'kbri',
    remoteId: '7',
  })
  expect(parseNetworkUrl('https://platform-x.example/~kbri', all)).toMatchObject({
    network: 'platform-x',
    kind: 'profile',
  })
})

it('there is a network for every profile, and each profile says where its facts come from', () => {
  const networks = createNetworks({ fetch, now: () => new Date(), timeoutMs: 1000 }, profiles)
  expect([...networks.keys()]).toEqual(profiles.map((p) => p.code))
  expect(profiles).toHaveLength(20)
})
