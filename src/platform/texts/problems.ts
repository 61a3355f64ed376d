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
  // accounts
  'account.not_found': { id: 'Akun ini tidak ada.', en: 'There is no such account.' },
  'account.not_yours': {
    id: 'Peran Anda tidak mencakup tindakan ini pada akun perwakilan tersebut.',
    en: 'Your role does not cover this act for accounts of that mission.',
  },
  'account.unknown_network': {
    id: 'Jaringan “{network}” belum dikenal. Tambahkan profilnya di platforms.json.',
    en: 'Network “{network}” is not known yet. Add its profile to platforms.json.',
  },
  'account.not_a_handle': {
    id: '“{handle}” tidak bisa menjadi nama akun di {network}. Tempel tautan profilnya saja.',
    en: '“{handle}” cannot be an account on {network}. Paste the link of its profile instead.',
  },
  'account.already_registered': {
    id: '{handle} di {network} sudah tercatat.',
    en: '{handle} on {network} is registered already.',
  },
  'account.no_such_move': {
    id: 'Akun berstatus {from} tidak bisa langsung menjadi {to}.',
    en: 'An account that is {from} cannot become {to} directly.',
  },
  'account.own_proposal': {
    id: 'Akun yang Anda usulkan sendiri harus disetujui orang lain.',
    en: 'An account you proposed yourself must be approved by someone else.',
  },
  'account.not_active': {
    id: 'Hanya akun aktif yang bisa disambungkan; akun ini {status}.',
    en: 'Only an active account can be connected; this one is {status}.',
  },
  'account.sample_connects_nowhere': {
    id: 'Ini data contoh, jadi tidak tersambung ke jaringan mana pun. Pilih “Mulai sungguhan” dulu.',
    en: 'This is sample data, so it connects to no network. Choose “Start for real” first.',
  },
  'account.by_hand': {
    id: 'Di {network} kiriman diterbitkan sendiri oleh petugas; tidak ada yang perlu disambungkan.',
    en: 'On {network} an officer publishes by hand; there is nothing to connect.',
  },
  'account.connect_auth': {
    id: 'Jaringan menolak nama atau sandi aplikasi itu. Tidak ada yang tersimpan; periksa lalu coba lagi. ({detail})',
    en: 'The network refused that name or app password. Nothing was stored; check it and try again. ({detail})',
  },
  'account.connect_account': {
    id: 'Jaringan menolak akun ini. Tidak ada yang tersimpan. ({detail})',
    en: 'The network refused this account. Nothing was stored. ({detail})',
  },
  'account.connect_network': {
    id: 'Jaringan tidak menjawab. Tidak ada yang tersimpan; coba lagi sebentar. ({detail})',
    en: 'The network did not answer. Nothing was stored; try again shortly. ({detail})',
  },
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
  // people
  'people.access_ended': {
    id: 'Akses Anda sudah berakhir. Data Anda aman; hubungi admin bila ini keliru.',
    en: 'Your access has ended. Your data are safe; ask an administrator if this is a mistake.',
  },
  'people.current_password_wrong': {
    id: 'Kata sandi sekarang tidak cocok. Kata sandi lama tetap berlaku; coba lagi.',
    en: 'The current password does not fit. The old one still holds; try again.',
  },
  'people.email_taken': {
    id: 'Alamat surel ini sudah dipakai orang lain. Tidak ada yang tersimpan; pakai alamat lain.',
    en: 'This e-mail address belongs to somebody else. Nothing was saved; use another.',
  },
  'people.grant_ends_before_start': {
    id: 'Hari terakhir peran mendahului hari pertamanya. Tidak ada yang tersimpan; perbaiki tanggalnya.',
    en: 'The last day of the role comes before its first. Nothing was saved; mend the dates.',
  },
  'people.grant_not_found': { id: 'Peran ini tidak ada pada orang itu.', en: 'This person holds no such role.' },
  'people.last_administrator': {
    id: 'Ini admin pusat terakhir, jadi perannya tidak dicabut. Angkat admin lain dulu.',
    en: 'This is the last administrator, so the role stays. Appoint another one first.',
  },
  'people.list_not_yours': {
    id: 'Hanya admin dan auditor pusat yang dapat melihat daftar orang.',
    en: 'Only administrators and auditors at headquarters may see the list of people.',
  },
  'people.not_found': { id: 'Orang ini tidak ada.', en: 'There is no such person.' },
  'people.not_yours': {
    id: 'Hanya admin pusat yang dapat mengubah orang dan peran.',
    en: 'Only administrators at headquarters may change people and roles.',
  },
  'people.sample_closed': {
    id: 'Ruang contoh sudah ditutup. Masuk dengan surel dan kata sandi Anda.',
    en: 'The sample workspace is closed. Sign in with your e-mail and password.',
  },
  'people.sample_person_fixed': {
    id: 'Orang contoh dipakai bersama, jadi nama, surel, dan sandinya tetap.',
    en: 'Persons of the sample are shared, so their name, e-mail and password stay as they are.',
  },
  'people.scope_unknown': {
    id: 'Cakupan {kind} "{value}" tidak ada. Tidak ada yang tersimpan; pilih cakupan lain.',
    en: 'There is no {kind} "{value}". Nothing was saved; choose another scope.',
  },
  'people.second_factor_enrolled': {
    id: 'Kode dua langkah sudah terpasang. Minta admin mencabutnya bila ponsel Anda hilang.',
    en: 'A code generator is enrolled already. Ask an administrator to remove it if your telephone is lost.',
  },
  'people.second_factor_not_enrolled': {
    id: 'Pasang kode dua langkah dulu. Setelah itu semua halaman terbuka.',
    en: 'Enrol a code generator first. After that every page opens.',
  },
  'people.second_factor_not_started': {
    id: 'Pemasangan kode dua langkah belum dimulai. Mulai lagi dari awal.',
    en: 'Enrolment has not been started. Begin again.',
  },
  'people.second_factor_required': {
    id: 'Masukkan kode enam angka dari aplikasi autentikator Anda.',
    en: 'Enter the six-digit code of your authenticator.',
  },
  'people.session_not_found': { id: 'Sesi ini sudah tidak ada.', en: 'This session no longer exists.' },
  'people.wrong_code': {
    id: 'Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.',
    en: 'The code does not fit or was used already. Wait for the next one and try again.',
  },
  'people.wrong_password': {
    id: 'Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
    en: 'E-mail or password does not fit. Check both and try again.',
  },
  // repeated creates
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

/** The sentence of `problem.<key>` in a language, gaps filled; the bare key where nobody has written one. */
export function sayProblem(
  locale: 'id' | 'en',
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const text = problemTexts[key.replace(/^problem\./, '')]?.[locale] ?? key
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
}
