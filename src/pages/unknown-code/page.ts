import { type Html, html, type Locale } from '../page.ts'

export const unknownCodeTexts = {
  id: {
    title: 'Tautan ini tidak menuju ke mana pun',
    lead: 'Kodenya mungkin salah ketik, atau tautannya sudah tidak dipakai. Tidak ada yang dicatat tentang Anda.',
    next: 'Periksa kodenya, atau cari akun resmi perwakilan yang membagikannya.',
    check: 'Cek akun resmi',
  },
  en: {
    title: 'This link leads nowhere',
    lead: 'The code may be mistyped, or the link is no longer in use. Nothing about you was recorded.',
    next: 'Check the code, or look for the official account of the mission that shared it.',
    check: 'Check an official account',
  },
} as const

/** Said where a countable link has no target. */
export function unknownCodeBody(locale: Locale): Html {
  const say = unknownCodeTexts[locale]
  return html`<h1>${say.title}</h1>
    <p class="lead">${say.lead}</p>
    <p>${say.next} <a href="/cek-akun">${say.check}</a></p>`
}
