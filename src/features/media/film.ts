import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { InputAudioTrack, InputVideoTrack } from 'mediabunny'
import { AppError } from '../../platform/errors.ts'

export type Film = {
  readonly contentType: 'video/mp4'
  readonly width: number
  readonly height: number
  readonly durationMs: number
  /** As they stand in a MIME type. */
  readonly codecs: string
  readonly bytes: number
  readonly sha256: string
}

/** What every network of ours takes (networks.md, rows 2): H.264 or H.265, sound in AAC or none. */
const pictures: ReadonlySet<string | null> = new Set(['avc', 'hevc'])
const sounds: ReadonlySet<string | null> = new Set(['aac'])
const longestMs = 15 * 60_000

/**
 * Reads a film by its content and writes its container anew at `target`: one picture track and at most one of sound, untouched;
 * place, camera, dates and everything else that was written beside them are left behind, and the index stands first, as
 * networks ask. Nothing is decoded, and neither file is ever whole in memory.
 * @throws AppError `media.film_broken`, `media.film_codec`, `media.film_long`; `undefined` = no MP4 or MOV.
 */
export async function takeFilm(source: string, target: string): Promise<Film | undefined> {
  // Loaded where the first film comes: most processes never see one.
  const { FilePathSource, Input, MP4, QTFF } = await import('mediabunny')
  const input = new Input({ formats: [MP4, QTFF], source: new FilePathSource(source) })
  try {
    if (!(await input.canRead().catch(() => false))) return undefined
    const picture = await input.getPrimaryVideoTrack()
    if (!picture) throw new AppError('unsupported', 'media.film_broken')
    const sound = await input.getPrimaryAudioTrack()
    const codec = await picture.getCodec()
    const soundCodec = sound && (await sound.getCodec())
    if (!pictures.has(codec) || (sound && !sounds.has(soundCodec)))
      throw new AppError('unsupported', 'media.film_codec', {
        codec: [codec, soundCodec].filter(Boolean).join(' + ') || '?',
      })
    const durationMs = Math.round((await input.computeDuration()) * 1000)
    if (durationMs > longestMs) throw new AppError('too_large', 'media.film_long', { minutes: longestMs / 60_000 })
    const [width, height] = await Promise.all([picture.getDisplayWidth(), picture.getDisplayHeight()])
    const codecs = /codecs="([^"]*)"/.exec(await input.getMimeType())?.[1] ?? ''
    await copyTracks(picture, sound, target)
    const { size: bytes } = await stat(target)
    return { contentType: 'video/mp4', width, height, durationMs, codecs, bytes, sha256: await hashFile(target) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('unsupported', 'media.film_broken', {}, [], error)
  } finally {
    input.dispose()
  }
}

async function copyTracks(picture: InputVideoTrack, sound: InputAudioTrack | null, target: string): Promise<void> {
  const { EncodedAudioPacketSource, EncodedVideoPacketSource, FilePathTarget, Mp4OutputFormat, Output } = await import(
    'mediabunny'
  )
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: 'reserve' }),
    target: new FilePathTarget(target),
  })
  const codec = await picture.getCodec()
  if (codec === null) throw new AppError('unsupported', 'media.film_broken')
  const pictures = new EncodedVideoPacketSource(codec)
  output.addVideoTrack(pictures, {
    rotation: await picture.getRotation(),
    maximumPacketCount: await countPackets(picture),
  })
  const soundCodec = sound === null ? null : await sound.getCodec()
  const sounds = soundCodec === null ? undefined : new EncodedAudioPacketSource(soundCodec)
  if (sounds && sound) output.addAudioTrack(sounds, { maximumPacketCount: await countPackets(sound) })
  await output.start()
  const video = await picture.getDecoderConfig()
  const audio = sound === null ? null : await sound.getDecoderConfig()
  await Promise.all([
    copyPackets(picture, (packet) => pictures.add(packet, video ? { decoderConfig: video } : undefined)).then(() =>
      pictures.close(),
    ),
    sounds && sound
      ? copyPackets(sound, (packet) => sounds.add(packet, audio ? { decoderConfig: audio } : undefined)).then(() =>
          sounds.close(),
        )
      : undefined,
  ])
  await output.finalize()
}

const countPackets = async (track: InputVideoTrack | InputAudioTrack): Promise<number> =>
  (await track.computePacketStats()).packetCount

type Packet = import('mediabunny').EncodedPacket

/** The writer says when it has room again, so no more than a few packets are held. */
async function copyPackets(
  track: InputVideoTrack | InputAudioTrack,
  write: (packet: Packet) => Promise<void>,
): Promise<void> {
  const { EncodedPacketSink } = await import('mediabunny')
  for await (const packet of new EncodedPacketSink(track).packets()) await write(packet)
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
