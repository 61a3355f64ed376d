import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { Disk, KeyNormalizer } from 'flydrive'
import { S3Driver } from 'flydrive/drivers/s3'
import type { ByteRange, Files, S3Settings } from './files.ts'

/** Files in a bucket of S3 or of a server that speaks like it; any number of machines share them. */
export function s3Files({ bucket, region, endpoint, accessKeyId, secretAccessKey }: S3Settings): Files {
  const client = new S3Client({
    region,
    credentials: { accessKeyId, secretAccessKey },
    // Servers of one's own seldom have a name per bucket, nor the newest checksums.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const disk = new Disk(new S3Driver({ client, bucket, visibility: 'private', supportsACL: false }))
  const keys = new KeyNormalizer()

  async function open(key: string, range?: ByteRange): Promise<Readable> {
    const Range = range === undefined ? undefined : `bytes=${range.start}-${range.end}`
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keys.normalize(key), Range }))
    if (answer.Body === undefined) throw new Error(`there is no file ${key}`)
    return answer.Body as Readable
  }

  return {
    location: `s3://${bucket}`,
    isShared: true,
    put: (key, bytes) => disk.put(key, bytes),
    // The size stands before the bytes: without it the whole file would be held to be measured.
    async putFile(key, path) {
      const { size: contentLength } = await stat(path)
      await disk.putStream(key, createReadStream(path), { contentLength })
    },
    get: (key) => disk.getBytes(key),
    open,
    async withPath(key, work) {
      const folder = await mkdtemp(join(tmpdir(), 'selaras-file-'))
      try {
        const path = join(folder, 'file')
        await pipeline(await open(key), createWriteStream(path))
        return await work(path)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    has: (key) => disk.exists(key),
    remove: (key) => disk.delete(key),
  }
}
