import { join } from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where pictures live, so that every process of an installation sees them. Keys are relative, such as `media/0192….webp`. */
export type Files = {
  put(key: string, bytes: Uint8Array): Promise<void>
  /** @throws when the key holds nothing. */
  get(key: string): Promise<Uint8Array>
  has(key: string): Promise<boolean>
  /** A key that holds nothing is no error. */
  remove(key: string): Promise<void>
  /** Where they are, for `doctor`. */
  readonly location: string
}

/** Files in the folder `files` of the data folder. flydrive keeps keys inside it. */
export function localFiles(dataFolder: string): Files {
  const location = join(dataFolder, 'files')
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  return {
    location,
    put: (key, bytes) => disk.put(key, bytes),
    get: (key) => disk.getBytes(key),
    has: (key) => disk.exists(key),
    remove: (key) => disk.delete(key),
  }
}
