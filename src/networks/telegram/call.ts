import { z } from 'zod'
import type { Connection } from '../network.ts'
import { boundWait, CallFailed, type CallFailure, defaultWaitMs } from '../wire/call-failure.ts'
import { createJsonCaller, type Judge } from '../wire/json-caller.ts'

/** Bot API 10.1 (core.telegram.org/bots/api, description of 2026-06-11, read 2026-11-25). */
export type BotDeps = { readonly fetch: typeof fetch; readonly now: () => Date; readonly timeoutMs: number }

/** Calls one method and reads its `result`. @throws CallFailed */
export type CallBot = <T>(
  bot: { readonly service: string; readonly token: string },
  method: string,
  body: FormData | Readonly<Record<string, unknown>>,
  result: z.ZodType<T>,
  signal: AbortSignal,
  /** How much longer than other calls it may take, in milliseconds. */
  extraMs?: number,
) => Promise<T>

export const defaultService = 'https://api.telegram.org'

// BotFather: digits of the bot, a colon, 35 characters. It becomes part of the address, so nothing else may pass.
const tokenPattern = /^\d{3,20}:[A-Za-z0-9_-]{20,100}$/

const refusal = z.object({
  ok: z.literal(false),
  error_code: z.number(),
  description: z.string().catch(''),
  parameters: z.object({ retry_after: z.number().optional() }).catch({}).default({}),
})

export function isBotToken(token: string): boolean {
  return tokenPattern.test(token)
}

export function createBotCaller(deps: BotDeps): CallBot {
  const callJson = createJsonCaller(deps, judge)
  return async (bot, method, body, result, signal, extraMs = 0) => {
    const url = new URL(`/bot${bot.token}/${method}`, bot.service)
    const call = {
      method: 'POST' as const,
      url,
      body,
      secrets: [bot.token],
      signal,
      timeoutMs: deps.timeoutMs + extraMs,
    }
    return (await callJson(call, z.object({ ok: z.literal(true), result }))).data.result
  }
}

/** @throws CallFailed where no usable token is stored. */
export function botOf(connection: Connection): { readonly service: string; readonly token: string } {
  const token = connection.secret.botToken ?? ''
  if (!isBotToken(token)) throw new CallFailed({ kind: 'auth', detail: 'no bot token is stored' })
  return { service: connection.service ?? defaultService, token }
}

const judge: Judge = ({ body }) => {
  const parsed = refusal.safeParse(body).data
  if (parsed === undefined) return undefined
  const { error_code: code, description, parameters } = parsed
  const detail = `${code}: ${description}`.slice(0, 300)
  if (code === 429) {
    const seconds = parameters.retry_after
    return { kind: 'rate', detail, waitMs: seconds === undefined ? defaultWaitMs : boundWait(seconds * 1000) }
  }
  if (code >= 500) return { kind: 'server', detail }
  return { kind: kindOf(code, description), detail }
}

function kindOf(code: number, description: string): Exclude<CallFailure['kind'], 'rate'> {
  // 404 is what an unknown token gets, for it is part of the path.
  if (code === 401 || code === 404) return 'auth'
  // The bot was removed from the channel, or lost its right to post there.
  if (
    code === 403 ||
    /chat not found|not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN/i.test(description)
  )
    return 'account'
  return 'invalid'
}
