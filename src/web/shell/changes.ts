import { useEffect } from 'react'
import { queryClient } from './query-client.ts'
import { useSession } from './session.ts'

/** Which answers a room's change makes old, by a part of their address. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  campaigns: ['/campaigns', '/kits', '/today', '/waiting'],
  items: ['/items', '/today', '/calendar'],
  approvals: ['/approvals', '/approval', '/waiting'],
  imports: ['/imports'],
  outcomes: ['/outcomes'],
  deliveries: ['/deliveries', '/holds', '/pauses', '/waiting', '/calendar'],
  accounts: ['/accounts', '/takeovers', '/impersonation-cases'],
  alerts: ['/alerts', '/pauses', '/crisis-texts'],
  questions: ['/questions', '/today'],
  notices: ['/me/notices'],
  strategy: ['/target-mix', '/objectives', '/narratives', '/facts'],
  alignment: ['/board', '/alignment', '/messages', '/today'],
}
/** Changes come in bursts; one look after each is enough. */
const settleMs = 300

/** Open screens follow what others do: what is shown and has become old is asked for again. */
export function useChanges(): void {
  // The frame is shown without anybody signed in too, among the parts on /komponen.
  const isSignedIn = useSession() !== undefined
  useEffect(() => {
    if (!isSignedIn) return
    const stream = new EventSource('/api/v1/changes')
    const rooms = new Set<string>()
    let settling: ReturnType<typeof setTimeout> | undefined
    const follow = () => {
      settling = undefined
      const parts = [...rooms].flatMap((room) => addresses[room] ?? [])
      const all = rooms.has('*')
      rooms.clear()
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [key] }) => all || parts.some((part) => String(key).includes(part)),
      })
    }
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      rooms.add((JSON.parse(data) as { room: string }).room)
      settling ??= setTimeout(follow, settleMs)
    }
    return () => {
      clearTimeout(settling)
      stream.close()
    }
  }, [isSignedIn])
}
