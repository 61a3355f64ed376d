import type { ProblemTexts } from './problem-texts.ts'

export const mediaProblems: ProblemTexts = {
  'media.broken': {
    id: 'Gambar ini rusak dan tidak bisa dibaca. Tidak ada yang tersimpan; unggah berkas aslinya.',
    en: 'This picture is damaged and cannot be read. Nothing was saved; upload the original.',
  },
  'media.cannot_fit': {
    id: 'Gambar ini tidak bisa dibuat cukup ringan untuk jaringan itu. Pakai gambar yang lebih sederhana.',
    en: 'This picture cannot be made light enough for that network. Use a simpler one.',
  },
  'media.edit_not_yours': {
    id: 'Keterangan berkas ini diubah oleh perwakilan pemiliknya.',
    en: 'What is said about this file is changed by the mission it belongs to.',
  },
  'media.expired': {
    id: 'Izin pakai berkas ini sudah berakhir ({on}), jadi tidak bisa dipasang. Pilih yang lain.',
    en: 'The right to use this file has ended ({on}), so it cannot be attached. Choose another.',
  },
  'media.fields': {
    id: 'Kredit, lisensi, atau tanggal berakhir tidak sesuai. Tidak ada yang tersimpan.',
    en: 'Credit, licence or end date does not fit. Nothing was saved.',
  },
  'media.film_broken': {
    id: 'Film ini rusak dan tidak bisa dibaca. Tidak ada yang tersimpan; unggah berkas aslinya.',
    en: 'This film is damaged and cannot be read. Nothing was saved; upload the original.',
  },
  'media.film_codec': {
    id: 'Film ini disandi dengan {codec}, yang ditolak jaringan. Simpan ulang sebagai MP4 (H.264 dan AAC), lalu unggah lagi.',
    en: 'This film is coded in {codec}, which networks refuse. Save it as MP4 (H.264 and AAC) and upload again.',
  },
  'media.film_long': {
    id: 'Film lebih panjang dari {minutes} menit. Tidak ada yang tersimpan; potong lalu unggah lagi.',
    en: 'The film is longer than {minutes} minutes. Nothing was saved; cut it and upload again.',
  },
  'media.film_too_large': {
    id: 'Film melebihi 300 MB. Tidak ada yang tersimpan; perkecil lalu unggah lagi.',
    en: 'The film is over 300 MB. Nothing was saved; make it smaller and upload again.',
  },
  'media.no_file': { id: 'Pilih satu berkas gambar atau film.', en: 'Choose one picture or film.' },
  'media.no_small_copy': { id: 'Film tidak punya salinan kecil.', en: 'A film has no small copy.' },
  'media.not_found': { id: 'Berkas ini tidak ada.', en: 'There is no such file.' },
  'media.too_large': {
    id: 'Gambar melebihi 25 MB. Tidak ada yang tersimpan; kecilkan lalu unggah lagi.',
    en: 'The picture is over 25 MB. Nothing was saved; make it smaller and upload again.',
  },
  'media.too_many_pixels': {
    id: 'Gambar ini berukuran {width} × {height} piksel; paling banyak 40 juta piksel. Tidak ada yang tersimpan; kecilkan dulu.',
    en: 'This picture has {width} × {height} pixels; at most 40 million are taken. Nothing was saved; make it smaller first.',
  },
  'media.type': {
    id: 'Berkas ini bukan gambar JPEG, PNG, atau WebP, dan bukan film MP4 atau MOV, apa pun namanya. Tidak ada yang tersimpan.',
    en: 'This file is no JPEG, PNG or WebP picture and no MP4 or MOV film, whatever its name says. Nothing was saved.',
  },
  'media.upload_gone': {
    id: 'Unggahan ini sudah tidak ada. Mulai lagi dari berkasnya.',
    en: 'This upload is no longer there. Begin again from the file.',
  },
  'media.upload_not_whole': {
    id: 'Unggahan ini belum selesai. Lanjutkan dulu sampai utuh.',
    en: 'This upload is not whole yet. Let it go on to its end.',
  },
  'media.upload_not_yours': {
    id: 'Gambar dan film diunggah oleh orang perwakilan itu sendiri.',
    en: 'Pictures and films are uploaded by the people of that mission.',
  },
  'media.withdrawn': {
    id: 'Orang di berkas ini menarik persetujuannya, jadi tidak bisa dipasang. Pilih yang lain.',
    en: 'A person in this file has withdrawn consent, so it cannot be attached. Choose another.',
  },
}
