import type { Locale } from '../page.ts'
import { layMail, type MailPage } from './mail.ts'

const texts = {
  id: {
    subject: 'Undangan masuk ke Selaras',
    greeting: (name: string) => `Yth. ${name},`,
    lead: 'Anda diundang memakai Selaras, sistem kehumasan digital kementerian dan perwakilannya.',
    act: 'Masuk untuk pertama kali',
    more: [
      'Tautan ini berlaku satu kali, selama 24 jam, dan hanya untuk Anda. Jangan diteruskan.',
      'Sesudah masuk, buat kata sandi dan pasang kode dua langkah.',
      'Tautannya sudah kedaluwarsa? Minta yang mengundang mengirim ulang; tautan lama tidak berlaku lagi.',
    ],
    foot: 'Tidak merasa diundang? Abaikan surel ini; tanpa tautannya tidak terjadi apa-apa.',
  },
  en: {
    subject: 'Your invitation to Selaras',
    greeting: (name: string) => `Dear ${name},`,
    lead: 'You are invited to Selaras, the system for the digital communication of the ministry and its missions.',
    act: 'Sign in for the first time',
    more: [
      'This link works once, for 24 hours, and for you alone. Do not pass it on.',
      'Once inside, choose a password and set up two-step codes.',
      'Has the link run out? Ask whoever invited you to send it again; the old link no longer works.',
    ],
    foot: 'Not expecting this? Ignore this mail; nothing happens without its link.',
  },
}

/** An invitation with its one-time link. */
export function invitationMail(locale: Locale, name: string, url: string): MailPage {
  const { subject, greeting, lead, act, more, foot } = texts[locale]
  return layMail({
    locale,
    subject,
    greeting: greeting(name),
    lead,
    matters: [{ title: '', body: '', url }],
    act,
    more,
    foot,
  })
}
