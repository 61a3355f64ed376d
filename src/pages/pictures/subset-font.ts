import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type Exports = {
  readonly memory: WebAssembly.Memory
  malloc(size: number): number
  free(pointer: number): void
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number
  hb_blob_destroy(blob: number): void
  hb_blob_get_data(blob: number, length: number): number
  hb_blob_get_length(blob: number): number
  hb_face_create(blob: number, index: number): number
  hb_face_destroy(face: number): void
  hb_face_reference_blob(face: number): number
  hb_subset_input_create_or_fail(): number
  hb_subset_input_unicode_set(input: number): number
  hb_subset_input_destroy(input: number): void
  hb_set_add(set: number, value: number): void
  hb_subset_or_fail(face: number, input: number): number
}

/** Noto fonts for pages, by script; one weight, so that a language costs one small file. */
const scriptFonts: Readonly<Record<string, string>> = {
  Arab: 'noto-sans-arabic/500Medium/NotoSansArabic_500Medium.ttf',
  Thai: 'noto-sans-thai/500Medium/NotoSansThai_500Medium.ttf',
  Deva: 'noto-sans-devanagari/500Medium/NotoSansDevanagari_500Medium.ttf',
  Hans: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  Hant: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  Jpan: 'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
}

/** The font file that a language's pages bring along; undefined where the device's own letters serve. */
export const scriptFontOf = (language: string): string | undefined =>
  scriptFonts[new Intl.Locale(language).maximize().script ?? '']

const resolver = createRequire(import.meta.url)
const writable = 2

/** A font with only the letters of a text, shaping kept (HarfBuzz's own subsetter). @throws Error where it cannot. */
export async function subsetFont(file: string, text: string): Promise<Buffer> {
  const program = readFileSync(resolver.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'))
  const { instance } = await WebAssembly.instantiate(program, {
    env: { emscripten_notify_memory_growth: () => {} },
    wasi_snapshot_preview1: { proc_exit: () => {} },
  })
  const hb = instance.exports as unknown as Exports
  const font = readFileSync(resolver.resolve(`@expo-google-fonts/${file}`))
  const at = hb.malloc(font.length)
  new Uint8Array(hb.memory.buffer).set(font, at)
  const blob = hb.hb_blob_create(at, font.length, writable, 0, 0)
  const face = hb.hb_face_create(blob, 0)
  hb.hb_blob_destroy(blob)
  const input = hb.hb_subset_input_create_or_fail()
  const wanted = hb.hb_subset_input_unicode_set(input)
  for (const letter of new Set(text)) hb.hb_set_add(wanted, letter.codePointAt(0) ?? 0)
  const subset = hb.hb_subset_or_fail(face, input)
  if (subset === 0) throw new Error(`no subset of ${file}`)
  const result = hb.hb_face_reference_blob(subset)
  const start = hb.hb_blob_get_data(result, 0)
  return Buffer.from(new Uint8Array(hb.memory.buffer).slice(start, start + hb.hb_blob_get_length(result)))
}
