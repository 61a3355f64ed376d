import type { ProblemTexts } from './problem-texts.ts'

export const observingProblems: ProblemTexts = {
  'post.not_found': {
    id: 'Kiriman ini tidak ada, atau bukan milik perwakilan Anda. Tidak ada yang berubah; kembali ke daftar akunnya.',
    en: 'There is no such post, or it is not one of your mission’s. Nothing changed; go back to its account.',
  },
  'observation.history_range': {
    id: 'Riwayat dapat dibaca paling jauh dua tahun ke belakang, dan tidak ke depan. Tidak ada yang berubah; pilih hari lain.',
    en: 'History can be read back two years at most, and never ahead. Nothing changed; choose another day.',
  },
  'post.log_not_yours': {
    id: 'Hanya pelaksana dan kepala perwakilan itu yang dapat mencatat kirimannya. Tidak ada yang tersimpan.',
    en: 'Only the officers and the head of that mission may record its posts. Nothing was saved.',
  },
  'post.link_unreadable': {
    id: 'Tautan ini tidak dikenali. Tidak ada yang tersimpan; salin tautan kiriman dari aplikasinya.',
    en: 'This link is not recognised. Nothing was saved; copy the link of the post from its app.',
  },
  'post.link_short': {
    id: 'Tautan pendek menyembunyikan tujuannya. Tidak ada yang tersimpan; buka tautannya, lalu tempel alamat lengkapnya.',
    en: 'A short link hides where it leads. Nothing was saved; open it and paste the full address.',
  },
  'post.link_profile': {
    id: 'Ini tautan akun, bukan kiriman. Tidak ada yang tersimpan; salin tautan dari kirimannya.',
    en: 'This is the link of an account, not of a post. Nothing was saved; copy the link of the post.',
  },
  'post.other_account': {
    id: '{handle} di {network} bukan akun perwakilan ini. Tidak ada yang tersimpan; periksa tautannya, atau catat akunnya dulu.',
    en: '{handle} on {network} is no account of this mission. Nothing was saved; check the link, or register the account first.',
  },
  'post.no_account': {
    id: 'Perwakilan ini belum punya akun {network} yang tercatat. Tidak ada yang tersimpan; catat akunnya dulu.',
    en: 'This mission has no registered account on {network}. Nothing was saved; register the account first.',
  },
  'post.which_account': {
    id: 'Tautan ini tidak menyebut akunnya. Tidak ada yang tersimpan; pilih akun {network} yang menerbitkannya.',
    en: 'The link does not say whose it is. Nothing was saved; choose the {network} account that published it.',
  },
  'post.in_the_future': {
    id: 'Waktu terbit belum tiba di perwakilan ini. Tidak ada yang tersimpan; periksa tanggal dan jamnya.',
    en: 'That time has not come yet at this mission. Nothing was saved; check date and time.',
  },
}
