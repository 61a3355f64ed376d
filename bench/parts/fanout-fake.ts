// A fake Bluesky in a process of its own, so that its work is not counted as ours.
import { startFakeBluesky } from '../../src/networks/bluesky/fake.ts'

export type FakeMessage =
  | { readonly kind: 'start'; readonly accounts: number; readonly latencyMs: number; readonly slowMs: number }
  /** The next post is answered late, whose ever it is. */
  | { readonly kind: 'slow' }
  | { readonly kind: 'count' }

let fake: Awaited<ReturnType<typeof startFakeBluesky>> | undefined

process.on('message', async (message: FakeMessage) => {
  if (message.kind === 'start') {
    fake = await startFakeBluesky({ slowMs: message.slowMs })
    const passwords = []
    for (let n = 0; n < message.accounts; n += 1) {
      const { handle, appPassword } = fake.addAccount(`misi${n}.fake.example`)
      passwords.push({ handle, appPassword })
    }
    fake.setLatency(message.latencyMs)
    process.send?.({ url: fake.url, passwords })
  } else if (message.kind === 'slow') {
    fake?.failNext('slow', 1)
    process.send?.({})
  } else {
    process.send?.({ accepted: fake?.ledger.length ?? 0 })
  }
})
process.on('disconnect', () => process.exit(0))
