import type { ProblemTexts } from './problem-texts.ts'

export const deliveriesProblems: ProblemTexts = {
  'delivery.before_embargo': {
    id: 'Waktu ini masih dalam embargo kampanye sampai {until}. Jadwal tidak berubah; pilih waktu sesudahnya.',
    en: 'This time lies inside the campaign embargo until {until}. The time stays as it was; choose a later one.',
  },
  'delivery.claimed_by_other': {
    id: '{name} sedang mengerjakannya. Agar tidak dobel, tunggu sampai dilepas atau 30 menit berlalu.',
    en: '{name} is working on it. So that it does not go out twice, wait until it is given back or 30 minutes are over.',
  },
  'delivery.due_in_past': {
    id: 'Waktu {dueLocal} ({dueZone}) sudah lewat. Jadwal tidak berubah; pilih waktu yang akan datang.',
    en: 'The time {dueLocal} ({dueZone}) is past. The time stays as it was; choose one to come.',
  },
  'delivery.is_cancelled': {
    id: 'Pengiriman ini sudah dibatalkan. Ajukan lagi kirimannya bila masih diperlukan.',
    en: 'This delivery is cancelled. Submit the item again if it is still needed.',
  },
  'delivery.is_going_out': {
    id: 'Pengiriman ini sedang berjalan, jadi tidak dapat diubah. Tunggu hasilnya sebentar.',
    en: 'This delivery is going out, so it cannot be changed. Wait a moment for the outcome.',
  },
  'delivery.is_held': {
    id: 'Ada jeda yang berlaku, jadi belum boleh diterbitkan. Tunggu jeda selesai.',
    en: 'A pause is in force, so it may not be published yet. Wait until it ends.',
  },
  'delivery.is_sent': {
    id: 'Kiriman ini sudah terbit, jadi tidak dapat diubah di sini.',
    en: 'This is out already, so it cannot be changed here.',
  },
  'delivery.is_unknown': {
    id: 'Kiriman ini mungkin sudah terbit. Tidak ada yang berubah; pastikan dulu hasilnya.',
    en: 'This may be out already. Nothing was changed; settle the outcome first.',
  },
  'delivery.link_other_account': {
    id: 'Tautan ini milik {found}, bukan {handle}. Tidak ada yang tercatat; tempel tautan dari akun {handle}.',
    en: 'This link is of {found}, not of {handle}. Nothing was recorded; paste the link from {handle}.',
  },
  'delivery.link_other_network': {
    id: 'Tautan ini dari {found}, sedangkan pengiriman ini untuk {network}. Tidak ada yang tercatat.',
    en: 'This link is from {found}, but this delivery is for {network}. Nothing was recorded.',
  },
  'delivery.link_profile': {
    id: 'Tautan ini menuju profil, bukan ke kirimannya. Buka kirimannya lalu salin tautannya.',
    en: 'This link leads to a profile, not to the post. Open the post and copy its link.',
  },
  'delivery.link_short': {
    id: 'Tautan pendek menyembunyikan tujuannya. Buka kirimannya lalu tempel tautan lengkapnya.',
    en: 'A short link hides where it leads. Open the post and paste its whole link.',
  },
  'delivery.link_unreadable': {
    id: 'Ini bukan tautan kiriman {network} yang kami kenali. Tidak ada yang tercatat; salin lagi tautannya.',
    en: 'This is no link to a post on {network} that we know. Nothing was recorded; copy the link once more.',
  },
  'delivery.link_used': {
    id: 'Tautan ini sudah tercatat untuk pengiriman lain. Periksa lagi tautan yang Anda tempel.',
    en: 'This link is already recorded for another delivery. Check the link that you pasted.',
  },
  'delivery.not_awaiting_person': {
    id: 'Pengiriman ini belum menunggu diterbitkan sendiri. Muat ulang untuk melihat keadaannya.',
    en: 'This delivery does not wait to be published by hand. Reload to see where it stands.',
  },
  'delivery.not_found': { id: 'Pengiriman ini tidak ada.', en: 'There is no such delivery.' },
  'delivery.not_needs_confirmation': {
    id: 'Pengiriman ini tidak sedang menunggu kepastian Anda. Muat ulang untuk melihat keadaannya.',
    en: 'This delivery does not wait for your word. Reload to see where it stands.',
  },
  'delivery.not_refused': {
    id: 'Pengiriman ini tidak sedang ditolak, jadi tidak ada yang perlu dicoba lagi.',
    en: 'This delivery is not refused, so there is nothing to try again.',
  },
  'delivery.not_unknown': {
    id: 'Hasil pengiriman ini sudah pasti. Muat ulang untuk melihatnya.',
    en: 'The outcome of this delivery is settled. Reload to see it.',
  },
  'delivery.not_yours': {
    id: 'Pengiriman diurus oleh pelaksana atau kepala perwakilan itu, atau redaktur pusat.',
    en: 'Deliveries are handled by the officer or head of that mission, or an editor at headquarters.',
  },
  'delivery.nothing_to_undo': {
    id: 'Tidak ada laporan terbit yang dapat ditarik. Yang dikirim Selaras sendiri tidak dapat ditarik di sini.',
    en: 'There is no report to take back. What Selaras sent itself cannot be taken back here.',
  },
  'delivery.time_missing': {
    id: 'Pilih hari, jam, dan zonanya dulu. Jadwal tidak berubah.',
    en: 'Choose day, hour and zone first. The time stays as it was.',
  },
  'delivery.time_impossible': {
    id: 'Tidak ada tanggal atau jam {time}. Jadwal tidak berubah; periksa waktunya.',
    en: 'There is no date or time {time}. The time stays as it was; check it.',
  },
  'delivery.too_early': {
    id: 'Kiriman yang terputus masih mungkin sampai. Agar tidak dobel, tunggu {seconds} detik lagi.',
    en: 'The call that was cut may still arrive. So that it does not go out twice, wait {seconds} more seconds.',
  },
  'delivery.undo_too_late': {
    id: 'Laporan hanya dapat ditarik dalam 10 menit. Laporkan ke redaktur pusat bila keliru.',
    en: 'A report can be taken back within 10 minutes only. Tell an editor at headquarters if it is wrong.',
  },
  'delivery.zone_unknown': {
    id: 'Zona waktu {zone} tidak dikenal. Jadwal tidak berubah; pilih zona dari daftar.',
    en: 'The time zone {zone} is not known. The time stays as it was; choose one from the list.',
  },
  'hold.by_alert': {
    id: 'Penahanan ini bagian dari siaga yang masih berlaku. Loloskan kiriman satu per satu, atau cabut siaganya; yang ditahan tetap aman.',
    en: 'This hold belongs to an alert in force. Let items through one by one, or lift the alert; what is held stays safe.',
  },
  'hold.by_takeover': {
    id: 'Akun ini masih diambil alih. Pulihkan akunnya dulu; kirimannya tetap aman ditahan.',
    en: 'This account is still in foreign hands. Recover it first; what is held stays safe.',
  },
  'hold.by_recall': {
    id: 'Penahanan ini datang dari perubahan kit atau fakta. Selesaikan lewat daftar kit yang berubah; kiriman tetap aman ditahan.',
    en: 'This hold comes from a changed kit or fact. Settle it in the list of changed kits; what is held stays safe.',
  },
  'hold.ends_before_start': {
    id: 'Akhir jeda harus sesudah awalnya dan belum lewat. Tidak ada yang ditahan.',
    en: 'A hold must end after its start and not in the past. Nothing is held.',
  },
  'hold.no_such_account': {
    id: 'Akun ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such account. Nothing is held.',
  },
  'hold.no_such_campaign': {
    id: 'Kampanye ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such campaign. Nothing is held.',
  },
  'hold.no_such_item': {
    id: 'Kiriman ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such item. Nothing is held.',
  },
  'hold.no_such_mission': {
    id: 'Perwakilan ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such mission. Nothing is held.',
  },
  'hold.no_such_region': {
    id: 'Kawasan ini tidak ada. Tidak ada yang ditahan.',
    en: 'There is no such region. Nothing is held.',
  },
  'hold.not_found': { id: 'Jeda ini tidak ada.', en: 'There is no such hold.' },
  'hold.not_yours': {
    id: 'Jeda ini diatur oleh pusat; kepala perwakilan menahan kiriman perwakilannya sendiri.',
    en: 'This hold is for headquarters; a head of mission holds what is of the own mission.',
  },
  'delivery.repeat_not_approved': {
    id: 'Kiriman ini tidak lagi disetujui, jadi tidak dapat diulang. Ajukan lagi; setelah disetujui, atur pengulangannya.',
    en: 'This item is no longer approved, so it cannot repeat. Submit it again; once it is approved, set its repeats.',
  },
  'delivery.repeat_until': {
    id: 'Hari terakhir harus sesudah kiriman pertama dan paling lambat {last}. Tidak ada yang berubah; pilih hari lain.',
    en: 'The last day must come after the first one and by {last}. Nothing has changed; choose another day.',
  },
  'delivery.repeat_none': {
    id: 'Sampai hari itu tidak ada waktu terbit berikutnya. Tidak ada yang berubah; pilih hari yang lebih jauh.',
    en: 'There is no further time until that day. Nothing has changed; choose a later day.',
  },
}
