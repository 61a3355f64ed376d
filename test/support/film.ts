import { writeFile } from 'node:fs/promises'
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'

// Head of an H.264 stream of 640 × 360 (ISO/IEC 14496-15 section 5.3.3.1); the pictures after it are noise, for nothing here decodes.
const description = new Uint8Array([
  1, 0x42, 0xc0, 0x0a, 0xff, 0xe1, 0, 8, 0x67, 0x42, 0xc0, 0x0a, 0xda, 0x11, 0x34, 0x20, 1, 0, 4, 0x68, 0xce, 0x0f,
  0xc8,
])

/** A film of one picture track whose container is whole. `words` are what a camera would write beside it. */
export async function makeFilm(
  about: {
    readonly seconds?: number
    readonly words?: string
    readonly codec?: 'avc' | 'vp9'
    readonly isMov?: boolean
  } = {},
): Promise<Uint8Array> {
  const { seconds = 4, words = '', codec = 'avc', isMov = false } = about
  const target = new BufferTarget()
  const format = isMov ? new MovOutputFormat() : new Mp4OutputFormat({ fastStart: false })
  const output = new Output({ format, target })
  const source = new EncodedVideoPacketSource(codec)
  output.addVideoTrack(source, { frameRate: 25 })
  if (words !== '') output.setMetadataTags({ title: words, comment: words })
  await output.start()
  const decoderConfig =
    codec === 'avc'
      ? { codec: 'avc1.42c00a', codedWidth: 640, codedHeight: 360, description }
      : { codec: 'vp09.00.10.08', codedWidth: 640, codedHeight: 360 }
  for (let picture = 0; picture < seconds * 25; picture += 1) {
    const packet = new Uint8Array([0, 0, 0, 5, 0x65, 1, 2, 3, picture % 256])
    await source.add(new EncodedPacket(packet, picture % 25 === 0 ? 'key' : 'delta', picture / 25, 1 / 25), {
      decoderConfig,
    })
  }
  await output.finalize()
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0))
}

export const writeFilm = async (path: string, about: Parameters<typeof makeFilm>[0] = {}): Promise<string> => {
  await writeFile(path, await makeFilm(about))
  return path
}
