import type { ProblemTexts } from './problem-texts.ts'

export const peopleProblems: ProblemTexts = {
  'people.access_ended': {
    id: 'Akses Anda sudah berakhir. Data Anda aman; hubungi admin bila ini keliru.',
    en: 'Your access has ended. Your data are safe; ask an administrator if this is a mistake.',
  },
  'people.current_password_wrong': {
    id: 'Kata sandi sekarang tidak cocok. Kata sandi lama tetap berlaku; coba lagi.',
    en: 'The current password does not fit. The old one still holds; try again.',
  },
  'people.mail_closed': {
    id: 'Ruang ini tidak mengirim surel. Tidak ada yang berubah; buat undangan tanpa surel, lalu cetak lembarnya.',
    en: 'No mail leaves this installation. Nothing changed; make the invitation without mail and print the sheet.',
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
  'people.grant_beyond_mission': {
    id: 'Kepala Perwakilan hanya dapat memberi peran pelaksana di perwakilannya sendiri. Tidak ada yang tersimpan.',
    en: 'A head of mission grants the role of officer at the own mission only. Nothing was saved.',
  },
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
  'people.not_your_staff': {
    id: 'Orang ini memegang peran di luar perwakilan Anda, jadi hanya admin pusat yang dapat mengubahnya.',
    en: 'This person holds roles beyond your mission, so only an administrator may change them.',
  },
  'people.reset_needs_another': {
    id: 'Pencabutan kode harus disetujui orang lain. Tidak ada yang dicabut; minta admin lain menyetujui.',
    en: 'Taking a code generator away needs another person. Nothing was taken; ask another administrator to confirm.',
  },
  'people.reset_needs_two': {
    id: 'Orang ini sudah memasang kode dua langkah. Minta pencabutan; admin lain menyetujuinya, lalu tautan baru keluar.',
    en: 'This person has a code generator. Ask for it to be taken away; another administrator confirms, and a link follows.',
  },
  'people.reset_not_found': {
    id: 'Tidak ada permintaan pencabutan yang menunggu. Mungkin sudah disetujui, dibatalkan, atau lewat 72 jam.',
    en: 'No such wish waits. It may have been confirmed, taken back, or be older than 72 hours.',
  },
  'people.reset_nothing_enrolled': {
    id: 'Orang ini belum memasang kode dua langkah. Buat tautan masuk baru saja.',
    en: 'This person has no code generator. A new sign-in link is enough.',
  },
  'people.reset_waits_already': {
    id: 'Permintaan pencabutan sudah menunggu orang kedua.',
    en: 'A wish waits for its second person already.',
  },
  'people.row_email': { id: 'Kolom email: "{value}" bukan alamat surel.', en: 'email: "{value}" is no address.' },
  'people.row_leaves_on': {
    id: 'Kolom leaves_on: "{value}" bukan tanggal TTTT-BB-HH.',
    en: 'leaves_on: "{value}" is no date YYYY-MM-DD.',
  },
  'people.row_locale': { id: 'Kolom locale: pakai id atau en.', en: 'locale: use id or en.' },
  'people.row_name': { id: 'Kolom name kosong atau lebih dari 120 huruf.', en: 'name: empty, or over 120 letters.' },
  'people.row_role': { id: 'Kolom role: tidak ada peran "{value}".', en: 'role: there is no role "{value}".' },
  'people.row_scope': {
    id: 'Kolom scope kosong. Tulis kode perwakilan, region:KODE, atau ministry.',
    en: 'scope: empty. Write a mission code, region:CODE, or ministry.',
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
  'people.start_for_real_not_sample': {
    id: 'Kerja sungguhan sudah dimulai di sini. Tidak ada yang dikosongkan.',
    en: 'Real work has begun here already. Nothing was emptied.',
  },
  'people.start_for_real_not_yours': {
    id: 'Hanya admin pusat yang dapat memulai kerja sungguhan.',
    en: 'Only an administrator at headquarters may begin real work.',
  },
  'people.start_for_real_own_account': {
    id: 'Ruang ini sudah punya admin dengan akun sendiri, jadi hanya admin itu yang dapat memulai. Tidak ada yang berubah; masuklah dengan akun sendiri.',
    en: 'This place has an administrator with an account of their own, so only they may begin. Nothing changed; sign in with your own account.',
  },
  'people.start_for_real_word': {
    id: 'Ketikannya belum sama. Tidak ada yang berubah; ketik "{word}" untuk melanjutkan.',
    en: 'What you typed is not the same. Nothing changed; type "{word}" to go on.',
  },
  'people.wrong_code': {
    id: 'Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.',
    en: 'The code does not fit or was used already. Wait for the next one and try again.',
  },
  'people.wrong_password': {
    id: 'Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
    en: 'E-mail or password does not fit. Check both and try again.',
  },
}
