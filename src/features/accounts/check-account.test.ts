import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadPlatformProfiles, normalizeHandle } from '../../networks/index.ts'
import { newId } from '../../platform/ids.ts'
import { importMissions, readMinistry, seedMinistry, systemScope } from '../missions/index.ts'
import { checkAccount } from './check-account.ts'
import { seedPlatforms } from './platforms.ts'

const profiles = loadPlatformProfiles('data/platforms.json')
const at = new Date('2026-11-25T03:00:00Z')
const channel = `UC${'aB3-_xyz09'.repeat(3)}`.slice(0, 24)
let database: TestDatabase

type Entry = {
  network: string
  handle: string
  status?: string
  verified?: boolean
  remoteId?: string
  former?: string
}
const register: readonly Entry[] = [
  { network: 'x', handle: 'Kemlu_RI', verified: true },
  { network: 'instagram', handle: 'kbri.tokyo', verified: true },
  { network: 'facebook', handle: 'IndonesianEmbassyTokyo', verified: true },
  { network: 'youtube', handle: 'kbritokyo', verified: true },
  { network: 'youtube', handle: channel, verified: true },
  { network: 'threads', handle: 'kbri.tokyo', verified: true },
  { network: 'tiktok', handle: 'kbritokyo', verified: true },
  { network: 'bluesky', handle: 'kbritokyo.bsky.social', verified: true, remoteId: 'did:plc:abcdefghijklmnopqrstuvwx' },
  { network: 'mastodon', handle: 'kbritokyo@mastodon.social', verified: true },
  { network: 'telegram', handle: 'kbritokyo', verified: true },
  { network: 'linkedin', handle: 'kbri-tokyo', verified: true },
  // Imported, confirmed by nobody.
  { network: 'x', handle: 'KBRITokyo' },
  { network: 'instagram', handle: 'kjri_osaka', status: 'proposed' },
  // Approved and confirmed, not in use yet.
  { network: 'x', handle: 'KJRI_Osaka', status: 'approved', verified: true },
  { network: 'x', handle: 'kbri_seoul', status: 'taken_over', verified: true },
  { network: 'instagram', handle: 'kbri_seoul', verified: true },
  { network: 'facebook', handle: 'KBRISeoul', status: 'suspended', verified: true },
  { network: 'x', handle: 'kbri_lama', status: 'closed', verified: true },
  { network: 'tiktok', handle: 'kbri_arsip', status: 'archived' },
  { network: 'x', handle: 'RIdiTokyo', verified: true, former: 'RITokyoLama' },
  { network: 'instagram', handle: 'pulih_tokyo', status: 'restored', verified: true },
  // Networks by hand: many missions are only there.
  { network: 'weibo', handle: '印尼驻华大使馆', verified: true },
  { network: 'weibo', handle: '2131234567', verified: true },
  { network: 'line', handle: 'kbribangkok', verified: true },
  { network: 'vk', handle: 'indonesia_moscow', verified: true },
  { network: 'zalo', handle: 'kbrihanoi', verified: true },
  { network: 'whatsapp', handle: '0029Va4kbriTokyo12345', verified: true },
  { network: 'xiaohongshu', handle: 'kbribeijing01', verified: true },
  { network: 'kakaotalk', handle: '_xkbrisl', verified: true },
  { network: 'facebook', handle: '100064512345678', verified: true },
  { network: 'website', handle: 'kemlu.go.id', verified: true },
  { network: 'telegram', handle: 'KBRI_Kairo', status: 'suspended', verified: true },
  { network: 'youtube', handle: 'KBRIParisLama', status: 'archived', verified: true },
  { network: 'threads', handle: 'kbri.oslo' },
  { network: 'line', handle: 'kjrisongkhla', status: 'proposed' },
]

beforeAll(async () => {
  database = await createTestDatabase()
  const deps = { db: database.db, now: () => at }
  await seedMinistry(deps, await readMinistry('data'))
  await importMissions(deps, systemScope('test'), 'data/missions.csv')
  await seedPlatforms(deps, profiles)
  for (const entry of register) await write(entry)
})
afterAll(() => database.drop())

