import type { ProblemTexts } from './problem-texts.ts'

export const accountsProblems: ProblemTexts = {
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
}
