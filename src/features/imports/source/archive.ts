import type { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { AppError } from '../../../platform/errors.ts'

/** What is unpacked of one file at most, and how many times its packed size beyond the first few megabytes. */
const maxUnpackedBytes = 400_000_000
const maxRatio = 150
const ratioFrom = 20_000_000
const maxEntries = 2_000

export type Archive = {
  readonly names: readonly string[]
  /** Bytes of an entry as a stream that ends with an error where it holds more than it says. */
  open(name: string): Promise<Readable>
  sizeOf(name: string): number
  close(): void
}

/**
 * Opens a zip file (.xlsx is one). Sizes are read first and checked, and yauzl holds every stream to its size, so that a
 * file made to burst is refused before it is unpacked. @throws AppError import.bomb, import.broken_archive
 */
export async function openArchive(path: string): Promise<Archive> {
  let zip: ZipFile
  try {
    // Entry sizes are validated by default: a stream longer than its entry says is an error.
    zip = await openPromise(path, { autoClose: false, validateEntrySizes: true })
  } catch (cause) {
    throw new AppError('invalid', 'import.broken_archive', {}, [], cause)
  }
  const entries = new Map<string, Entry>()
  let unpacked = 0
  try {
    if (zip.entryCount > maxEntries) throw new AppError('too_large', 'import.bomb')
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize
      const isSwollen = entry.uncompressedSize > ratioFrom && entry.uncompressedSize > entry.compressedSize * maxRatio
      if (unpacked > maxUnpackedBytes || isSwollen) throw new AppError('too_large', 'import.bomb')
      if (entry.isEncrypted()) throw new AppError('unsupported', 'import.locked')
      entries.set(entry.fileName, entry)
    }
  } catch (cause) {
    zip.close()
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid', 'import.broken_archive', {}, [], cause)
  }
  return {
    names: [...entries.keys()],
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    open: (name) => {
      const entry = entries.get(name)
      if (!entry) throw new AppError('invalid', 'import.broken_archive')
      return zip.openReadStreamPromise(entry)
    },
    close: () => zip.close(),
  }
}