async function write({ network, handle, status = 'active', verified = false, remoteId, former }: Entry): Promise<void> {
  const profile = profiles.find(({ code }) => code === network)
  const key = (raw: string) => (profile && normalizeHandle(profile, raw)?.key) ?? raw
  const id = newId()
  const missionId = handle.toLowerCase().includes('seoul') ? 'kbri-seoul' : 'kbri-tokyo'
  await database.db
    .insertInto('account')
    .values({
      id,
      missionId,
      network,
      handle,
      handleKey: key(handle),
      url: `https://contoh.test/${handle}`,
      status,
      statusChangedAt: at,
      verifiedAt: verified ? at : null,
      remoteAccountId: remoteId ?? null,
      createdAt: at,
    })
    .execute()
  if (former)
    await database.db
      .insertInto('accountFormerHandle')
      .values({ id: newId(), accountId: id, network, handle: former, handleKey: key(former), changedAt: at })
      .execute()
}

const ask = (question: string) => checkAccount(database.db, question)

describe('official, in every form in which people write or paste it', () => {
  test.each([
    'Kemlu_RI',
    '@kemlu_ri',
    '  @KEMLU_RI ',
    '＠Kemlu_RI',
    'x.com/Kemlu_RI',
    'https://x.com/Kemlu_RI',
    'http://www.x.com/kemlu_ri/',
    'https://twitter.com/Kemlu_RI',
    'https://mobile.twitter.com/Kemlu_RI?s=20&t=abc',
    'https://x.com/Kemlu_RI/status/1834567890123456789',
    'https://m.x.com/Kemlu_RI',
    'https://www.instagram.com/kbri.tokyo/',
    'instagram.com/kbri.tokyo?igsh=MWQ1ZGUxMzBkMA==',
    'https://m.instagram.com/kbri.tokyo/?hl=ja',
    'https://www.facebook.com/IndonesianEmbassyTokyo',
    'https://m.facebook.com/indonesianembassytokyo/?ref=page_internal',
    'https://web.facebook.com/IndonesianEmbassyTokyo/',
    'https://www.youtube.com/@kbritokyo',
    'https://m.youtube.com/@KBRITokyo/videos',
    `https://www.youtube.com/channel/${channel}`,
    channel,
    'https://www.threads.net/@kbri.tokyo',
    'https://www.threads.com/@kbri.tokyo/post/DAbCdEfGhIj',
    'https://www.tiktok.com/@kbritokyo?lang=id-ID',
    'https://www.tiktok.com/@kbritokyo/video/7412345678901234567',
    'https://bsky.app/profile/kbritokyo.bsky.social',
    'kbritokyo.bsky.social',
    'https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx',
    'https://mastodon.social/@kbritokyo',
    'kbritokyo@mastodon.social',
    '@kbritokyo@mastodon.social',
    'https://t.me/kbritokyo',
    'https://t.me/s/kbritokyo',
    'https://www.linkedin.com/company/kbri-tokyo/',
    'instagram.com/pulih_tokyo',
    'RIdiTokyo',
    'https://x.com/Kemlu_RI/with_replies',
    'https://x.com/Kemlu_RI/media',
    'https://twitter.com/Kemlu_RI/status/1834567890123456789/photo/1',
    'https://x.com/intent/follow?screen_name=Kemlu_RI',
    'x.com/kemlu_ri?ref_src=twsrc%5Etfw',
    'HTTPS://X.COM/KEMLU_RI',
    'www.twitter.com/Kemlu_RI',
    'https://x.com/Kemlu_RI/',
    'https://x.com/Kemlu_RI#m',
    'https://twitter.com/Kemlu_RI/followers',
    'https://www.instagram.com/kbri.tokyo/reels/',
    'https://www.instagram.com/kbri.tokyo/tagged/',
    'https://www.instagram.com/stories/kbri.tokyo/3456789012345678901/',
    'https://instagram.com/kbri.tokyo/p/DAbCdEfGhIj/',
    'http://instagram.com/KBRI.TOKYO',
    '@kbri.tokyo',
    'instagr.am/kbri.tokyo',
    'https://www.facebook.com/Indonesian.Embassy.Tokyo',
    'https://www.facebook.com/IndonesianEmbassyTokyo/about',
    'https://www.facebook.com/IndonesianEmbassyTokyo/photos',
    'https://fb.com/IndonesianEmbassyTokyo',
    'https://www.facebook.com/IndonesianEmbassyTokyo/posts/pfbid02AbCdEf',
    'https://www.facebook.com/profile.php?id=100064512345678',
    'https://www.facebook.com/people/KBRI-Tokyo/100064512345678/',
    'https://mbasic.facebook.com/IndonesianEmbassyTokyo',
    'https://www.youtube.com/@kbritokyo/shorts',
    'https://youtube.com/@kbritokyo?si=AbCdEfGh',
    'youtube.com/@KBRITOKYO',
    'https://www.threads.com/@kbri.tokyo',
    'threads.net/@kbri.tokyo/replies',
    'https://m.tiktok.com/@kbritokyo',
    'tiktok.com/@kbritokyo/live',
    'https://www.tiktok.com/@kbritokyo?is_from_webapp=1&sender_device=pc',
    'https://bsky.app/profile/kbritokyo.bsky.social/post/3lbxyzabc2k',
    '@kbritokyo.bsky.social',
    'at://kbritokyo.bsky.social',
    'https://mastodon.social/@kbritokyo/113456789012345678',
    'https://mastodon.social/users/kbritokyo',
    't.me/kbritokyo/123',
    'https://telegram.me/kbritokyo',
    'https://www.linkedin.com/company/kbri-tokyo/posts/',
    'https://jp.linkedin.com/company/kbri-tokyo',
    'https://weibo.com/n/印尼驻华大使馆',
    '印尼驻华大使馆',
    'https://weibo.com/u/2131234567',
    'https://m.weibo.cn/u/2131234567',
    'https://weibo.com/2131234567',
    'https://line.me/R/ti/p/@kbribangkok',
    'https://page.line.me/kbribangkok',
    'https://vk.com/indonesia_moscow',
    'https://m.vk.com/indonesia_moscow',
    'vk.ru/indonesia_moscow',
    'https://zalo.me/kbrihanoi',
    'https://whatsapp.com/channel/0029Va4kbriTokyo12345',
    'https://www.whatsapp.com/channel/0029Va4kbriTokyo12345',
    'https://www.xiaohongshu.com/user/profile/kbribeijing01',
    'https://pf.kakao.com/_xkbrisl',
    'http://pf.kakao.com/_xkbrisl/chat',
    'https://kemlu.go.id/',
    'kemlu.go.id',
  ])('%s', async (question) => {
    expect([question, (await ask(question)).answer]).toEqual([question, 'official'])
  })
})

