/** Sentences of refusal by key: what happened, what is safe, what next. Gaps as `{name}`. Keys sorted by room. */
export const problemTexts: Readonly<Record<string, { readonly id: string; readonly en: string }>> = {
  // any room
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
    id: 'Kiriman ini terlalu besar: teks paling banyak 1 MB, gambar paling banyak 2 MB.',
    en: 'This is too large: text up to 1 MB, pictures up to 2 MB.',
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
  // missions
  'mission.not_found': { id: 'Perwakilan ini tidak ada.', en: 'There is no such mission.' },
  'mission.change_not_yours': {
    id: 'Hanya perumus strategi dan admin pusat yang dapat mengubah data perwakilan.',
    en: 'Only strategists and administrators at headquarters may change a mission.',
  },
  'mission.closes_before_opening': {
    id: 'Tanggal tutup ({closed}) harus sesudah tanggal buka ({opened}).',
    en: 'The closing date ({closed}) must come after the opening date ({opened}).',
  },
}

/** The sentence of `problem.<key>` in a language, gaps filled; the bare key where nobody has written one. */
export function sayProblem(
  locale: 'id' | 'en',
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const text = problemTexts[key.replace(/^problem\./, '')]?.[locale] ?? key
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
}
