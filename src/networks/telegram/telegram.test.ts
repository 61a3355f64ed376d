import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import telegramSpec from '../../../test/specs/telegram.json' with { type: 'json' }
import {
  type ConformanceSubject,
  describeNetwork,
  type NetworkTraits,
  signal,
  someFilm,
  someImage,
  somePublication,
} from '../conformance.ts'
import { createTelegramCheck } from '../fakes/check-wire.ts'
import { createWireLog, networkFor } from '../fakes/support.ts'
import type { Connection, Network } from '../network.ts'
import { type FakeTelegram, publishingMethods, startFakeTelegram } from './fake.ts'

const timeoutMs = 1500
const pictures = (count: number) => Array.from({ length: count }, () => someImage())

function credentialsAt(fake: FakeTelegram, name: string) {
  const handle = `kbri_${name}`
  const channel = fake.channels.find((one) => one.name === handle) ?? fake.addChannel(handle)
  return { service: fake.url, handle, appPassword: channel.botToken }
}

async function connect(network: Network, fake: FakeTelegram, name: string): Promise<Connection> {
  const result = await network.auth?.connect?.(credentialsAt(fake, name), signal)
  if (result?.kind !== 'connected') throw new Error(`not connected: ${JSON.stringify(result)}`)
  return result.connection
}

const traits: NetworkTraits = {
  native: false,
  looks: false,
  polls: false,
  refreshes: false,
  connects: 'bot_token',
  keepsAlts: false,
  reads: 'arrival',
  findsDeleted: false,
  counts: false,
  inbox: false,
  audience: true,
  films: { alt: false, takesTime: false },
  refuses: [
    { rule: 'a film above 50 MB', content: { video: someFilm({ bytes: 50 * 1024 * 1024 + 1 }) } },
    { rule: '1,025 characters under a film', content: { text: 'a'.repeat(1025), video: someFilm() } },
    { rule: '4,097 characters', content: { text: 'a'.repeat(4097) } },
    { rule: '2,049 emoji of two UTF-16 units', content: { text: '😀'.repeat(2049) } },
    { rule: '1,025 characters under a picture', content: { text: 'a'.repeat(1025), images: pictures(1) } },
    { rule: 'nothing', content: { text: ' ' } },
    { rule: 'eleven pictures', content: { images: pictures(11) } },
    {
      rule: 'a picture above 10 MB',
      content: { images: [someImage({ bytes: new Uint8Array(10 * 1024 * 1024 + 1) })] },
    },
    { rule: 'a picture of 5001 × 5000', content: { images: [someImage({ width: 5001, height: 5000 })] } },
    { rule: 'a picture narrower than 1:20', content: { images: [someImage({ width: 100, height: 2001 })] } },
    { rule: 'a thread', content: { thread: [{ text: 'lanjutan', images: [] }] } },
  ],
  takes: [
    { rule: '4,096 characters', content: { text: 'a'.repeat(4096) } },
    { rule: '1,024 characters under a picture', content: { text: 'a'.repeat(1024), images: pictures(1) } },
    { rule: 'ten pictures', content: { images: pictures(10) } },
    { rule: 'a picture of 1:20', content: { images: [someImage({ width: 100, height: 2000 })] } },
    { rule: 'a picture without text', content: { text: '', images: pictures(1) } },
  ],
}

