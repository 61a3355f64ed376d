const names: Readonly<Record<string, string>> = {
  bluesky: 'Bluesky',
  x: 'X',
  instagram: 'Instagram',
  facebook: 'Facebook',
  threads: 'Threads',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  linkedin: 'LinkedIn',
  telegram: 'Telegram',
  weibo: 'Weibo',
  wechat: 'WeChat',
  line: 'LINE',
  kakaotalk: 'KakaoTalk',
  zalo: 'Zalo',
  vk: 'VK',
  whatsapp: 'WhatsApp',
  douyin: 'Douyin',
  xiaohongshu: 'Xiaohongshu',
  mastodon: 'Mastodon',
  website: 'Situs web',
}

/** A network as people write it; a network added later shows its code until it has a line here. */
export const networkName = (code: string): string => names[code] ?? code

const fullName = /\s|^@/
/** A handle as it is read: with @, unless it is a name in words. */
export const atHandle = (handle: string): string => (fullName.test(handle) ? handle : `@${handle}`)
