import pg from 'pg'
import type { Log } from '../log.ts'
import { type ConnectionSettings, poolConfig } from './database.ts'

const reconnectMs = 2000

/**
 * Hears a channel on a session of its own and reconnects by itself. `onNotice` gets each payload, and undefined at every
 * (re)connection: what was told meanwhile was not heard. `meanwhile` says in the log what happens while nothing is heard.
 */
export function listenTo(
  parts: { connection: ConnectionSettings; channel: string; log: Log; meanwhile: string },
  onNotice: (payload: string | undefined) => void,
): { stop(): Promise<void> } {
  const { connection, channel, log, meanwhile } = parts
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const connect = async (): Promise<void> => {
    const { max: _max, ...settings } = poolConfig(connection, 1)
    const next = new pg.Client(settings)
    client = next
    next.on('notification', ({ payload }) => onNotice(payload ?? ''))
    next.on('error', () => {})
    next.on('end', () => retry())
    try {
      await next.connect()
      await next.query(`listen ${channel}`)
      onNotice(undefined)
    } catch (error) {
      log.warn({ err: error }, meanwhile)
      retry()
    }
  }
  const retry = (): void => {
    if (isStopped || timer) return
    timer = setTimeout(() => {
      timer = undefined
      client?.end().catch(() => {})
      void connect()
    }, reconnectMs)
  }
  void connect()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}
