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
    id: 'Dari statusnya sekarang, akun ini tidak bisa langsung dipindahkan ke sana. Muat ulang: mungkin orang lain sudah mengubahnya.',
    en: 'From where it stands now this account cannot be moved there. Reload: somebody else may have changed it.',
  },
  'account.own_proposal': {
    id: 'Akun yang Anda usulkan sendiri harus disetujui orang lain.',
    en: 'An account you proposed yourself must be approved by someone else.',
  },
  'account.not_active': {
    id: 'Hanya akun aktif yang bisa disambungkan. Setujui dan aktifkan dulu akunnya.',
    en: 'Only an active account can be connected. Have it approved and activated first.',
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
  'account.connect_app': {
    id: 'Jaringan menolak pendaftaran Selaras di sana, bukan akun Anda. Tidak ada yang tersimpan; beri tahu admin. ({detail})',
    en: 'The network refused Selaras’s registration there, not your account. Nothing was stored; tell an administrator. ({detail})',
  },
  'account.connect_empty': {
    id: 'Sandi aplikasinya kosong. Sambungan yang tersimpan tidak berubah.',
    en: 'The app password is empty. What is stored did not change.',
  },
  'account.connected_elsewhere': {
    id: 'Akun jaringan ini sudah tersambung pada entri lain. Tidak ada yang tersimpan; putuskan dulu yang itu.',
    en: 'This account of the network is connected to another entry. Nothing was stored; disconnect that one first.',
  },
  'account.not_connected': {
    id: 'Akun ini tidak tersambung. Tidak ada yang perlu diputus atau diperiksa.',
    en: 'This account is not connected. There is nothing to disconnect or check.',
  },
  'account.consent_over': {
    id: 'Izin ini sudah lewat sepuluh menit, sudah dipakai, atau dimulai di peramban lain. Tidak ada yang tersimpan; mulai lagi dari halaman akun.',
    en: 'This consent is older than ten minutes, was used, or began in another browser. Nothing was stored; begin again from the account.',
  },
  'account.consent_declined': {
    id: 'Izin tidak diberikan di jaringan. Tidak ada yang tersimpan; akun tetap seperti semula.',
    en: 'Consent was not given at the network. Nothing was stored; the account is as it was.',
  },
  'account.registration_missing': {
    id: 'Selaras belum terdaftar di {network}. Admin pusat perlu mengisi client id dan rahasianya dulu.',
    en: 'Selaras is not registered at {network} yet. An administrator has to enter its client id and secret first.',
  },
  'account.needs_no_registration': {
    id: 'Tidak ada pendaftaran Selaras untuk {network} di sini.',
    en: 'There is no registration of Selaras for {network} here.',
  },
  'account.registrations_not_yours': {
    id: 'Hanya admin pusat yang dapat melihat dan mengubah pendaftaran Selaras di jaringan.',
    en: 'Only administrators at headquarters may see and change how networks know Selaras.',
  },
  'account.handle_names_no_server': {
    id: '“{handle}” tidak menyebut servernya. Ubah nama akunnya menjadi nama@server, lalu coba lagi.',
    en: '“{handle}” does not name its server. Change the handle to name@server, then try again.',
  },
  'account.reason_missing': {
    id: 'Tulis alasannya (paling sedikit tiga huruf). Status akun belum berubah.',
    en: 'Give the reason (three letters at least). The account has not changed.',
  },
  'account.note_missing': {
    id: 'Tulis apa yang Anda lihat (paling sedikit tiga huruf), supaya orang lain bisa menindaklanjuti.',
    en: 'Say what you saw (three letters at least), so that somebody can follow it up.',
  },
  'account.no_undo': {
    id: 'Perubahan terakhir tidak bisa dibatalkan: lebih dari 15 menit, bukan milik Anda, atau publik sudah diperingatkan. Pilih status berikutnya saja.',
    en: 'The last change cannot be undone: it is older than 15 minutes, not yours, or the public was warned. Choose the next status instead.',
  },
  'account.proposal_stands': {
    id: 'Usulan ini tidak bisa ditarik lagi: lebih dari 15 menit, bukan usulan Anda, atau sudah diputuskan.',
    en: 'This proposal cannot be withdrawn: it is older than 15 minutes, not yours, or decided already.',
  },
  'account.closed_stays': {
    id: 'Akun ini sudah ditutup. Yang tercatat tentangnya tidak berubah lagi.',
    en: 'This account is closed. What is recorded of it changes no more.',
  },
  'account.merge_elsewhere': {
    id: 'Akun hanya bisa digabung ke akun lain milik perwakilan yang sama.',
    en: 'An account can be merged only into another one of the same mission.',
  },
  'account.no_closing': {
    id: 'Tidak ada usul penutupan untuk akun ini.',
    en: 'Nobody has proposed to close this account.',
  },
  'takeover.not_found': { id: 'Pengambilalihan ini tidak ada.', en: 'There is no such takeover.' },
  'takeover.no_such_step': {
    id: 'Langkah ini tidak ada. Muat ulang daftarnya.',
    en: 'There is no such step. Reload the list.',
  },
  'takeover.lost_at': {
    id: 'Waktu hilang harus sudah lewat, paling lama 180 hari lalu. Akun belum berubah; periksa waktunya.',
    en: 'The time of the loss must be past, at most 180 days ago. The account stays as it was; check the time.',
  },
  'takeover.is_over': {
    id: 'Pengambilalihan ini sudah selesai. Tidak ada yang berubah.',
    en: 'This takeover is over. Nothing was changed.',
  },
  'takeover.ends_there': {
    id: 'Akun ini sedang dalam pemulihan. Selesaikan langkahnya di layar pengambilalihan; peringatan publik tetap tampil.',
    en: 'This account is being recovered. Finish it on the screen of its takeover; the public warning stays.',
  },
  'takeover.steps_open': {
    id: 'Masih ada {count} langkah wajib. Akun tetap ditandai diambil alih; selesaikan langkah itu dulu.',
    en: '{count} required steps are open. The account stays marked as taken over; finish them first.',
  },
  'takeover.told_already': {
    id: 'Kanal lain sudah diberi tahu. Tidak ada yang dikirim lagi.',
    en: 'The other channels were told already. Nothing is sent again.',
  },
  'takeover.no_other_account': {
    id: 'Tidak ada akun lain yang bisa memberi tahu. Beri tahu lewat situs perwakilan, lalu centang langkahnya.',
    en: 'No other account can say so. Tell people on the mission’s site, then tick the step.',
  },
  'impersonation.not_found': { id: 'Berkas peniruan ini tidak ada.', en: 'There is no such case.' },
  'impersonation.no_such_picture': { id: 'Gambar bukti ini tidak ada.', en: 'There is no such picture.' },
  'impersonation.unreadable': {
    id: 'Kami tidak mengenali akun dari tautan ini. Tempel tautan profilnya. Belum ada berkas yang dibuka.',
    en: 'We cannot tell the account from this link. Paste the link of its profile. No case was opened.',
  },
  'impersonation.is_ours': {
    id: '{handle} ada di daftar akun kita sendiri, jadi bukan peniru. Bila tidak lagi kita kendalikan, laporkan sebagai diambil alih.',
    en: '{handle} stands in our own register, so it pretends nothing. If it is out of our hands, report it as taken over.',
  },
  'impersonation.open_already': {
    id: 'Sudah ada berkas terbuka untuk {handle}. Tambahkan buktinya di sana.',
    en: 'There is an open case for {handle}. Add the evidence there.',
  },
  'impersonation.is_closed': {
    id: 'Berkas ini sudah ditutup. Isinya tetap terbaca; buka berkas baru bila akunnya muncul lagi.',
    en: 'This case is closed. It stays readable; open a new one if the account is back.',
  },
  'impersonation.not_a_picture': {
    id: 'Bukti gambar harus PNG, JPEG, atau WebP, paling besar 2 MB. Belum ada yang tersimpan.',
    en: 'A picture must be PNG, JPEG or WebP of at most 2 MB. Nothing was kept.',
  },
  'impersonation.fields': {
    id: 'Catatan atau tautannya terlalu panjang. Belum ada yang tersimpan; ringkas dulu.',
    en: 'Note or link is too long. Nothing was kept; shorten it.',
  },
}
