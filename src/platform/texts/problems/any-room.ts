import type { ProblemTexts } from './problem-texts.ts'

export const anyRoomProblems: ProblemTexts = {
  input: {
    id: 'Ada isian yang belum sesuai. Tidak ada yang tersimpan; perbaiki isian yang ditandai.',
    en: 'Some fields do not fit. Nothing was saved; mend the marked fields.',
  },
  internal: {
    id: 'Selaras gagal menjalankan ini. Isian Anda tidak berubah; coba sekali lagi.',
    en: 'Selaras could not do this. Nothing was changed; try once more.',
  },
  report: { id: 'Sebutkan nomor {report} saat melapor.', en: 'Give number {report} when you report it.' },
  too_large: {
    id: 'Kiriman ini terlalu besar: teks paling banyak 1 MB, gambar paling banyak 25 MB, film 300 MB.',
    en: 'This is too large: text up to 1 MB, pictures up to 25 MB, films 300 MB.',
  },
  unsupported: { id: 'Jenis berkas ini tidak diterima.', en: 'This kind of file is not accepted.' },
  too_many: {
    id: 'Terlalu banyak percobaan. Tunggu sebentar, lalu coba lagi.',
    en: 'Too many tries. Wait a moment and try again.',
  },
  foreign_origin: {
    id: 'Permintaan ini datang dari halaman lain, jadi tidak dijalankan. Buka Selaras lalu ulangi di sana.',
    en: 'This request came from another page, so it was not carried out. Open Selaras and repeat it there.',
  },
  not_found: { id: 'Halaman atau data ini tidak ada.', en: 'There is no such page or record.' },
  unauthenticated: { id: 'Masuk dulu untuk melanjutkan.', en: 'Sign in to go on.' },
  'idempotency.in_flight': {
    id: 'Kiriman pertama belum selesai. Periksa dulu apakah sudah tersimpan sebelum mengirim lagi.',
    en: 'The first sending has not ended. See whether it was saved before you send again.',
  },
  'idempotency.key': {
    id: 'Idempotency-Key harus 1–128 karakter tanpa spasi. Tidak ada yang tersimpan.',
    en: 'Idempotency-Key must have 1–128 characters without spaces. Nothing was saved.',
  },
  'idempotency.other_body': {
    id: 'Kunci kiriman ini sudah dipakai untuk isi lain. Tidak ada yang tersimpan; kirim dengan kunci baru.',
    en: 'This key was used with other content. Nothing was saved; send it with a new key.',
  },
}
