import pg from 'pg'
import { type ConnectionSettings, poolConfig } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log.ts'
import { deliveryChannel } from '../wake.ts'

const reconnectMs = 2000

/** Calls `onWake` at every notice of new work. Reconnects by itself; the dispatcher's timer covers the gaps. */
export function listenForWork(connection: ConnectionSettings, log: Log, onWake: () => void): { stop(): Promise<void> } {
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  const connect = async (): Promise<void> => {
    const { max: _max, ...settings } = poolConfig(connection, 1)
    const next = new pg.Client(settings)
    client = next
    next.on('notification', onWake)
    next.on('error', () => {})
    next.on('end', () => retry())
    try {
      await next.connect()
      await next.query(`listen ${deliveryChannel}`)
      onWake()
    } catch (error) {
      log.warn({ err: error }, 'the dispatcher cannot listen for new work; it looks every second')
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
