import type { Locale } from '../page.ts'
import { layMail, type MailMatter, type MailPage } from './mail.ts'

const texts = {
  id: {
    one: (title: string) => title,
    many: (title: string, more: number) => `${title} (dan ${more} hal lain)`,
    digest: (count: number) => `Hari ini di Selaras: ${count} hal untuk Anda`,
    greeting: (name: string) => `Yth. ${name},`,
    urgent: 'Ini perlu Anda ketahui sekarang.',
    daily: 'Ini yang belum Anda baca sejak surel terakhir.',
    act: 'Buka di Selaras',
    foot: 'Surel ini dikirim otomatis; balasannya tidak dibaca. Atur surel Anda di Selaras, Pemberitahuan.',
  },
  en: {
    one: (title: string) => title,
    many: (title: string, more: number) => `${title} (and ${more} more)`,
    digest: (count: number) => `Today in Selaras: ${count} ${count === 1 ? 'matter' : 'matters'} for you`,
    greeting: (name: string) => `Dear ${name},`,
    urgent: 'You need to know this now.',
    daily: 'This is what you have not read since the last mail.',
    act: 'Open in Selaras',
    foot: 'This mail was sent automatically; replies are not read. Choose your mail in Selaras, Notices.',
  },
}

/** Notices as a mail: urgent ones by their title, the day's others by their number. `matters` is never empty. */
export function noticesMail(
  locale: Locale,
  name: string,
  kind: 'urgent' | 'digest',
  matters: readonly MailMatter[],
): MailPage {
  const say = texts[locale]
  const [first] = matters
  const title = first?.title ?? ''
  const subject =
    kind === 'digest'
      ? say.digest(matters.length)
      : matters.length > 1
        ? say.many(title, matters.length - 1)
        : say.one(title)
  return layMail({
    locale,
    subject,
    greeting: say.greeting(name),
    lead: kind === 'digest' ? say.daily : say.urgent,
    matters,
    act: say.act,
    foot: say.foot,
  })
}