describe('recorded, but nobody of the mission has confirmed it, or it is not in use: never official', () => {
  test.each([
    'https://x.com/KBRITokyo',
    'https://twitter.com/kbritokyo?lang=en',
    'kjri_osaka',
    'https://www.instagram.com/kjri_osaka/',
    'https://x.com/KJRI_Osaka',
    '@KJRI_Osaka',
    'https://www.threads.net/@kbri.oslo',
    '@kbri.oslo',
    'threads.com/@kbri.oslo/post/DXyz12345',
    'https://line.me/R/ti/p/@kjrisongkhla',
    'kjrisongkhla',
    'https://instagram.com/kjri_osaka/reels',
    'https://mobile.twitter.com/KBRITokyo/media',
    'x.com/kjri_osaka',
  ])('%s', async (question) => {
    expect([question, (await ask(question)).answer]).toEqual([question, 'recorded_unverified'])
  })
})

describe('in trouble: taken over, suspended, closed or archived, with the ones to use meanwhile', () => {
  test.each([
    'https://x.com/kbri_seoul',
    '@kbri_seoul',
    'https://twitter.com/KBRI_Seoul/status/1',
    'https://www.facebook.com/KBRISeoul',
    'https://m.facebook.com/KBRISeoul?fref=nf',
    'https://x.com/kbri_lama',
    'kbri_lama',
    'https://www.tiktok.com/@kbri_arsip',
    'https://t.me/KBRI_Kairo',
    'kbri_kairo',
    'https://t.me/s/kbri_kairo',
    'https://www.youtube.com/@KBRIParisLama',
    'youtube.com/@kbriparislama/videos',
    'https://x.com/KBRI_SEOUL?s=21',
    'https://mobile.twitter.com/kbri_seoul',
    'https://web.facebook.com/KBRISeoul/posts/123456',
    'https://www.tiktok.com/@kbri_arsip/video/7400000000000000000',
    'https://twitter.com/kbri_lama/followers',
  ])('%s', async (question) => {
    expect([question, (await ask(question)).answer]).toEqual([question, 'in_trouble'])
  })

  test('the others of the same mission are offered, official ones only', async () => {
    const { meant } = await ask('https://x.com/kbri_seoul')
    expect(meant.map(({ network, handle, verified }) => [network, handle, verified])).toEqual([
      ['instagram', 'kbri_seoul', true],
    ])
  })
})

