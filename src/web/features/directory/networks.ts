/** Networks of the platform profiles, by the code that accounts carry. Names are brands and stay as they are. */
export const networkNames: Readonly<Record<string, string>> = {
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
  website: 'Situs',
}

export const networkName = (code: string): string => networkNames[code] ?? code
