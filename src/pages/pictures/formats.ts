/** A size in which cards are drawn, with the networks that show it whole. */
export type CardFormat = {
  readonly code: 'square' | 'portrait' | 'story' | 'landscape' | 'share'
  readonly width: number
  readonly height: number
  readonly networks: readonly string[]
}

export const cardFormats: readonly CardFormat[] = [
  { code: 'square', width: 1080, height: 1080, networks: ['facebook', 'instagram', 'threads', 'line', 'wechat'] },
  { code: 'portrait', width: 1080, height: 1350, networks: ['instagram', 'facebook'] },
  { code: 'story', width: 1080, height: 1920, networks: ['instagram', 'tiktok', 'youtube', 'whatsapp'] },
  { code: 'landscape', width: 1200, height: 675, networks: ['x', 'bluesky', 'mastodon', 'telegram'] },
  { code: 'share', width: 1200, height: 630, networks: ['linkedin', 'facebook', 'whatsapp'] },
]

export const formatOf = (code: string): CardFormat | undefined => cardFormats.find((format) => format.code === code)
