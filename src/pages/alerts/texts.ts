import type { Locale } from '../page.ts'

export type AlertPageTexts = {
  readonly place: string
  readonly title: string
  readonly noneTitle: string
  readonly none: string
  readonly running: string
  readonly over: string
  readonly level: string
  readonly elsewhere: string
  readonly wholeCountry: string
  readonly ended: string
  readonly since: string
  readonly updated: string
  readonly update: string
  readonly next: string
  readonly nextHow: string
  readonly stale: string
  readonly what: string
  readonly call: string
  readonly situation: string
  readonly otherLanguages: string
  readonly history: string
  readonly times: string
  readonly known: string
  readonly decided: string
  readonly public: string
  readonly notYet: string
  readonly back: string
  readonly open: string
  readonly formats: string
  readonly warnings: string
  readonly warningsLead: string
  readonly takenOver: string
  readonly impersonates: string
  readonly checkAccount: string
  readonly kinds: Readonly<Record<'raised' | 'update' | 'stand_down', string>>
  readonly levels: Readonly<Record<1 | 2 | 3, string>>
  readonly other: { readonly href: string; readonly word: string }
}

export const alertPageTexts: Readonly<Record<Locale, AlertPageTexts>> = {
  id: {
    place: 'Siaga',
    title: 'Siaga bagi WNI di luar negeri',
    noneTitle: 'Tidak ada siaga yang berlaku',
    none: 'Bila ada, halaman ini menyebut tempatnya, apa yang harus Anda lakukan, dan nomor yang bisa dihubungi.',
    running: 'Berlaku sekarang',
    over: 'Sudah dicabut',
    level: 'Siaga',
    elsewhere: 'di wilayah lain',
    wholeCountry: 'seluruh wilayah',
    ended: 'Siaga ini sudah dicabut.',
    since: 'Berlaku sejak',
    updated: 'Pembaruan terakhir',
    update: 'Pembaruan',
    next: 'Pembaruan berikutnya paling lambat',
    nextHow: 'Bila jam itu sudah lewat dan halaman ini belum berubah, hubungi hotline.',
    stale: 'Informasi ini mungkin sudah usang: pembaruan yang dijanjikan belum ada. Hubungi hotline.',
    what: 'Yang harus Anda lakukan',
    call: 'Hubungi',
    situation: 'Keadaan',
    otherLanguages: 'Bahasa lain',
    history: 'Semua pembaruan',
    times: 'Catatan waktu',
    known: 'Diketahui',
    decided: 'Diputuskan',
    public: 'Diumumkan',
    notYet: 'sedang diterbitkan',
    back: 'Semua siaga',
    open: 'Buka',
    formats: 'Untuk media dan aplikasi:',
    warnings: 'Akun yang sedang bermasalah',
    warningsLead: 'Jangan buka tautan dan jangan kirim uang atau data pribadi ke akun ini.',
    takenOver: 'tidak lagi dikendalikan',
    impersonates: 'meniru',
    checkAccount: 'Cek akun resmi',
    kinds: { raised: 'Siaga dinaikkan', update: 'Pembaruan', stand_down: 'Siaga dicabut' },
    levels: { 1: 'paling gawat', 2: 'gawat', 3: 'waspada' },
    other: { href: 'en.html', word: 'English' },
  },
  en: {
    place: 'Alerts',
    title: 'Alerts for Indonesian citizens abroad',
    noneTitle: 'No alert is in force',
    none: 'When there is one, this page says where, what you must do, and whom you can call.',
    running: 'In force now',
    over: 'Lifted',
    level: 'Alert level',
    elsewhere: 'in the rest of the country',
    wholeCountry: 'the whole country',
    ended: 'This alert has been lifted.',
    since: 'In force since',
    updated: 'Last update',
    update: 'Update',
    next: 'Next update at the latest by',
    nextHow: 'If that time is past and this page has not changed, call the hotline.',
    stale: 'This may be out of date: the update that was promised is not here. Call the hotline.',
    what: 'What you must do',
    call: 'Call',
    situation: 'Situation',
    otherLanguages: 'Other languages',
    history: 'All updates',
    times: 'Record of times',
    known: 'Known',
    decided: 'Decided',
    public: 'Public',
    notYet: 'being published',
    back: 'All alerts',
    open: 'Open',
    formats: 'For media and applications:',
    warnings: 'Accounts in trouble',
    warningsLead: 'Open no link of these accounts and send them no money and no personal data.',
    takenOver: 'no longer in the hands of',
    impersonates: 'pretends to be',
    checkAccount: 'Check an official account',
    kinds: { raised: 'Alert raised', update: 'Update', stand_down: 'Alert lifted' },
    levels: { 1: 'gravest', 2: 'grave', 3: 'be on your guard' },
    other: { href: 'index.html', word: 'Bahasa Indonesia' },
  },
}
