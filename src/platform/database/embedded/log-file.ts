import { copyFile, open, rename, stat, truncate } from 'node:fs/promises'
import { codeOf } from './errors.ts'

/** The log and one older part of it, each about this long. */
const maxBytes = 1_000_000
const lookEveryMs = 60_000

/** Opens the server's log for appending. The caller closes it after the server has inherited it. */
export async function openLogFile(file: string): Promise<{ fd: number; sizeBytes: number; close(): Promise<void> }> {
  if ((await sizeOf(file)) > maxBytes) await rename(file, `${file}.1`)
  const handle = await open(file, 'a', 0o600)
  return { fd: handle.fd, sizeBytes: await sizeOf(file), close: () => handle.close() }
}

/**
 * Keeps the log of a running server short. The server holds the file open for appending, so it is emptied in place.
 * Never keeps the process alive. Answers how to stop looking.
 */
export function boundLogFile(file: string): () => void {
  const timer = setInterval(() => {
    emptyWhenLong(file).catch(() => {
      // A log that cannot be shortened now is looked at again in a minute; it must not end anybody's work.
    })
  }, lookEveryMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Moves the contents to `<file>.1` once they are longer than a megabyte. Exported for its test. */
export async function emptyWhenLong(file: string): Promise<void> {
  if ((await sizeOf(file)) <= maxBytes) return
  await copyFile(file, `${file}.1`)
  await truncate(file, 0)
}

/** The end of the log after `fromByte`, at most a few lines, for the sentence of a refusal. */
export async function tailOf(file: string, fromByte: number): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const start = Math.max(fromByte, (await handle.stat()).size - 2_000)
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(2_000), position: start })
    return buffer.toString('utf8', 0, bytesRead).trim()
  } finally {
    await handle.close()
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0
    throw error
  }
}
