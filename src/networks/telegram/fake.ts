import {
  type FakeAnswer,
  type FakeCall,
  type FakeOptions,
  type FakeServer,
  startFakeServer,
} from '../fakes/fake-server.ts'
import type { LedgerEntry } from '../fakes/ledger.ts'
import { telegramLimits } from './compose.ts'

export type FakeChannel = {
  /** Chat id, as in `-1001…`. */
  readonly id: number
  readonly name: string
  readonly botToken: string
}

export type FakeTelegram = Pick<
  FakeServer,
  'url' | 'calls' | 'callCount' | 'heal' | 'setLatency' | 'setClockSkew' | 'failNext' | 'close'
> & {
  readonly ledger: readonly LedgerEntry[]
  readonly channels: readonly FakeChannel[]
  addChannel(name: string): FakeChannel
  /** BotFather withdrew all tokens. */
  revokeTokens(): void
  /** The bot may no longer post there. */
  removeBot(channelId: number): void
  /** A person posts in the app; answers the message id. */
  writeByHand(channelId: number, text: string, parts?: Readonly<Record<string, unknown>>): number
  setMembers(channelId: number, count: number): void
}

export const publishingMethods = ['sendMessage', 'sendPhoto', 'sendMediaGroup', 'sendVideo']

class Refusal extends Error {
  readonly code: number

  constructor(code: number, description: string) {
    super(description)
    this.code = code
  }
}

type Chat = { readonly channel: FakeChannel; hasBot: boolean; members: number; nextMessage: number }

/**
 * The Bot API 10.1 as far as we call it (core.telegram.org/bots/api, description of 2026-06-11): keeps what was sent, tells
 * a bot what people posted and never what it posted itself, keeps no history a bot could read.
 */
export async function startFakeTelegram(options: FakeOptions = {}): Promise<FakeTelegram> {
  const chats: Chat[] = []
  const ledger: LedgerEntry[] = []
  const updates: {
    readonly token: string
    readonly update_id: number
    readonly channel_post: Readonly<Record<string, unknown>>
  }[] = []
  let areTokensDead = false
  let clock = (): Date => new Date()

  const server = await startFakeServer((now) => {
    clock = now
    return {
      nameOf: ({ path }) => path.split('/').at(-1) ?? '',
      answer: async (call) => {
        try {
          return { status: 200, json: { ok: true, result: await answerMethod(call) } }
        } catch (error) {
          if (error instanceof Refusal) return refusalOf(error.code, error.message)
          throw error
        }
      },
      rate: (_, seconds) => refusalOf(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds }),
      serverError: refusalOf(502, 'Bad Gateway'),
      expired: refusalOf(401, 'Unauthorized'),
    }
  }, options)

  async function answerMethod(call: FakeCall): Promise<unknown> {
    const [, token = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(call.path) ?? []
    const owned = chats.filter(({ channel }) => channel.botToken === token)
    if (owned.length === 0 || areTokensDead) throw new Refusal(401, 'Unauthorized')
    const botId = Number(token.split(':')[0])
    const fields = await readFields(call)
    if (method === 'getMe') return { id: botId, is_bot: true, first_name: 'Selaras' }
    if (method === 'getUpdates') return readUpdates(token, Number(fields.offset ?? 0), Number(fields.limit ?? 100))
    const chat = chatOf(String(fields.chat_id ?? ''))
    const { channel } = chat
    const isAdmin = channel.botToken === token && chat.hasBot
    if (method === 'getChat')
      return {
        id: channel.id,
        type: 'channel',
        username: channel.name,
        title: channel.name,
        accent_color_id: 1,
        max_reaction_count: 11,
        accepted_gift_types: gifts,
      }
    if (method === 'getChatMember') return memberOf(botId, isAdmin)
    if (method === 'getChatMemberCount') return chat.members
    if (!isAdmin) throw new Refusal(403, 'Forbidden: bot is not a member of the channel chat')
    if (method === 'sendMessage') return post(chat, checkText(fields.text, telegramLimits.text), 0, fields)
    if (method === 'sendPhoto') {
      checkFile(fields.photo)
      return post(chat, checkText(fields.caption ?? '', telegramLimits.caption), 1, fields)
    }
    if (method === 'sendVideo') {
      checkFile(fields.video, telegramLimits.filmBytes)
      return post(chat, checkText(fields.caption ?? '', telegramLimits.caption), 1, fields, 'video')
    }
    if (method === 'sendMediaGroup') return sendAlbum(chat, fields)
    throw new Refusal(404, 'Not Found: method not found')
  }

  function sendAlbum(chat: Chat, fields: Fields): unknown {
    const media = JSON.parse(String(fields.media)) as { media: string; caption?: string }[]
    if (media.length < 2 || media.length > telegramLimits.images)
      throw new Refusal(400, 'Bad Request: wrong number of media')
    for (const { media: name } of media) checkFile(fields[name.replace('attach://', '')])
    const caption = checkText(media[0]?.caption ?? '', telegramLimits.caption)
    const first = post(chat, caption, media.length, fields)
    chat.nextMessage += media.length - 1
    return media.map((_, index) => ({ ...first, message_id: first.message_id + index }))
  }

  function post(chat: Chat, text: string, images: number, wire: Fields, kind: 'photo' | 'video' = 'photo') {
    const message_id = chat.nextMessage
    chat.nextMessage += 1
    ledger.push({
      remoteId: String(message_id),
      account: String(chat.channel.id),
      text,
      alts: Array<string>(images).fill(''),
      acceptedAt: clock(),
      wire,
    })
    const shown = kind === 'photo' ? { photo: [] } : { video: filmFace(wire) }
    const content = images > 0 ? { ...shown, ...(text === '' ? {} : { caption: text }) } : { text }
    return { message_id, date: Math.floor(clock().getTime() / 1000), chat: chatFace(chat.channel), ...content }
  }

  function readUpdates(token: string, offset: number, limit: number) {
    const confirmed = updates.findLastIndex((update) => update.token === token && update.update_id < offset)
    if (confirmed >= 0)
      updates.splice(0, updates.length, ...updates.filter((u) => u.token !== token || u.update_id >= offset))
    return updates
      .filter((update) => update.token === token)
      .slice(0, limit)
      .map(({ update_id, channel_post }) => ({ update_id, channel_post }))
  }

  function chatOf(id: string): Chat {
    const found = chats.find(({ channel }) => `@${channel.name}` === id || String(channel.id) === id)
    if (found === undefined) throw new Refusal(400, 'Bad Request: chat not found')
    return found
  }

  return {
    ...server,
    ledger,
    get channels() {
      return chats.map(({ channel }) => channel)
    },
    addChannel(name) {
      const number = chats.length + 1
      const botToken = `${7_000_000 + number}:AAF-fake_token_of_bot_${number}_0123456789`
      const channel = { id: -1_001_000_000_000 - number, name, botToken }
      chats.push({ channel, hasBot: true, members: 100, nextMessage: 5 })
      return channel
    },
    revokeTokens: () => {
      areTokensDead = true
    },
    removeBot: (id) => {
      chatOf(String(id)).hasBot = false
    },
    writeByHand(id, text, parts = {}) {
      const chat = chatOf(String(id))
      const message_id = chat.nextMessage
      chat.nextMessage += 1
      const date = Math.floor(clock().getTime() / 1000)
      const channel_post = { message_id, date, chat: chatFace(chat.channel), text, ...parts }
      const update_id = 1000 + message_id * 7 + updates.length
      updates.push({ token: chat.channel.botToken, update_id, channel_post })
      return message_id
    },
    setMembers: (id, count) => {
      chatOf(String(id)).members = count
    },
  }
}

