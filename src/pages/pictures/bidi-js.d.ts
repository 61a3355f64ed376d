declare module 'bidi-js' {
  type Levels = { readonly levels: Uint8Array; readonly paragraphs: readonly unknown[] }
  type Bidi = {
    getEmbeddingLevels(text: string, direction?: 'ltr' | 'rtl'): Levels
    getReorderedIndices(text: string, levels: Levels, start?: number, end?: number): number[]
    getMirroredCharacter(character: string): string | null
  }
  // biome-ignore lint/style/noDefaultExport: this is how the library exports
  export default function bidiFactory(): Bidi
}
