import type { HandoverStep } from '../../contract/account-custody.ts'
import type { Locale } from '../page.ts'

type MinutesTexts = {
  readonly title: string
  readonly endsOn: string
  readonly draft: string
  readonly cancelled: string
  readonly leaver: string
  readonly successor: string
  readonly nobody: string
  readonly statement: string
  readonly step: string
  readonly done: string
  readonly by: string
  readonly notDone: string
  readonly signed: string
  readonly unsigned: string
  readonly hash: string
  readonly back: string
  readonly steps: Readonly<Record<HandoverStep, string>>
}

export const handoverMinutesTexts: Record<Locale, MinutesTexts> = {
  id: {
    title: 'Berita acara serah terima akun',
    endsOn: 'selesai tugas',
    draft: 'Rancangan: belum ditandatangani kedua pihak.',
    cancelled: 'Dibatalkan:',
    leaver: 'Yang menyerahkan',
    successor: 'Yang menerima',
    nobody: 'belum ditentukan',
    statement:
      'Pihak pertama menyerahkan dan pihak kedua menerima tanggung jawab atas akun berikut. Sandi tidak dicantumkan dan tidak disimpan di Selaras.',
    step: 'Langkah',
    done: 'Selesai',
    by: 'Dicentang oleh',
    notDone: 'belum',
    signed: 'Ditandatangani di Selaras oleh',
    unsigned: 'Belum ditandatangani.',
    hash: 'Sidik jari isi (SHA-256):',
    back: 'Kembali ke serah terima',
    steps: {
      password_reset: 'Sandi diganti',
      recovery_moved: 'Surel dan telepon pemulihan milik kantor',
      mfa_reenrolled: 'Verifikasi dua langkah didaftarkan ulang',
      sessions_revoked: 'Semua sesi lama dikeluarkan',
      successor_confirmed: 'Penerima menyatakan bisa masuk',
    },
  },
  en: {
    title: 'Minutes of the handover of accounts',
    endsOn: 'posting ends',
    draft: 'Draft: not signed by both sides yet.',
    cancelled: 'Cancelled:',
    leaver: 'Hands over',
    successor: 'Takes over',
    nobody: 'not named yet',
    statement:
      'The first party hands over and the second takes over responsibility for these accounts. Passwords are not given here and not kept in Selaras.',
    step: 'Step',
    done: 'Done',
    by: 'Ticked by',
    notDone: 'not yet',
    signed: 'Signed in Selaras by',
    unsigned: 'Not signed yet.',
    hash: 'Fingerprint of the content (SHA-256):',
    back: 'Back to the handover',
    steps: {
      password_reset: 'Password changed',
      recovery_moved: 'Recovery mail and phone are institutional',
      mfa_reenrolled: 'Two-step verification enrolled anew',
      sessions_revoked: 'All old sessions signed out',
      successor_confirmed: 'The successor says they get in',
    },
  },
}
