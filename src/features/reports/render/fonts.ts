import { fileURLToPath } from 'node:url'
import { Font } from '@react-pdf/renderer'

type Face = { readonly family: string; readonly file: string; readonly weight?: number }

const faces: readonly Face[] = [
  { family: 'Jakarta', file: 'plus-jakarta-sans/400Regular/PlusJakartaSans_400Regular.ttf' },
  { family: 'Jakarta', file: 'plus-jakarta-sans/600SemiBold/PlusJakartaSans_600SemiBold.ttf', weight: 600 },
  { family: 'Noto', file: 'noto-sans/400Regular/NotoSans_400Regular.ttf' },
  { family: 'Noto Arabic', file: 'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf' },
  { family: 'Noto Han', file: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf' },
  { family: 'Noto Thai', file: 'noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf' },
  { family: 'Noto Devanagari', file: 'noto-sans-devanagari/400Regular/NotoSansDevanagari_400Regular.ttf' },
]

const scripts: readonly (readonly [pattern: RegExp, family: string])[] = [
  [/\p{Script=Arabic}/u, 'Noto Arabic'],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u, 'Noto Han'],
  [/\p{Script=Thai}/u, 'Noto Thai'],
  [/\p{Script=Devanagari}/u, 'Noto Devanagari'],
]

let isRegistered = false

/** Makes the house's own letters known, once a process. They lie in packages: nothing is fetched. */
export function registerFonts(): void {
  if (isRegistered) return
  isRegistered = true
  for (const { family, file, weight } of faces)
    Font.register({
      family,
      src: fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`)),
      ...(weight === undefined ? {} : { fontWeight: weight }),
    })
  // Indonesian has its own rules of hyphenation; words stay whole.
  Font.registerHyphenationCallback((word) => [word])
}

/** Families for a text, first to last; one of ten megabytes is opened only where its letters stand. */
export function familiesFor(text: string): string[] {
  return ['Jakarta', 'Noto', ...scripts.filter(([pattern]) => pattern.test(text)).map(([, family]) => family)]
}

// Letters of scripts that no font of ours has would print as boxes: Latin, Cyrillic, Greek and the scripts above are kept.
const unprintable =
  /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Common}\p{Script=Inherited}]/gu
const pictures = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\uFE0F|\u200D|\u20E3/gu
const keptPictures = /[©®™]/u

/** A text as it can be printed: without pictures, and with a mark where a script has no letters here. */
export function printable(text: string): string {
  return text
    .replace(pictures, (sign) => (keptPictures.test(sign) ? sign : ''))
    .replace(unprintable, '·')
    .replace(/·{2,}/g, '···')
    .replace(/ {2,}/g, ' ')
}
