import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { OutgoingImage } from '../network.ts'
import { CallFailed } from '../wire/call-failure.ts'
import type { CallMastodon, Grant } from './call.ts'

const mediaSchema = z.looseObject({ id: z.string().min(1) })
const firstPauseMs = 250
const mostLooks = 6

/**
 * Uploads pictures in order and waits until the server has made its sizes of them: 202 on upload and 206 when asked mean
 * "still working" (docs.joinmastodon.org/methods/media, read 2026-11-24). @throws CallFailed
 */
export async function uploadImages(
  callMastodon: CallMastodon,
  grant: Grant,
  images: readonly OutgoingImage[],
  signal: AbortSignal,
): Promise<string[]> {
  const ids: string[] = []
  for (const image of images) {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(image.bytes)], { type: image.contentType }), 'picture')
    form.set('description', image.alt)
    const call = { method: 'POST' as const, path: '/api/v2/media', body: form }
    const { status, data } = await callMastodon(grant, call, mediaSchema, signal)
    if (status === 202) await waitUntilReady(callMastodon, grant, data.id, signal)
    ids.push(data.id)
  }
  return ids
}

async function waitUntilReady(
  callMastodon: CallMastodon,
  grant: Grant,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    await sleep(firstPauseMs * 2 ** look, undefined, { signal }).catch(() => {})
    const call = { method: 'GET' as const, path: `/api/v1/media/${encodeURIComponent(id)}` }
    const { status } = await callMastodon(grant, call, mediaSchema, signal)
    if (status === 200) return
  }
  // Nothing is published yet; the next attempt uploads anew.
  throw new CallFailed({ kind: 'server', detail: 'the server is still working on a picture' })
}