const gifts = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
}

type Fields = Readonly<Record<string, unknown>>

async function readFields(call: FakeCall): Promise<Fields> {
  if ((call.headers.get('content-type') ?? '').includes('json')) return call.json() as Fields
  return Object.fromEntries(await call.form())
}

function checkText(text: unknown, max: number): string {
  if (typeof text !== 'string') throw new Refusal(400, 'Bad Request: message text is empty')
  if (text.length > max) throw new Refusal(400, 'Bad Request: message is too long')
  return text
}

const filmFace = ({ width, height, duration }: Fields) => ({
  file_id: 'AgAD-film',
  file_unique_id: 'film',
  width: Number(width),
  height: Number(height),
  duration: Number(duration),
})

function checkFile(file: unknown, most: number = telegramLimits.imageBytes): void {
  if (!(file instanceof File)) throw new Refusal(400, 'Bad Request: wrong file identifier')
  if (file.size > most) throw new Refusal(413, 'Request Entity Too Large')
}

function chatFace({ id, name }: FakeChannel) {
  return { id, type: 'channel', title: name, username: name }
}

function memberOf(id: number, isAdmin: boolean) {
  const user = { id, is_bot: true, first_name: 'Selaras' }
  if (!isAdmin) return { status: 'left', user }
  const no = Object.fromEntries(
    [
      'can_be_edited',
      'is_anonymous',
      'can_manage_chat',
      'can_delete_messages',
      'can_manage_video_chats',
      'can_restrict_members',
      'can_promote_members',
      'can_change_info',
      'can_invite_users',
      'can_post_stories',
      'can_edit_stories',
      'can_delete_stories',
    ].map((right) => [right, false]),
  )
  return { status: 'administrator', user, ...no, can_post_messages: true }
}

function refusalOf(code: number, description: string, parameters?: Readonly<Record<string, unknown>>): FakeAnswer {
  return {
    status: code,
    json: { ok: false, error_code: code, description, ...(parameters === undefined ? {} : { parameters }) },
  }
}
