import type { ProblemTexts } from './problem-texts.ts'

export const mediaProblems: ProblemTexts = {
  'media.broken': {
    id: 'Gambar ini rusak dan tidak bisa dibaca. Tidak ada yang tersimpan; unggah berkas aslinya.',
    en: 'This picture is damaged and cannot be read. Nothing was saved; upload the original.',
  },
  'media.fields': {
    id: 'Kredit, lisensi, atau tanggal berakhir tidak sesuai. Tidak ada yang tersimpan.',
    en: 'Credit, licence or end date does not fit. Nothing was saved.',
  },
  'media.no_file': { id: 'Pilih satu berkas gambar.', en: 'Choose one picture file.' },
  'media.not_found': { id: 'Gambar ini tidak ada.', en: 'There is no such picture.' },
  'media.too_large': {
    id: 'Gambar melebihi 2 MB. Tidak ada yang tersimpan; kecilkan lalu unggah lagi.',
    en: 'The picture is over 2 MB. Nothing was saved; make it smaller and upload again.',
  },
  'media.type': {
    id: 'Berkas ini bukan JPEG, PNG, atau WebP, apa pun namanya. Tidak ada yang tersimpan.',
    en: 'This file is no JPEG, PNG or WebP, whatever its name says. Nothing was saved.',
  },
  'media.upload_not_yours': {
    id: 'Gambar diunggah oleh orang perwakilan itu sendiri.',
    en: 'Pictures are uploaded by the people of that mission.',
  },
}
