import type { Installation } from './compose.ts'
import type { Started } from './run.ts'

/** The worker role: every background loop of this installation. */
export async function startWorker(_installation: Installation): Promise<Started> {
  const loops: Started[] = []
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
