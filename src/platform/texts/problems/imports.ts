import type { ProblemTexts } from './problem-texts.ts'

/** Refusals of whole files. */
const files: ProblemTexts = {
  'import.not_yours': {
    id: 'Hanya perwakilan itu dan pusat yang dapat mengimpor untuknya. Tidak ada yang berubah.',
    en: 'Only that mission and headquarters may import for it. Nothing changed.',
  },
  'import.not_found': {
    id: 'Impor ini tidak ada atau bukan untuk Anda. Tidak ada yang berubah.',
    en: 'There is no such import, or it is not yours. Nothing changed.',
  },
  'import.no_account': {
    id: 'Akun ini tidak tercatat di perwakilan itu. Tidak ada yang tersimpan; catat akunnya dulu, lalu impor lagi.',
    en: 'This account is not registered with that mission. Nothing was saved; register it first, then import again.',
  },
  'import.no_zone': {
    id: '“{zone}” bukan zona waktu. Tidak ada yang tersimpan; tulis seperti Africa/Cairo.',
    en: '“{zone}” is no time zone. Nothing was saved; write it like Africa/Cairo.',
  },
  'import.no_file': {
    id: 'Tidak ada berkas yang terkirim. Pilih berkas ekspor, lalu kirim lagi.',
    en: 'No file arrived. Choose the exported file and send it again.',
  },
  'import.fields': {
    id: 'Akun dan zona waktu belum lengkap. Tidak ada yang tersimpan; isi keduanya, lalu kirim lagi.',
    en: 'Account and time zone are incomplete. Nothing was saved; fill in both and send again.',
  },
  'import.too_large': {
    id: 'Berkas ini lebih besar dari 200 MB. Tidak ada yang tersimpan; impor lewat baris perintah, atau ekspor per bulan.',
    en: 'This file is larger than 200 MB. Nothing was saved; import it by the command line, or export month by month.',
  },
  'import.empty': {
    id: 'Berkas ini tidak berisi baris data. Tidak ada yang tersimpan; ekspor lagi dengan rentang tanggal yang berisi kiriman.',
    en: 'This file holds no rows. Nothing was saved; export again for days that have posts.',
  },
  'import.xls': {
    id: 'Ini berkas .xls lama. Tidak ada yang tersimpan; buka di Excel atau LibreOffice, simpan sebagai CSV, lalu impor.',
    en: 'This is an old .xls file. Nothing was saved; open it in Excel or LibreOffice, save it as CSV, then import.',
  },
  'import.not_table': {
    id: 'Berkas ini bukan tabel. Tidak ada yang tersimpan; impor CSV, XLSX, atau posts_1.json dari ekspor.',
    en: 'This file is no table. Nothing was saved; import the CSV, XLSX or posts_1.json of an export.',
  },
  'import.bomb': {
    id: 'Isi berkas ini jauh lebih besar daripada ukurannya, jadi tidak dibuka. Tidak ada yang tersimpan; simpan sebagai CSV, lalu impor.',
    en: 'What is packed in this file is far larger than the file, so it was not opened. Nothing was saved; save it as CSV, then import.',
  },
  'import.broken_archive': {
    id: 'Berkas ini rusak dan tidak dapat dibuka. Tidak ada yang tersimpan; unduh lagi, atau simpan sebagai CSV.',
    en: 'This file is damaged and cannot be opened. Nothing was saved; download it again, or save it as CSV.',
  },
  'import.locked': {
    id: 'Berkas ini dikunci sandi. Tidak ada yang tersimpan; simpan tanpa sandi, lalu impor.',
    en: 'This file is locked with a password. Nothing was saved; save it without one, then import.',
  },
  'import.packed_too_large': {
    id: 'Berkas ini lebih besar dari 64 MB. Tidak ada yang tersimpan; simpan sebagai CSV, atau ekspor per bulan.',
    en: 'This file is larger than 64 MB. Nothing was saved; save it as CSV, or export month by month.',
  },
  'import.sheet_too_large': {
    id: 'Lembar ini terlalu besar untuk dibuka sebagai XLSX. Tidak ada yang tersimpan; simpan sebagai CSV, lalu impor.',
    en: 'This sheet is too large to be opened as XLSX. Nothing was saved; save it as CSV, then import.',
  },
  'import.too_many_days': {
    id: 'Berkas angka ini lebih dari {most} baris. Tidak ada yang tersimpan; ekspor per tahun.',
    en: 'This file of numbers has more than {most} rows. Nothing was saved; export year by year.',
  },
  'import.other_tool': {
    id: 'Ini ekspor {tool} untuk {found}, sedangkan akunnya di {network}. Tidak ada yang tersimpan; pilih akun yang benar.',
    en: 'This is an export of {tool} for {found}, but the account is on {network}. Nothing was saved; choose the right account.',
  },
  'import.numbers_only': {
    id: 'Berkas {tool} ini berisi angka saja, tanpa kiriman. Tidak ada yang tersimpan; impor sebagai angka.',
    en: 'This file of {tool} holds numbers only, no posts. Nothing was saved; import it as metrics.',
  },
  'import.map_does_not_fit': {
    id: 'Peta kolom tidak cocok: berkas tidak punya {columns}. Tidak ada yang tersimpan; perbaiki peta atau pilih berkas lain.',
    en: 'The column map does not fit: the file lacks {columns}. Nothing was saved; mend the map or choose another file.',
  },
  'import.map_incomplete': {
    id: 'Pilih kolom waktu terbit, dan paling sedikit satu dari teks, tautan, atau nomor kiriman. Berkasnya masih tersimpan.',
    en: 'Choose the column of the time, and at least one of text, link or post id. The file is still here.',
  },
  'import.other_account': {
    id: 'Semua baris milik akun lain. Tidak ada yang tersimpan; pilih akun yang benar, atau ekspor dari akun ini.',
    en: 'Every row belongs to another account. Nothing was saved; choose the right account, or export from this one.',
  },
  'import.no_good_row': {
    id: 'Tidak ada baris yang dapat dipakai. Tidak ada yang tersimpan; lihat daftar baris, perbaiki, lalu impor lagi.',
    en: 'No row can be used. Nothing was saved; look at the list of rows, mend them, then import again.',
  },
  'import.moved_on': {
    id: 'Impor ini sudah berlanjut sejak Anda membukanya. Tidak ada yang berubah; lihat keadaannya sekarang.',
    en: 'This import has moved on since you opened it. Nothing changed; look at how it stands now.',
  },
  'import.too_old': {
    id: 'Impor hanya dapat dibatalkan dalam 30 hari. Tidak ada yang berubah; kiriman yang salah dapat dibantah satu per satu.',
    en: 'An import can be taken back for 30 days only. Nothing changed; dispute wrong posts one by one.',
  },
  'import.link_twice': {
    id: 'Tautan ini sama dengan baris {line}. Cukup sekali.',
    en: 'This link is the same as in line {line}. Once is enough.',
  },
  'import.links_too_many': {
    id: 'Paling banyak {most} tautan sekali tempel. Tidak ada yang tersimpan; bagi menjadi beberapa kali.',
    en: 'At most {most} links at once. Nothing was saved; paste them in several turns.',
  },
}

