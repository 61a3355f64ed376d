import type { AccountAnswer } from '../../contract/accounts.ts'
import type { Locale } from '../page.ts'

export type AccountCheckTexts = {
  readonly title: string
  readonly lead: string
  readonly field: string
  readonly check: string
  readonly answerLabel: string
  readonly open: string
  readonly meant: string
  readonly instead: string
  readonly verified: string
  readonly unverified: string
  readonly how: string
  readonly howSteps: readonly string[]
  readonly private: string
  readonly api: string
  readonly heading: Record<AccountAnswer['answer'], string>
  readonly meaning: Record<AccountAnswer['answer'], string>
  readonly next: Record<AccountAnswer['answer'], readonly string[]>
}

export const accountCheckTexts: Record<Locale, AccountCheckTexts> = {
  id: {
    title: 'Cek akun resmi',
    lead: 'Pastikan akun yang mengaku mewakili Indonesia memang milik Kemlu atau perwakilan RI.',
    field: 'Nama akun atau tautan',
    check: 'Cek',
    answerLabel: 'Jawaban',
    open: 'Buka',
    meant: 'Mungkin maksud Anda',
    instead: 'Sementara ini, pakai',
    verified: 'resmi, sudah dipastikan perwakilan',
    unverified: 'tercatat, belum dipastikan',
    how: 'Cara mengenali akun resmi',
    howSteps: [
      'Ada di daftar ini. Centang biru dari aplikasi saja tidak cukup.',
      'Ditautkan dari situs kemlu.go.id perwakilannya.',
      'Tidak meminta uang. Biaya layanan hanya dibayar di loket atau sistem resmi.',
    ],
    private: 'Kami tidak mencatat apa yang Anda cek. Untuk pengembang:',
    api: 'jawaban yang sama sebagai JSON',
    heading: {
      official: 'Akun ini resmi',
      recorded_unverified: 'Tercatat, belum diverifikasi',
      unregistered: 'Tidak terdaftar',
      in_trouble: 'Akun ini sedang bermasalah',
      impersonator: 'Akun ini palsu',
    },
    meaning: {
      official: 'Perwakilan sudah memastikan akun ini miliknya.',
      recorded_unverified: 'Nama ini ada dalam catatan kami, tetapi perwakilannya belum memastikan.',
      unregistered: 'Ini belum tentu palsu, tetapi bukan akun resmi yang kami kenal.',
      in_trouble: 'Akun ini ditangguhkan, ditutup, atau tidak lagi dikendalikan perwakilan.',
      impersonator: 'Akun ini meniru perwakilan RI. Kami sudah memeriksa dan melaporkannya.',
    },
    next: {
      official: ['Tetap jangan kirim nomor paspor atau uang lewat pesan.'],
      recorded_unverified: [
        'Bandingkan dengan tautan di situs perwakilan.',
        'Jangan kirim data pribadi sampai dipastikan.',
      ],
      unregistered: ['Jangan kirim uang atau data pribadi.', 'Periksa ejaan nama, lalu coba tautannya.'],
      in_trouble: ['Jangan buka tautan dari akun ini.', 'Jangan membalas pesannya.', 'Abaikan kiriman terbarunya.'],
      impersonator: [
        'Jangan kirim uang atau data pribadi.',
        'Jangan buka tautan dari akun ini.',
        'Bila sudah terlanjur, hubungi perwakilan lewat akun resminya.',
      ],
    },
  },
  en: {
    title: 'Check an official account',
    lead: 'Make sure that an account speaking for Indonesia belongs to the ministry or one of its missions.',
    field: 'Account name or link',
    check: 'Check',
    answerLabel: 'Answer',
    open: 'Open',
    meant: 'You may mean',
    instead: 'For now, use',
    verified: 'official, confirmed by its mission',
    unverified: 'on record, not confirmed yet',
    how: 'How to know an official account',
    howSteps: [
      'It is on this list. A blue tick in the app is not enough.',
      'The mission’s kemlu.go.id site links to it.',
      'It never asks for money. Fees are paid at the counter or in official systems only.',
    ],
    private: 'We keep no record of what you check. For developers:',
    api: 'the same answer as JSON',
    heading: {
      official: 'This account is official',
      recorded_unverified: 'On record, not verified yet',
      unregistered: 'Not registered',
      in_trouble: 'This account is in trouble',
      impersonator: 'This account is a fake',
    },
    meaning: {
      official: 'The mission has confirmed that this account is theirs.',
      recorded_unverified: 'This name is in our records, but its mission has not confirmed it yet.',
      unregistered: 'That does not make it fake, but it is no official account that we know.',
      in_trouble: 'This account is suspended, closed, or no longer in the mission’s hands.',
      impersonator: 'This account pretends to be an Indonesian mission. We have looked into it and reported it.',
    },
    next: {
      official: ['Even so, never send passport numbers or money by message.'],
      recorded_unverified: [
        'Compare it with the links on the mission’s site.',
        'Send no personal data until it is confirmed.',
      ],
      unregistered: ['Send no money and no personal data.', 'Check the spelling, then try its link.'],
      in_trouble: ['Open no link from this account.', 'Do not answer its messages.', 'Ignore its latest posts.'],
      impersonator: [
        'Send no money and no personal data.',
        'Open no link from this account.',
        'If you did already, call the mission through its official account.',
      ],
    },
  },
}
