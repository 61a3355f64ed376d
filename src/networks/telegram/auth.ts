import { z } from 'zod'
import type { AuthPart, Connection, ConnectResult, RenewResult } from '../network.ts'
import { failureOf, later } from '../wire/outcomes.ts'
import { serviceOrigin } from '../wire/service-origin.ts'
import { botOf, type CallBot, defaultService, isBotToken } from './call.ts'

const botSchema = z.looseObject({ id: z.int() })
const chatSchema = z.looseObject({ id: z.int(), type: z.string(), username: z.string().optional() })
const memberSchema = z.looseObject({ status: z.string(), can_post_messages: z.boolean().optional() })

/** Connects by the token of a bot that administers the channel (BotFather gives it and can withdraw it). */
export function createAuth(callBot: CallBot, now: () => Date): AuthPart {
  return {
    secretKind: 'bot_token',
    async connect(input, signal): Promise<ConnectResult> {
      const service = serviceOrigin(input.service ?? defaultService)
      if (service === undefined) return refused('network', 'the server address is not a web address')
      const token = input.appPassword.trim()
      if (!isBotToken(token)) return refused('auth', 'this is not the token of a bot')
      try {
        const name = input.handle.trim().replace(/^@/, '')
        const bot = { service, token }
        const chat = await callBot(bot, 'getChat', { chat_id: `@${name}` }, chatSchema, signal)
        if (chat.type !== 'channel') return refused('account', `${name} is a ${chat.type}, not a channel`)
        const chatId = String(chat.id)
        if (!(await mayPost(callBot, bot, chatId, signal)))
          return refused('account', 'the bot is not an administrator who may post in this channel')
        const connection: Connection = {
          remoteAccountId: chatId,
          handle: chat.username ?? name,
          service,
          secret: { botToken: token },
        }
        return { kind: 'connected', connection }
      } catch (error) {
        const { kind, detail } = failureOf(error)
        if (kind === 'auth') return refused('auth', detail)
        return refused(kind === 'account' || kind === 'invalid' ? 'account' : 'network', detail)
      }
    },
    async renew(connection, signal): Promise<RenewResult> {
      try {
        const canPost = await mayPost(callBot, botOf(connection), connection.remoteAccountId, signal)
        return canPost ? { kind: 'valid' } : { kind: 'refused', detail: 'the bot may no longer post in this channel' }
      } catch (error) {
        const failure = failureOf(error)
        const { kind, detail } = failure
        if (kind === 'auth' || kind === 'account') return { kind: 'refused', detail }
        if (failure.kind === 'rate')
          return { kind: 'later', why: 'rate', detail, retryAt: later(now(), failure.waitMs) }
        return { kind: 'later', why: 'network', detail }
      }
    },
  }
}

async function mayPost(
  callBot: CallBot,
  bot: { readonly service: string; readonly token: string },
  chatId: string,
  signal: AbortSignal,
): Promise<boolean> {
  const me = await callBot(bot, 'getMe', {}, botSchema, signal)
  const member = await callBot(bot, 'getChatMember', { chat_id: chatId, user_id: me.id }, memberSchema, signal)
  return member.status === 'creator' || (member.status === 'administrator' && member.can_post_messages === true)
}

function refused(reason: 'auth' | 'account' | 'network', detail: string): ConnectResult {
  return { kind: 'refused', reason, detail }
}