/** Why a row was left out (`row`), and what to do about it (`todo`). */
const rows: ProblemTexts = {
  'import.row.too_long': {
    id: 'Satu selnya lebih panjang dari kiriman mana pun.',
    en: 'One of its cells is longer than any post.',
  },
  'import.todo.too_long': {
    id: 'Periksa tanda kutip di sekitar baris ini.',
    en: 'Check the quotation marks around this row.',
  },
  'import.row.unclosed': {
    id: 'Tanda kutip dibuka di sini dan tidak pernah ditutup; sisanya tidak terbaca.',
    en: 'A quotation mark opens here and never closes; the rest cannot be read.',
  },
  'import.todo.unclosed': {
    id: 'Tutup tanda kutipnya, atau ekspor ulang berkasnya.',
    en: 'Close the quotation mark, or export the file again.',
  },
  'import.row.no_id': {
    id: 'Tidak ada nomor, tautan, atau teks kiriman.',
    en: 'There is no id, link or text of a post.',
  },
  'import.todo.no_id': { id: 'Isi tautannya, atau hapus baris ini.', en: 'Fill in the link, or remove this row.' },
  'import.row.ruined_id': {
    id: 'Nomor kiriman dirusak Excel: “{value}”.',
    en: 'Excel has ruined the post id: “{value}”.',
  },
  'import.todo.ruined_id': {
    id: 'Impor berkas asli tanpa membukanya di Excel, atau tambahkan tautannya.',
    en: 'Import the original file without opening it in Excel, or add the link.',
  },
  'import.row.bad_link': {
    id: 'Tautan ini bukan tautan kiriman: “{value}”.',
    en: 'This is no link of a post: “{value}”.',
  },
  'import.todo.bad_link': { id: 'Salin tautan dari kirimannya.', en: 'Copy the link from the post.' },
  'import.row.other_network': {
    id: 'Tautannya ke {found}, sedangkan akunnya di {network}.',
    en: 'The link leads to {found}, but the account is on {network}.',
  },
  'import.todo.other_network': {
    id: 'Impor baris ini untuk akun {found}.',
    en: 'Import this row for the account on {found}.',
  },
  'import.row.other_account': { id: 'Kiriman milik akun lain: {handle}.', en: 'A post of another account: {handle}.' },
  'import.todo.other_account': {
    id: 'Tidak perlu apa-apa bila unggahan bersama; selain itu pilih akun yang benar.',
    en: 'Nothing to do for a joint post; else choose the right account.',
  },
  'import.row.no_time': { id: 'Waktu terbit kosong.', en: 'The time is empty.' },
  'import.todo.no_time': { id: 'Isi tanggal dan jamnya.', en: 'Fill in date and time.' },
  'import.row.bad_time': {
    id: '“{value}” bukan tanggal yang mungkin menurut urutan berkas ini.',
    en: '“{value}” is no date in the order this file uses.',
  },
  'import.todo.bad_time': { id: 'Tulis seperti 2026-07-14 09:30.', en: 'Write it like 2026-07-14 09:30.' },
  'import.row.ambiguous_time': {
    id: '“{value}” dapat berarti dua hari, dan berkas ini tidak menunjukkan urutannya.',
    en: '“{value}” may mean two days, and this file does not show its order.',
  },
  'import.todo.ambiguous_time': {
    id: 'Pilih urutan tanggal saat memetakan kolom, atau tulis seperti 2026-07-14.',
    en: 'Choose the order of dates when mapping columns, or write it like 2026-07-14.',
  },
  'import.row.future': { id: '“{value}” belum tiba.', en: '“{value}” has not come yet.' },
  'import.todo.future': { id: 'Periksa tahun dan urutan tanggalnya.', en: 'Check the year and the order of the date.' },
  'import.row.bad_number': { id: '“{value}” bukan jumlah.', en: '“{value}” is no count.' },
  'import.todo.bad_number': {
    id: 'Tulis angka bulat, atau kosongkan bila tidak diketahui.',
    en: 'Write a whole number, or leave it empty if unknown.',
  },
  'import.row.bad_letters': { id: 'Ada huruf yang tidak terbaca.', en: 'Some letters cannot be read.' },
  'import.todo.bad_letters': { id: 'Simpan berkas sebagai CSV UTF-8.', en: 'Save the file as CSV UTF-8.' },
  'import.row.unknown_post': {
    id: 'Kiriman ini belum ada di Selaras: {value}',
    en: 'Selaras does not know this post: {value}',
  },
  'import.todo.unknown_post': {
    id: 'Impor kirimannya dulu, lalu angkanya.',
    en: 'Import the posts first, then their numbers.',
  },
  'import.row.no_label': { id: 'Nama kelompoknya kosong.', en: 'The name of the group is empty.' },
  'import.todo.no_label': {
    id: 'Isi nama kelompoknya, atau hapus baris ini.',
    en: 'Fill in the name of the group, or remove this row.',
  },
  'import.row.head.line': { id: 'Baris', en: 'Line' },
  'import.row.head.column': { id: 'Kolom', en: 'Column' },
  'import.row.head.value': { id: 'Isi', en: 'Value' },
  'import.row.head.why': { id: 'Mengapa', en: 'Why' },
  'import.row.head.todo': { id: 'Yang perlu dilakukan', en: 'What to do' },
}

export const importsProblems: ProblemTexts = { ...files, ...rows }
