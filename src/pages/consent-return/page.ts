import { type Html, html, type Locale } from '../page.ts'

export const consentReturnTexts: Record<Locale, { title: string; again: string }> = {
  id: { title: 'Akun belum tersambung', again: 'Kembali ke daftar akun' },
  en: { title: 'The account is not connected', again: 'Back to the accounts' },
}

/** Shown where consent at a network came to nothing: why, and where to begin again. */
export function consentReturnBody(locale: Locale, sentence: string, title = consentReturnTexts[locale].title): Html {
  const texts = consentReturnTexts[locale]
  return html`<h1>${title}</h1>
    <p class="lead">${sentence}</p>
    <p><a class="act" href="/akun">${texts.again}</a></p>`
}
