import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk, KeyNormalizer } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** First and last byte, both included, as HTTP counts. */
export type ByteRange = { readonly start: number; readonly end: number }

/** Where pictures and films live, so that every process of an installation sees them. Keys are relative, such as `media/0192….webp`. */
export type Files = {
  /** For what is small; whatever may be large goes by `putFile`. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Copies a file of this machine there, in pieces; `path` stays. */
  putFile(key: string, path: string): Promise<void>
  /** Whole, so for what is small. @throws when the key holds nothing. */
  get(key: string): Promise<Uint8Array>
  /** In pieces; `range` must lie within the file. @throws when the key holds nothing. */
  open(key: string, range?: ByteRange): Promise<Readable>
  /** Runs `work` with a path on this machine that holds the bytes; what had to be fetched for it is removed afterwards. */
  withPath<T>(key: string, work: (path: string) => Promise<T>): Promise<T>
  has(key: string): Promise<boolean>
  /** A key that holds nothing is no error. */
  remove(key: string): Promise<void>
  /** Where they are, for `doctor`. */
  readonly location: string
  /** Whether processes on other machines see the same files. */
  readonly isShared: boolean
}

/** Files in the folder `files` of the data folder. flydrive keeps keys inside it. */
export function localFiles(dataFolder: string): Files {
  const location = join(dataFolder, 'files')
  const disk = new Disk(new FSDriver({ location, visibility: 'private' }))
  const keys = new KeyNormalizer()
  const pathOf = (key: string): string => join(location, keys.normalize(key))
  return {
    location,
    isShared: false,
    put: (key, bytes) => disk.put(key, bytes),
    putFile: (key, path) => disk.copyFromFs(path, key),
    get: (key) => disk.getBytes(key),
    async open(key, range) {
      // Asked first: a stream would tell a missing file only after the answer has begun.
      if (!(await disk.exists(key))) throw new Error(`there is no file ${key}`)
      return createReadStream(pathOf(key), range)
    },
    async withPath(key, work) {
      if (!(await disk.exists(key))) throw new Error(`there is no file ${key}`)
      return work(pathOf(key))
    },
    has: (key) => disk.exists(key),
    remove: (key) => disk.delete(key),
  }
}

export type S3Settings = {
  readonly bucket: string
  readonly region: string
  /** For servers other than Amazon's. */
  readonly endpoint: string | undefined
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** Where this installation keeps its files: a bucket where one is set, else the data folder. */
export function openFiles(config: { readonly dataFolder: string; readonly s3: S3Settings | undefined }): Files {
  return config.s3 === undefined ? localFiles(config.dataFolder) : bucketFiles(config.s3)
}

/** A bucket whose client is loaded at the first call: a process that touches no file does not pay for it. */
function bucketFiles(s3: S3Settings): Files {
  let loading: Promise<Files> | undefined
  const bucket = (): Promise<Files> => (loading ??= import('./files-s3.ts').then(({ s3Files }) => s3Files(s3)))
  return {
    location: `s3://${s3.bucket}`,
    isShared: true,
    put: async (key, bytes) => (await bucket()).put(key, bytes),
    putFile: async (key, path) => (await bucket()).putFile(key, path),
    get: async (key) => (await bucket()).get(key),
    open: async (key, range) => (await bucket()).open(key, range),
    withPath: async (key, work) => (await bucket()).withPath(key, work),
    has: async (key) => (await bucket()).has(key),
    remove: async (key) => (await bucket()).remove(key),
  }
}
