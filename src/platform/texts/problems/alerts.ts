import type { ProblemTexts } from './problem-texts.ts'

export const alertsProblems: ProblemTexts = {
  'alert.not_found': { id: 'Siaga ini tidak ada.', en: 'There is no such alert.' },
  'alert.not_yours': {
    id: 'Siaga ini diurus perwakilannya. Tidak ada yang berubah.',
    en: 'This alert is tended by its mission. Nothing was changed.',
  },
  'alert.publish_not_yours': {
    id: 'Siaga diterbitkan kepala perwakilan, KUAI, atau yang diberi wewenang darurat. Tidak ada yang terbit; hubungi salah satunya sekarang.',
    en: 'An alert is published by the head of mission, the chargé, or whoever was given emergencies. Nothing is out; call one of them now.',
  },
  'alert.no_home_language': {
    id: 'Teks bahasa Indonesia belum ada. Tidak ada yang terbit; isi dulu teks itu.',
    en: 'The Indonesian text is missing. Nothing is out; write it first.',
  },
  'alert.language_twice': {
    id: 'Satu bahasa tertulis dua kali. Tidak ada yang terbit; hapus salah satunya.',
    en: 'One language is there twice. Nothing is out; take one of them away.',
  },
  'alert.next_update': {
    id: 'Janji pembaruan berikutnya harus di waktu yang akan datang, paling lama 14 hari lagi. Tidak ada yang terbit; pilih waktu lain.',
    en: 'The next update must be promised for a time to come, at most 14 days ahead. Nothing is out; choose another time.',
  },
  'alert.hotline_unusable': {
    id: 'Ada hotline yang tidak bisa ditekan. Tulis nomor seperti +62 21 3441508, atau alamat https. Tidak ada yang terbit.',
    en: 'One hotline cannot be pressed. Write a number like +62 21 3441508, or an https address. Nothing is out.',
  },
  'alert.changed_meanwhile': {
    id: 'Sudah ada pembaruan {number} dari orang lain. Teks Anda masih di sini; baca pembaruan itu, lalu terbitkan lagi.',
    en: 'Somebody else has published update {number}. Your text is still here; read that update, then publish again.',
  },
  'alert.is_over': {
    id: 'Siaga ini sudah dicabut. Tidak ada yang terbit; bila perlu, naikkan siaga baru.',
    en: 'This alert has been lifted. Nothing is out; raise a new one if need be.',
  },
  'alert.still_open': {
    id: 'Siaga ini masih berlaku. Cabut dulu, lalu tulis evaluasinya.',
    en: 'This alert is still in force. Lift it first, then write the after-action record.',
  },
  'alert.closed_already': {
    id: 'Evaluasi siaga ini sudah tersimpan. Tidak ada yang berubah.',
    en: 'The after-action record of this alert is kept already. Nothing was changed.',
  },
  'alert.item_not_held': {
    id: 'Kiriman ini tidak sedang ditahan siaga. Muat ulang untuk melihat keadaannya.',
    en: 'This item is not held by an alert. Reload to see where it stands.',
  },
  'alert.text_not_found': { id: 'Naskah ini tidak ada.', en: 'There is no such prepared text.' },
  'alert.text_not_yours': {
    id: 'Naskah ini diurus perwakilannya, meja kawasan, atau redaktur pusat. Tidak ada yang berubah.',
    en: 'This text is kept by its mission, the regional desk or an editor at headquarters. Nothing was changed.',
  },
  'alert.text_changed_meanwhile': {
    id: 'Naskah ini diubah orang lain sejak Anda membukanya. Teks Anda masih di sini; muat ulang, lalu simpan lagi.',
    en: 'Somebody changed this text since you opened it. Your words are still here; reload, then save again.',
  },
  'pause.not_found': { id: 'Jeda ini tidak ada.', en: 'There is no such pause.' },
  'pause.not_yours': {
    id: 'Jeda diatur pusat; kepala perwakilan menjeda perwakilannya sendiri. Tidak ada yang berubah.',
    en: 'Pauses are for headquarters; a head of mission pauses the own mission. Nothing was changed.',
  },
}
