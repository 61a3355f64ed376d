import { z } from 'zod'
import { filmTimeMs, type Publisher } from '../network.ts'
import { openFilm } from '../wire/film.ts'
import { deferred, failureOf, mayBeOut } from '../wire/outcomes.ts'
import { botOf, type CallBot } from './call.ts'
import { composeFilm, composeMessage, findContentFault } from './compose.ts'
import { type Message, messageSchema, messageUrl } from './view.ts'

const albumSchema = z.array(messageSchema).min(1)

/**
 * One call publishes. There is no key, and a bot cannot read its channel's history: after a cut line nobody can look but
 * a person, so a doubt is never sent again (core.telegram.org/bots/api, read 2026-11-25).
 */
export function createPublisher(callBot: CallBot, now: () => Date): Publisher {
  return {
    nativeIdempotency: false,
    async publish(connection, publication, signal) {
      const fault = findContentFault(publication)
      if (fault !== undefined) return { kind: 'refused', reason: 'content', detail: fault }
      if (signal.aborted) return deferred(now(), 30_000, 'network')
      try {
        const bot = botOf(connection)
        const chatId = connection.remoteAccountId
        const { video, text } = publication
        if (video !== undefined) {
          const message = await openFilm(video, (file) => {
            const { method, body } = composeFilm(chatId, text, video, file)
            return callBot(bot, method, body, messageSchema, signal, filmTimeMs(video.bytes))
          })
          return sentAs(chatId, message)
        }
        const { method, body } = composeMessage(chatId, publication)
        const message =
          method === 'sendMediaGroup'
            ? (await callBot(bot, method, body, albumSchema, signal))[0]
            : await callBot(bot, method, body, messageSchema, signal)
        return sentAs(chatId, message)
      } catch (error) {
        return mayBeOut(failureOf(error), now())
      }
    },
  }
}

function sentAs(chatId: string, message: Message | undefined) {
  if (message === undefined || String(message.chat.id) !== chatId)
    return { kind: 'unknown' as const, detail: 'the answer names another channel' }
  const { chat, message_id: id } = message
  return { kind: 'sent' as const, remoteId: String(id), url: messageUrl(chat, id) }
}
