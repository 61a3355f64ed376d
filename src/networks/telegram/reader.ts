import { z } from 'zod'
import type { AudiencePart, ReaderPart } from '../network.ts'
import { reading } from '../wire/outcomes.ts'
import { botOf, type CallBot } from './call.ts'
import { messageSchema, toObservedPost } from './view.ts'

const updatesSchema = z.array(
  z.looseObject({
    update_id: z.int(),
    channel_post: messageSchema.optional(),
    edited_channel_post: messageSchema.optional(),
  }),
)

/**
 * What people posted in the channel during the last day: Telegram keeps updates no longer, tells none of the bot's own
 * posts, and of no deletion at all. Asking for the next page confirms the one before, so pages come in the order of arrival,
 * newest first within a page. One bot serves one installation: two would take each other's updates.
 */
export function createReader(callBot: CallBot, now: () => Date): ReaderPart {
  return {
    order: 'arrival',
    readPosts: (connection, page, signal) =>
      reading(now, async () => {
        const limit = Math.min(Math.max(page.limit, 1), 100)
        const offset = page.cursor === undefined ? {} : { offset: Number(page.cursor) }
        const body = { limit, timeout: 0, allowed_updates: ['channel_post', 'edited_channel_post'], ...offset }
        const updates = await callBot(botOf(connection), 'getUpdates', body, updatesSchema, signal)
        const posts = updates
          .flatMap((update) => update.edited_channel_post ?? update.channel_post ?? [])
          .filter((message) => String(message.chat.id) === connection.remoteAccountId)
          .filter((message) => message.forward_origin === undefined)
          .map(toObservedPost)
          .reverse()
        const last = updates.at(-1)?.update_id
        return { posts, ...(last === undefined || updates.length < limit ? {} : { cursor: String(last + 1) }) }
      }),
    // A bot is told of no deletion, and asking by editing would change what stands: nothing is said.
    findDeleted: async () => [],
  }
}

/** How many follow the channel. Nothing else is told: no views, no countries. */
export function createAudience(callBot: CallBot, now: () => Date): AudiencePart {
  return {
    readAudience: (connection, signal) =>
      reading(now, async () => {
        const body = { chat_id: connection.remoteAccountId }
        return {
          followers: await callBot(botOf(connection), 'getChatMemberCount', body, z.int().min(0), signal),
          by: [],
        }
      }),
  }
}