describe('not registered, with the one that was probably meant', () => {
  test.each([
    ['Kem1u_RI', 'Kemlu_RI'],
    ['KemIu_RI', 'Kemlu_RI'],
    ['https://x.com/Kemlu__RI', 'Kemlu_RI'],
    ['https://x.com/KemluRI', 'Kemlu_RI'],
    ['KernIu_RI', 'Kemlu_RI'],
    ['Kemlu_RII', 'Kemlu_RI'],
    ['Kelmu_RI', 'Kemlu_RI'],
    ['https://x.com/kemlu_rl', 'Kemlu_RI'],
    // Cyrillic е and К, Greek ο.
    ['Кеmlu_RI', 'Kemlu_RI'],
    ['https://www.instagram.com/kbri.tοkyo/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri_tokyo/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri.tokyo.official', undefined],
    ['https://www.tiktok.com/@kbrit0kyo', 'kbritokyo'],
    ['https://t.me/kbri_tokyo_resmi', undefined],
    // The look-alike letters of a host in punycode: xn--instagrm-… is not instagram.com.
    ['https://xn--instagrm-h7a.com/kbri.tokyo', 'kbri.tokyo'],
    ['https://xn--kemlu-r1a.go.id/', undefined],
    ['https://instagram.com.contoh.test/kbri.tokyo', 'kbri.tokyo'],
    ['https://x.com.masuk.test/Kemlu_RI', 'Kemlu_RI'],
    ['https://contoh.test/?u=https://x.com/Kemlu_RI', undefined],
    ['https://x.com@contoh.test/Kemlu_RI', 'Kemlu_RI'],
    // A handle that is official elsewhere is not so here.
    ['https://www.instagram.com/kemlu_ri/', 'Kemlu_RI'],
    ['https://www.threads.net/@kbri_seoul', 'kbri_seoul'],
    ['kbritokyo.bsky.app', undefined],
    ['https://bsky.app/profile/kbritokyo.contoh.test', undefined],
    ['https://mastodon.contoh/@kbritokyo', undefined],
    [channel.toLowerCase(), undefined],
    // A name it had may be anybody's now.
    ['https://x.com/RITokyoLama', 'RIdiTokyo'],
    ['@ritokyolama', 'RIdiTokyo'],
    ['👍', undefined],
    ['javascript:alert(1)', undefined],
    ['KBRI Tokyo', 'kbri.tokyo'],
    [`${'a'.repeat(499)}`, undefined],
    ['Kemlu_RI_', 'Kemlu_RI'],
    ['Kemlu.RI', 'Kemlu_RI'],
    ['Kemlu-RI', 'Kemlu_RI'],
    ['Kemu_RI', 'Kemlu_RI'],
    ['Kemlu_Rl', 'Kemlu_RI'],
    ['Kemlu_R1', 'Kemlu_RI'],
    ['Kem|u_RI', 'Kemlu_RI'],
    ['kernlu_ri', 'Kemlu_RI'],
    ['Kemllu_RI', 'Kemlu_RI'],
    ['Kеmlu_RI', 'Kemlu_RI'],
    ['Kemlυ_RI', 'Kemlu_RI'],
    ['Kémlu_RI', 'Kemlu_RI'],
    ['https://x.com/Kemlu_RI_official', undefined],
    ['https://x.com/KemluRI_CS', undefined],
    ['https://twitter.com/Kemlu_R', 'Kemlu_RI'],
    ['https://www.instagram.com/kbri.tokyo_/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri..tokyo/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbritokyo/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri.tokio/', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri.t0kyo', 'kbri.tokyo'],
    ['https://www.instagram.com/kbrl.tokyo', 'kbri.tokyo'],
    ['https://www.instagram.com/kbri.tоkyо/', 'kbri.tokyo'],
    ['https://www.facebook.com/IndonesianEmbasyTokyo', 'IndonesianEmbassyTokyo'],
    ['https://www.facebook.com/lndonesianEmbassyTokyo', 'IndonesianEmbassyTokyo'],
    ['https://www.facebook.com/profile.php?id=100064512345679', undefined],
    ['https://www.facebook.com/groups/IndonesianEmbassyTokyo', undefined],
    ['https://www.youtube.com/@kbritoky0', 'kbritokyo'],
    ['https://www.youtube.com/channel/UCzzzzzzzzzzzzzzzzzzzzzz', undefined],
    ['https://www.tiktok.com/@kbri_tokyo', 'kbritokyo'],
    ['https://www.tiktok.com/@kbritokyo.id', undefined],
    ['https://t.me/kbritokyo_bot', undefined],
    ['https://t.me/joinchat/AAAAAEkbritokyo', undefined],
    ['https://t.me/kbritoky0', 'kbritokyo'],
    ['https://instagrarn.com/kbri.tokyo', 'kbri.tokyo'],
    ['https://lnstagram.com/kbri.tokyo/', 'kbri.tokyo'],
    ['https://x-com.login.test/Kemlu_RI', 'Kemlu_RI'],
    ['https://twitter.com.verify.test/@Kemlu_RI', 'Kemlu_RI'],
    ['https://xn--fcebook-2fg.com/IndonesianEmbassyTokyo', 'IndonesianEmbassyTokyo'],
    ['https://faceb00k.com/IndonesianEmbassyTokyo', 'IndonesianEmbassyTokyo'],
    ['https://bit.ly/kemlu-ri', 'Kemlu_RI'],
    ['https://wa.me/6281234567890', undefined],
    ['+62 812 3456 7890', undefined],
    ['https://kemlu.go.id.cek-paspor.test/', undefined],
    ['kernlu.go.id', 'kemlu.go.id'],
    ['https://xn--kmlu-qoa.go.id', undefined],
    ['https://x.com/kbribangkok', undefined],
    ['https://www.linkedin.com/company/kbritokyo/', 'kbri-tokyo'],
    ['https://vk.com/indonesia_moskow', 'indonesia_moscow'],
    ['https://weibo.com/u/2131234568', undefined],
    ['https://zalo.me/kbri_hanoi', 'kbrihanoi'],
    ['<script>alert(1)</script>', undefined],
    ["' or 1=1 --", undefined],
    ['https://', undefined],
    ['@', undefined],
    ['….', undefined],
  ] as const)('%s', async (question, offered) => {
    const { answer, meant, account } = await ask(question)
    expect([question, answer, account]).toEqual([question, 'unregistered', null])
    if (offered) expect(meant.map(({ handle }) => handle)).toContain(offered)
  })
})

test('a whole register of 10,000 accounts answers in well under a second', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({
    id: newId(),
    missionId: 'kbri-tokyo',
    network: 'x',
    handle: `perwakilan_${index}`,
    handleKey: `perwakilan_${index}`,
    url: '',
    status: 'active',
    statusChangedAt: at,
    createdAt: at,
  }))
  for (let from = 0; from < rows.length; from += 2_000)
    await database.db
      .insertInto('account')
      .values(rows.slice(from, from + 2_000))
      .execute()
  const began = performance.now()
  await ask('Kem1u_RI')
  expect(performance.now() - began).toBeLessThan(1_000)
})
