import type { FastifyReply, FastifyRequest } from 'fastify'
import type { MediaFile } from './read-media.ts'

/** Answers a file in pieces, whole or by one range (RFC 9110 section 14; several ranges are answered whole). */
export async function sendFile(request: FastifyRequest, reply: FastifyReply, file: MediaFile): Promise<unknown> {
  reply.type(file.contentType).header('accept-ranges', 'bytes')
  const range = rangeOf(request.headers.range, file.bytes)
  if (range === 'beyond')
    return reply.code(416).header('content-range', `bytes */${file.bytes}`).type('text/plain').send('')
  if (range === undefined) return reply.header('content-length', file.bytes).send(await file.open())
  const { start, end } = range
  reply.code(206).header('content-range', `bytes ${start}-${end}/${file.bytes}`)
  return reply.header('content-length', end - start + 1).send(await file.open(range))
}

/** `undefined` = the whole file is meant. */
export function rangeOf(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | 'beyond' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  return start >= bytes || start > end ? 'beyond' : { start, end }
}