describeNetwork('telegram', traits, async (): Promise<ConformanceSubject> => {
  const wire = createWireLog(createTelegramCheck(telegramSpec))
  const fake = await startFakeTelegram({ slowMs: timeoutMs * 2, onExchange: wire.onExchange })
  const network = networkFor('telegram', { timeoutMs })
  return {
    network,
    connect: (name) => connect(network, fake, name),
    credentials: (name) => credentialsAt(fake, name),
    accepted: () => fake.ledger,
    callCount: () => fake.callCount(),
    failPublishing: (fault, count = 1) => fake.failNext(fault, count, publishingMethods),
    failReading: (fault, count = 1) => fake.failNext(fault, count, ['getUpdates']),
    killGrant: () => fake.revokeTokens(),
    suspend: ({ remoteAccountId }) => fake.removeBot(Number(remoteAccountId)),
    heal: () => fake.heal(),
    setClockSkew: (ms) => fake.setClockSkew(ms),
    remove: () => {},
    writeByHand: ({ remoteAccountId }, text) => String(fake.writeByHand(Number(remoteAccountId), text)),
    repost: ({ remoteAccountId }) =>
      void fake.writeByHand(Number(remoteAccountId), 'Kiriman orang lain', { forward_origin: { type: 'channel' } }),
    setFollowers: ({ remoteAccountId }, count) => fake.setMembers(Number(remoteAccountId), count),
    wireFaults: wire.faults,
    stop: () => fake.close(),
  }
})

describe('what is Telegram’s own', () => {
  let fake: FakeTelegram
  let network: Network
  beforeEach(async () => {
    fake = await startFakeTelegram()
    network = networkFor('telegram', { timeoutMs })
  })
  afterEach(() => fake.close())

  it('one call publishes: text, one picture, or an album with the text under its first picture', async () => {
    const connection = await connect(network, fake, 'ankara')
    for (const count of [0, 1, 3])
      await network.publisher?.publish(connection, somePublication('Kabar', { images: pictures(count) }), signal)
    expect(publishingMethods.slice(0, 3).map((method) => fake.calls.get(method))).toEqual([1, 1, 1])
    expect(fake.ledger.map(({ text, alts }) => [text, alts.length])).toEqual([
      ['Kabar', 0],
      ['Kabar', 1],
      ['Kabar', 3],
    ])
  })

  it('text is sent as it stands: no markup is read into it', async () => {
    const connection = await connect(network, fake, 'ankara')
    await network.publisher?.publish(connection, somePublication('<b>5 < 6</b> *bintang* _garis_'), signal)
    expect(fake.ledger[0]?.wire).toEqual({
      chat_id: connection.remoteAccountId,
      text: '<b>5 < 6</b> *bintang* _garis_',
    })
  })

  it('a bot that may not post in the channel is not connected', async () => {
    const credentials = credentialsAt(fake, 'ankara')
    fake.removeBot(fake.channels[0]?.id ?? 0)
    expect(await network.auth?.connect?.(credentials, signal)).toMatchObject({ kind: 'refused', reason: 'account' })
  })

  it('a token of another form reaches no address at all', async () => {
    const credentials = credentialsAt(fake, 'ankara')
    for (const appPassword of [
      '../../file',
      '1:?x=1#',
      'a b\nc',
      '%2e%2e',
      '12345:short',
      `${credentials.appPassword}/x`,
    ])
      expect(await network.auth?.connect?.({ ...credentials, appPassword }, signal)).toMatchObject({ reason: 'auth' })
    expect(fake.callCount()).toBe(0)
  })

  it('the token stands in no answer, though it is part of every address', async () => {
    const connection = await connect(network, fake, 'ankara')
    await fake.close()
    const outcome = await network.publisher?.publish(connection, somePublication('Rahasia'), signal)
    expect(JSON.stringify(outcome)).not.toContain(connection.secret.botToken)
  })

  it('an edit in the app is read as the post that it changed', async () => {
    const connection = await connect(network, fake, 'ankara')
    const text = 'Lihat kemlu.go.id dan ini'
    fake.writeByHand(Number(connection.remoteAccountId), text, {
      entities: [
        { type: 'url', offset: 6, length: 11 },
        { type: 'text_link', offset: 22, length: 3, url: 'https://kemlu.go.id/ankara' },
      ],
    })
    const page = await network.reader?.readPosts(connection, { limit: 100 }, signal)
    expect(page?.posts).toMatchObject([
      {
        text,
        links: ['kemlu.go.id', 'https://kemlu.go.id/ankara'],
        url: 'https://t.me/kbri_ankara/5',
        mediaKind: 'link',
      },
    ])
  })
})
