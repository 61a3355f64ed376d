import { AtpAgent, RichText } from '@atproto/api'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createBlueskyNetwork } from '../../src/networks/bluesky/index.ts'
import { somePublication } from '../../src/networks/conformance.ts'
import { createNetworks, loadPlatformProfiles } from '../../src/networks/index.ts'
import type {
  Connection,
  LookUp,
  OutgoingImage,
  OutgoingVideo,
  Publication,
  PublishOutcome,
} from '../../src/networks/network.ts'
import { makeFilm } from '../support/film.ts'
import { type BlueskyNetwork, type RealAccount, startBlueskyNetwork } from './bluesky-network.ts'
import { consentAs } from './consent-person.ts'
import { startCuttingLine } from './cutting-line.ts'
import { startFilmService } from './film-service.ts'

const profiles = loadPlatformProfiles(new URL('../../data/platforms.json', import.meta.url))
const signal = new AbortController().signal
const realDeps = { fetch, now: () => new Date(), timeoutMs: 20_000 }
function profileOf(code: string) {
  const profile = profiles.find((one) => one.code === code)
  if (profile === undefined) throw new Error(`no profile ${code}`)
  return profile
}

/** The same session as if its access token had run out an hour ago. */
function runOut(session: string): string {
  const kept = JSON.parse(session) as { tokenSet: { expires_at: string } }
  kept.tokenSet.expires_at = new Date(Date.now() - 3_600_000).toISOString()
  return JSON.stringify(kept)
}
const collection = 'app.bsky.feed.post'

