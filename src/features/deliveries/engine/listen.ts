import type { ConnectionSettings } from '../../../platform/database/database.ts'
import { listenTo } from '../../../platform/database/listen.ts'
import type { Log } from '../../../platform/log.ts'
import { deliveryChannel } from '../wake.ts'

/** Calls `onWake` at every notice of new work; the dispatcher's timer covers the gaps. */
export function listenForWork(connection: ConnectionSettings, log: Log, onWake: () => void): { stop(): Promise<void> } {
  const meanwhile = 'the dispatcher cannot listen for new work; it looks every second'
  return listenTo({ connection, channel: deliveryChannel, log, meanwhile }, onWake)
}