describe('Bluesky, against its own server software', () => {
  let real: BlueskyNetwork
  let ankara: RealAccount
  let baku: RealAccount
  let connection: Connection
  let reader: AtpAgent
  const network = createNetworks({ fetch, now: () => new Date(), timeoutMs: 20_000 }, profiles).get('bluesky')
  if (network?.publisher === undefined || network.auth === undefined) throw new Error('no Bluesky')
  const { publisher, auth } = network

  const publish = (publication: Publication) => publisher.publish(connection, publication, signal)
  const posts = async () =>
    (await reader.com.atproto.repo.listRecords({ repo: ankara.did, collection, limit: 100 })).data.records
  const idOf = (outcome: PublishOutcome): string => {
    if (outcome.kind !== 'sent') throw new Error(`not sent: ${JSON.stringify(outcome)}`)
    return outcome.remoteId
  }
  const recordOf = async (outcome: PublishOutcome) => {
    const { rkey, host } = parseUri(idOf(outcome))
    return (await reader.com.atproto.repo.getRecord({ repo: host, collection, rkey })).data.value
  }
  const person = async (account: RealAccount) => {
    const agent = new AtpAgent({ service: real.pdsUrl })
    await agent.login({ identifier: account.handle, password: account.password })
    return agent
  }

  beforeAll(async () => {
    real = await startBlueskyNetwork()
    ankara = await real.createAccount('kbri-ankara.test')
    baku = await real.createAccount('kbri-baku.test')
    reader = new AtpAgent({ service: real.pdsUrl })
    const result = await auth.connect?.(
      { service: real.pdsUrl, handle: ankara.handle, appPassword: ankara.appPassword },
      signal,
    )
    if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
    connection = result.connection
  })
  afterAll(() => real?.close())

  it('knows an app password from a main password, and both from a wrong one', async () => {
    expect(connection).toMatchObject({ remoteAccountId: ankara.did, handle: ankara.handle })
    const refused = { kind: 'refused', reason: 'auth' }
    const base = { service: real.pdsUrl, handle: ankara.handle }
    expect(await auth.connect?.({ ...base, appPassword: ankara.password }, signal)).toMatchObject(refused)
    expect(await auth.connect?.({ ...base, appPassword: 'abcd-efgh-ijkl-mnop' }, signal)).toMatchObject(refused)
  })

  it('publishes emoji, Arabic and Chinese with links, tags and mentions that can be clicked', async () => {
    const text = '👨‍👩‍👧 مرحبا @kbri-baku.test، اقرأ https://kemlu.go.id/a، #Kopi 详见https://kemlu.go.id/b。'
    const outcome = await publish(somePublication(text, { languages: ['ar', 'zh'] }))
    await real.processAll()
    const agent = await person(baku)
    const seen = (await agent.getPosts({ uris: [idOf(outcome)] })).data.posts[0]?.record as {
      text: string
      facets: []
      langs: []
    }
    const segments = [...new RichText(seen).segments()].filter((s) => s.facet !== undefined)
    expect(segments.map((s) => [s.text, s.mention?.did ?? s.link?.uri ?? s.tag?.tag])).toEqual([
      ['@kbri-baku.test', baku.did],
      ['https://kemlu.go.id/a', 'https://kemlu.go.id/a'],
      ['#Kopi', 'Kopi'],
      ['https://kemlu.go.id/b', 'https://kemlu.go.id/b'],
    ])
    expect(seen).toMatchObject({ text, langs: ['ar', 'zh'] })
    const { notifications } = (await agent.listNotifications()).data
    expect(notifications.map(({ reason, uri }) => [reason, uri])).toContainEqual(['mention', idOf(outcome)])
  })

  it('publishes pictures with their text alternative and shape', async () => {
    const outcome = await publish(
      somePublication('Dua foto', { images: [await picture('jpeg'), await picture('png')] }),
    )
    expect((await recordOf(outcome)).embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [
        { alt: 'Warna laut di Ambon', aspectRatio: { width: 60, height: 40 }, image: { mimeType: 'image/jpeg' } },
        { alt: 'Warna laut di Ambon', image: { mimeType: 'image/png' } },
      ],
    })
    const agent = await person(baku)
    await real.processAll()
    const view = (await agent.getPosts({ uris: [idOf(outcome)] })).data.posts[0]?.embed
    expect(view?.$type).toBe('app.bsky.embed.images#view')
  })

  it('publishes four pictures in order, each with its alternative', async () => {
    const alts = [
      'Pasar terapung Banjarmasin',
      'Penenun di Sumba Timur',
      'Kopi dijemur di Gayo',
      'Perahu pinisi di Bulukumba',
    ]
    const images = await Promise.all(alts.map(async (alt) => ({ ...(await picture('jpeg')), alt })))
    const outcome = await publish(somePublication('Empat foto', { images }))
    await real.processAll()
    const view = (await (await person(baku)).getPosts({ uris: [idOf(outcome)] })).data.posts[0]?.embed
    expect((view as { images?: { alt: string }[] }).images?.map(({ alt }) => alt)).toEqual(alts)
  })

  const thread = async (text: string) =>
    somePublication(text, {
      images: [await picture('jpeg')],
      thread: [
        { text: 'Langkah 1: https://kemlu.go.id/1 @kbri-baku.test', images: [await picture('png')] },
        { text: 'Langkah 2 ☕', images: [] },
        { text: 'Selesai', images: [] },
      ],
    })

  it('publishes a thread in one write: the server gives its posts the very ids we computed', async () => {
    const publication = await thread('Utas: cara memperbarui paspor')
    const uri = idOf(await publish(publication))
    await real.processAll()
    const { data } = await (await person(baku)).getPostThread({ uri })
    const texts: string[] = []
    let view = data.thread as { post?: { record: unknown }; replies?: object[] } | undefined
    while (view?.post !== undefined) {
      texts.push((view.post.record as { text: string }).text)
      view = view.replies?.[0] as typeof view
    }
    expect(texts).toEqual([publication.text, ...(publication.thread ?? []).map(({ text }) => text)])
    const repeats = await Promise.all([publish(publication), publish(publication)])
    expect(repeats.map(idOf)).toEqual([uri, uri])
    expect((await posts()).filter(({ value }) => value.text === 'Selesai')).toHaveLength(1)
  })

  it('a thread that meets itself at one moment, unseen, is out once', async () => {
    const publication = await thread('Utas serentak')
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => publish(publication)))
    // A used key fails without a name, so those who came late do not know; looking tells.
    expect(outcomes.map(({ kind }) => kind).filter((kind) => kind !== 'unknown')).toContain('sent')
    expect(await publisher.lookUp?.(connection, publication, signal)).toMatchObject({ kind: 'found' })
    expect((await posts()).filter(({ value }) => value.text === 'Utas serentak')).toHaveLength(1)
  })

  it('reads what others answered, and how many follow', async () => {
    const uri = idOf(await publish(somePublication('Layanan paspor dibuka')))
    // The AppView takes each account's records in turn, but not one account's after another's:
    // an answer that it meets before the post it answers tells nobody.
    await real.processAll()
    const { rkey } = parseUri(uri)
    const { cid = '' } = (await reader.com.atproto.repo.getRecord({ repo: ankara.did, collection, rkey })).data
    const other = await person(baku)
    await other.follow(ankara.did)
    const reply = { root: { uri, cid }, parent: { uri, cid } }
    await other.post({ text: 'Buka jam berapa?', reply, createdAt: new Date().toISOString() })
    await real.processAll()
    // The AppView writes notifications in the background, a moment after it has seen the post.
    await vi.waitFor(
      async () => {
        const page = await network.inbox?.readInbox(connection, { limit: 20 }, signal)
        const wanted = { kind: 'reply', aboutRemoteId: uri, author: baku.handle, text: 'Buka jam berapa?' }
        expect(page?.entries[0]).toMatchObject(wanted)
      },
      { timeout: 20_000, interval: 500 },
    )
    expect(await network.audience?.readAudience(connection, signal)).toEqual({ followers: 1, by: [] })
  })

  it('publishes a link as a card', async () => {
    const link = { url: 'https://kemlu.go.id/paspor', title: 'Paspor', description: 'Cara memperbarui paspor' }
    const outcome = await publish(somePublication('Baca selengkapnya', { link }))
    expect((await recordOf(outcome)).embed).toMatchObject({
      $type: 'app.bsky.embed.external',
      external: { uri: link.url, title: link.title, description: link.description },
    })
  })

  it('the same publication again, at once and at one moment, stays one record at one address', async () => {
    const publication = somePublication('Sekali saja @kbri-baku.test', { images: [await picture('jpeg')] })
    const first = await publish(publication)
    const repeats = await Promise.all(Array.from({ length: 5 }, () => publish(publication)))
    expect(new Set([first, ...repeats].map(idOf)).size).toBe(1)
    expect((await posts()).filter(({ value }) => value.text === publication.text)).toHaveLength(1)
  })

  it('putRecord with swapRecord null never overwrites, where createRecord answers a repeat without a name', async () => {
    const publication = somePublication('Terkunci')
    await publish(publication)
    expect(await publish({ ...publication, text: 'Diubah', createdAt: '2026-01-01T00:00:00.000Z' })).toMatchObject({
      kind: 'unknown',
    })
    const texts = (await posts()).map(({ value }) => value.text)
    expect(texts).toContain('Terkunci')
    expect(texts).not.toContain('Diubah')
    const agent = await person(ankara)
    const record = { $type: collection, text: 'x', createdAt: publication.createdAt }
    const again = agent.com.atproto.repo.createRecord({
      repo: ankara.did,
      collection,
      rkey: publication.recordKey,
      record,
    })
    await expect(again).rejects.toMatchObject({ status: 500 })
  })

  it('looks up what is out and proves what is not', async () => {
    const publication = somePublication('Apakah terbit?')
    expect(await publisher.lookUp?.(connection, publication, signal)).toEqual({ kind: 'absent' })
    const outcome = await publish(publication)
    expect(await publisher.lookUp?.(connection, publication, signal)).toMatchObject({
      kind: 'found',
      remoteId: idOf(outcome),
    })
  })

  it.each(['before', 'after'] as const)(
    'a line cut %s the server took the post: unknown, then looked up, then sent once',
    async (when) => {
      const line = await startCuttingLine(real.pdsUrl)
      const cut = createNetworks({ fetch: line.fetch, now: () => new Date(), timeoutMs: 20_000 }, profiles).get(
        'bluesky',
      )?.publisher
      const publication = somePublication(`Terputus ${when}`)
      line.cutNextWrite(when)
      expect(await cut?.publish(connection, publication, signal)).toMatchObject({ kind: 'unknown' })
      expect(await cut?.lookUp?.(connection, publication, signal)).toMatchObject({
        kind: when === 'after' ? 'found' : 'absent',
      })
      expect(await cut?.publish(connection, publication, signal)).toMatchObject({ kind: 'sent' })
      expect((await posts()).filter(({ value }) => value.text === publication.text)).toHaveLength(1)
      await line.close()
    },
  )

  it('the server holds the same limits as we do', async () => {
    const family = '👨‍👩‍👧‍👦'
    expect((await publish(somePublication(family.repeat(120)))).kind).toBe('sent')
    expect((await publish(somePublication('a'.repeat(300)))).kind).toBe('sent')
    const agent = await person(ankara)
    for (const text of ['a'.repeat(301), family.repeat(121)])
      await expect(agent.post({ text, createdAt: new Date().toISOString() })).rejects.toMatchObject({
        status: 400,
        error: 'InvalidRequest',
      })
  })

  it('a session that ran out is renewed, and the new secret is told', async () => {
    const told: Readonly<Record<string, string>>[] = []
    const fresh = createNetworks({ fetch, now: () => new Date(), timeoutMs: 20_000 }, profiles).get('bluesky')
    fresh?.auth?.onSecretChanged?.(async (_, secret) => void told.push(secret))
    const accessJwt = await real.expireToken(connection.secret.accessJwt ?? '')
    const expired = { ...connection, secret: { ...connection.secret, accessJwt } }
    const agent = new AtpAgent({ service: real.pdsUrl })
    const old = agent.com.atproto.server.getSession(undefined, { headers: { authorization: `Bearer ${accessJwt}` } })
    await expect(old).rejects.toMatchObject({ error: 'ExpiredToken' })
    const outcome = await fresh?.publisher?.publish(expired, somePublication('Sesi baru'), signal)
    expect(outcome?.kind).toBe('sent')
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ identifier: ankara.handle, appPassword: ankara.appPassword })
    expect(told[0]?.accessJwt).not.toBe(accessJwt)
    connection = { ...connection, secret: told[0] ?? {} }
  })

  it('a withdrawn app password is refused, and only then', async () => {
    const agent = await person(baku)
    const result = await auth.connect?.(
      { service: real.pdsUrl, handle: baku.handle, appPassword: baku.appPassword },
      signal,
    )
    if (result?.kind !== 'connected') throw new Error('not connected')
    await agent.com.atproto.server.revokeAppPassword({ name: 'selaras' })
    const accessJwt = await real.expireToken(result.connection.secret.accessJwt ?? '')
    const withdrawn = { ...result.connection, secret: { ...result.connection.secret, accessJwt } }
    const fresh = createNetworks({ fetch, now: () => new Date(), timeoutMs: 20_000 }, profiles).get('bluesky')
    const outcome = await fresh?.publisher?.publish(withdrawn, somePublication('Ditarik'), signal)
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'auth' })
  })

  it('reads its posts page by page, without reposts, and finds what a person deleted', async () => {
    const agent = await person(ankara)
    const other = await person(baku)
    const theirs = await other.post({ text: 'Dari Baku', createdAt: new Date().toISOString() })
    await agent.repost(theirs.uri, theirs.cid)
    const doomed = idOf(await publish(somePublication('Akan dihapus')))
    const kept = idOf(await publish(somePublication('Tetap ada')))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await network.reader?.readPosts(
        connection,
        { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
        signal,
      )
      seen.push(...(page?.posts ?? []).map(({ remoteId }) => remoteId))
      cursor = page?.cursor
    } while (cursor !== undefined)
    expect(seen).toEqual((await posts()).map(({ uri }) => uri))
    expect(seen).not.toContain(theirs.uri)
    await agent.deletePost(doomed)
    expect(await network.reader?.findDeleted(connection, [kept, doomed, theirs.uri], signal)).toEqual([doomed])
  })

  it('a server killed and started again in the middle of 133 deliveries: each is out exactly once', {
    timeout: 300_000,
  }, async () => {
    const pds = await real.startPds()
    const patient = createNetworks({ fetch, now: () => new Date(), timeoutMs: 5000 }, profiles).get('bluesky')
    const missions = await eachOf(133, 8, async (n) => {
      const { handle, appPassword } = await pds.createAccount(`misi-${n}.test`)
      const result = await patient?.auth?.connect?.({ service: pds.url, handle, appPassword }, signal)
      if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
      return result.connection
    })
    let sent = 0
    let doubts = 0
    let restarted: Promise<void> | undefined
    const restart = async () => {
      await pds.kill()
      await new Promise((done) => setTimeout(done, 1000))
      await pds.start()
    }
    await eachOf(missions.length, 16, async (n) => {
      const publication = somePublication(`Hari Batik Nasional, misi ${n}`, { images: [await picture('jpeg')] })
      const mission = missions[n]
      if (mission === undefined) throw new Error('no such mission')
      // As the dispatcher does: what is deferred is tried again, what is unknown is looked up first.
      for (let isDoubtful: boolean = false; ; ) {
        const found: LookUp | undefined = isDoubtful
          ? await patient?.publisher?.lookUp?.(mission, publication, signal)
          : undefined
        if (found?.kind === 'found') break
        const mayTry: boolean = found === undefined || found.kind === 'absent'
        const outcome: PublishOutcome | undefined = mayTry
          ? await patient?.publisher?.publish(mission, publication, signal)
          : undefined
        if (outcome?.kind === 'sent') break
        if (outcome?.kind === 'refused') throw new Error(JSON.stringify(outcome))
        if (outcome?.kind === 'unknown') doubts += 1
        isDoubtful = outcome === undefined ? isDoubtful : outcome.kind === 'unknown'
        await new Promise((done) => setTimeout(done, 250))
      }
      sent += 1
      if (sent === 40) restarted = restart()
    })
    await restarted
    expect(restarted).toBeDefined()
    const server = new AtpAgent({ service: pds.url })
    const counts = await eachOf(missions.length, 8, async (n) => {
      const repo = missions[n]?.remoteAccountId ?? ''
      return (await server.com.atproto.repo.listRecords({ repo, collection })).data.records.length
    })
    expect(counts).toEqual(Array(133).fill(1))
    console.log(`133 deliveries, server killed after 40: each out once; ${doubts} were in doubt for a moment`)
  })

  it('a film goes straight to the server and stands in the post with its alternative and shape', async () => {
    const bytes = await makeFilm({ seconds: 3 })
    const file = new Blob([new Uint8Array(bytes)], { type: 'video/mp4' })
    const video: OutgoingVideo = {
      contentType: 'video/mp4',
      bytes: file.size,
      width: 640,
      height: 360,
      durationMs: 3000,
      alt: 'Barista menyeduh kopi Gayo',
      withFile: (work) => work(file),
    }
    // The service that makes films ready is no part of the server software; without it the film goes as any other file.
    const straight = createBlueskyNetwork({ ...realDeps, videoService: null }, profileOf('bluesky'))
    const publication = somePublication('Kopi dari dekat', { video })
    const outcome = await straight.publisher?.publish(connection, publication, signal)
    if (outcome === undefined) throw new Error('no publisher')
    expect((await recordOf(outcome)).embed).toMatchObject({
      $type: 'app.bsky.embed.video',
      alt: 'Barista menyeduh kopi Gayo',
      aspectRatio: { width: 640, height: 360 },
      video: { mimeType: 'video/mp4', size: file.size },
    })
    expect(await straight.publisher?.publish(connection, publication, signal)).toEqual(outcome)
  })

  it('a word for the film service is given by the server for exactly that account and call', async () => {
    const films = startFilmService(real)
    const through = createBlueskyNetwork({ ...realDeps, videoService: await films.url }, profileOf('bluesky'))
    const file = new Blob([new Uint8Array(await makeFilm({ seconds: 2 }))], { type: 'video/mp4' })
    const about = { contentType: 'video/mp4' as const, width: 640, height: 360, durationMs: 2000, alt: 'Kopi dijemur' }
    const video = { ...about, bytes: file.size, withFile: <T>(work: (film: Blob) => Promise<T>) => work(file) }
    const publication = somePublication('Lewat layanan film', { video })
    const given = await through.publisher?.publish(connection, publication, signal)
    if (given?.kind !== 'pending') throw new Error(`not pending: ${JSON.stringify(given)}`)
    const outcome = await through.publisher?.poll?.(connection, given.ticket, signal, publication)
    await films.close()
    if (outcome === undefined) throw new Error('no poll')
    expect((await recordOf(outcome)).embed).toMatchObject({ $type: 'app.bsky.embed.video', video: { size: file.size } })
  })

  it('a person consents at the account’s own server; Selaras publishes, renews its tokens, and stops when they are withdrawn', async () => {
    const bern = await real.createAccount('kbri-bern.test')
    const directory = { plcUrl: real.plcUrl, handleResolver: real.pdsUrl }
    const consenting = createBlueskyNetwork({ ...realDeps, directory }, profileOf('bluesky'))
    const { oauth } = consenting.auth ?? {}
    const redirectUri = 'http://127.0.0.1:3000/sambungan/kembali'
    const registered = await oauth?.register?.('', redirectUri, signal)
    if (registered?.kind !== 'registered') throw new Error(JSON.stringify(registered))
    const { app } = registered
    const begin = async () => {
      const begun = await oauth?.begin?.({ app, redirectUri, handle: bern.handle }, signal)
      if (begun?.kind !== 'begun') throw new Error(JSON.stringify(begun))
      return begun
    }
    const finish = (begun: Awaited<ReturnType<typeof begin>>, home: URLSearchParams, handle = bern.handle) =>
      oauth?.finish(
        {
          app,
          redirectUri,
          code: home.get('code') ?? '',
          codeVerifier: '',
          state: begun.state,
          remembered: begun.remember,
          issuer: home.get('iss') ?? '',
          account: { handle },
        },
        signal,
      )
    const begun = await begin()
    // Everything the person consents to was pushed to the server before: the address says nothing of it.
    expect([...new URL(begun.url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
    const result = await finish(begun, await consentAs(bern, begun.url))
    if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
    const granted = result.connection
    expect(granted).toMatchObject({ remoteAccountId: bern.did, handle: bern.handle, service: real.pdsUrl })

    const publication = somePublication('Atas izin, bukan sandi', { images: [await picture('jpeg')] })
    const sent = await consenting.publisher?.publish(granted, publication, signal)
    expect(sent?.kind).toBe('sent')
    expect(await consenting.publisher?.publish(granted, publication, signal)).toEqual(sent)

    // Tokens that ran out are renewed on the way, and what is new is told.
    const told: string[] = []
    const later = createBlueskyNetwork({ ...realDeps, directory }, profileOf('bluesky'))
    later.auth?.onSecretChanged?.(async (_did, secret) => void told.push(secret.oauth ?? ''))
    const stale = { ...granted, secret: { ...granted.secret, oauth: runOut(granted.secret.oauth ?? '') } }
    expect((await later.publisher?.publish(stale, somePublication('Token baru'), signal))?.kind).toBe('sent')
    expect(told.length).toBe(1)
    const fresh = { ...granted, secret: { ...granted.secret, oauth: told[0] ?? '' } }
    expect(await later.auth?.renew?.(fresh, signal)).toMatchObject({ kind: 'valid' })

    // A used renewing token proves nothing by itself: put off, until the stored secret is read again.
    const other = createBlueskyNetwork({ ...realDeps, directory }, profileOf('bluesky'))
    const put = await other.publisher?.publish(stale, somePublication('Dua kali'), signal)
    expect(put).toMatchObject({ kind: 'deferred', why: 'auth_refresh' })

    // Whoever consents as somebody else connects nothing.
    const second = await begin()
    const wrong = await finish(second, await consentAs(baku, second.url))
    expect(wrong).toMatchObject({ kind: 'refused', reason: 'account' })
    const invented = await finish(await begin(), new URLSearchParams({ code: 'cod-invented', iss: real.pdsUrl }))
    expect(invented).toMatchObject({ kind: 'refused', reason: 'auth' })
  })

  it('reads likes, reposts and replies once the AppView has counted them', async () => {
    const outcome = await publish(somePublication('Yang disukai'))
    const uri = idOf(outcome)
    const other = await person(baku)
    const { rkey } = parseUri(uri)
    const { cid } = (await reader.com.atproto.repo.getRecord({ repo: ankara.did, collection, rkey })).data
    if (cid === undefined) throw new Error('no cid')
    await real.processAll()
    await other.like(uri, cid)
    await other.repost(uri, cid)
    await other.post({
      text: 'Bagus',
      reply: { root: { uri, cid }, parent: { uri, cid } },
      createdAt: new Date().toISOString(),
    })
    await real.processAll()
    const missing = `${uri.slice(0, -4)}2222`
    expect(await network.metrics?.readMetrics(connection, [uri, missing], signal)).toEqual(
      new Map([[uri, { likes: 1, reposts: 1, replies: 1, quotes: 0 }]]),
    )
  })
})

/** Runs `work` for 0 to `count` - 1, at most `atOnce` at a time. */
async function eachOf<T>(count: number, atOnce: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const run = async () => {
    for (let n = next++; n < count; n = next++) results[n] = await work(n)
  }
  await Promise.all(Array.from({ length: atOnce }, run))
  return results
}

function parseUri(uri: string): { host: string; rkey: string } {
  const [host = '', , rkey = ''] = uri.slice('at://'.length).split('/')
  return { host, rkey }
}

async function picture(format: 'jpeg' | 'png'): Promise<OutgoingImage> {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#147' } })
    .toFormat(format)
    .toBuffer()
  return { bytes, contentType: `image/${format}`, width: 60, height: 40, alt: 'Warna laut di Ambon' }
}
