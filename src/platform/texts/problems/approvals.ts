import type { ProblemTexts } from './problem-texts.ts'

export const approvalsProblems: ProblemTexts = {
  'approval.blocked': {
    id: 'Ada {count} hal yang kini menghalangi penerbitan. Tidak ada yang disetujui; minta penulis memperbaikinya.',
    en: '{count} things now stand in the way of publishing. Nothing was approved; ask the author to mend them.',
  },
  'approval.comment_needed': {
    id: 'Tulis apa yang perlu diubah, paling sedikit 5 huruf. Kiriman ini belum dikembalikan.',
    en: 'Say what needs to change, at least 5 characters. The item was not returned.',
  },
  'approval.not_open_approved': {
    id: 'Kiriman ini sudah disetujui. Tidak ada yang perlu Anda lakukan.',
    en: 'This item is approved already. There is nothing left to do.',
  },
  'approval.not_open_draft': {
    id: 'Penulis sedang mengubah kiriman ini. Tunggu sampai diajukan lagi.',
    en: 'The author is changing this item. Wait until it is submitted again.',
  },
  'approval.not_open_in_review': {
    id: 'Semua persetujuan untuk teks ini sudah ada.',
    en: 'Every approval of this text is given.',
  },
  'approval.not_open_returned': {
    id: 'Kiriman ini sudah dikembalikan kepada penulisnya. Tunggu sampai diajukan lagi.',
    en: 'This item was returned to its author. Wait until it is submitted again.',
  },
  'approval.not_open_withdrawn': {
    id: 'Kiriman ini sudah ditarik. Tidak ada yang akan terbit.',
    en: 'This item was withdrawn. Nothing will be published.',
  },
  'approval.not_yours_desk': {
    id: 'Langkah ini milik meja kawasan perwakilan ini. Tidak ada yang berubah.',
    en: 'This step belongs to the regional desk of this mission. Nothing was changed.',
  },
  'approval.not_yours_headquarters': {
    id: 'Langkah ini milik redaktur pusat. Tidak ada yang berubah.',
    en: 'This step belongs to an editor at headquarters. Nothing was changed.',
  },
  'approval.not_yours_mission': {
    id: 'Langkah ini milik kepala perwakilan. Tidak ada yang berubah.',
    en: 'This step belongs to the head of mission. Nothing was changed.',
  },
  'approval.own_words': {
    id: 'Anda ikut menulis teks ini, jadi orang lain yang harus menyetujuinya. Teksnya tetap menunggu.',
    en: 'You wrote part of this text, so someone else must approve it. It goes on waiting.',
  },
  'approval.second_person': {
    id: 'Anda sudah menyetujui langkah sebelumnya. Langkah ini perlu orang kedua.',
    en: 'You approved the step before. This one needs a second person.',
  },
  'approval.text_changed': {
    id: 'Naskah berubah setelah Anda membukanya, jadi persetujuan Anda tidak dipakai. Baca teks terbaru, lalu putuskan.',
    en: 'The text changed after you opened it, so your approval was not used. Read the newest text, then decide.',
  },
  'mandate.ends_before_start': {
    id: 'Tanggal akhir sudah lewat atau sebelum tanggal mulai. Pilih tanggal lain.',
    en: 'It would end before it starts, or in the past. Choose another day.',
  },
  'mandate.needs_end': {
    id: 'Pilih tanggal akhir: pendelegasian selalu berakhir.',
    en: 'Choose a last day: a delegation always ends.',
  },
  'mandate.not_found': { id: 'Pendelegasian ini tidak ada.', en: 'There is no such mandate.' },
  'mandate.not_yours_charge': {
    id: 'KUAI ditetapkan meja kawasan atau pusat. Tidak ada yang berubah.',
    en: 'A KUAI is named by the regional desk or headquarters. Nothing was changed.',
  },
  'mandate.not_yours_delegation': {
    id: 'Hanya kepala perwakilan yang mendelegasikan persetujuannya. Tidak ada yang berubah.',
    en: 'Only the head of mission delegates approval. Nothing was changed.',
  },
  'mandate.not_yours_remote': {
    id: 'Penyetuju jarak jauh ditetapkan meja kawasan atau pusat. Tidak ada yang berubah.',
    en: 'A remote approver is named by the regional desk or headquarters. Nothing was changed.',
  },
  'mandate.person_elsewhere_charge': {
    id: 'Pilih orang yang bertugas di perwakilan ini.',
    en: 'Choose somebody who serves at this mission.',
  },
  'mandate.person_elsewhere_delegation': {
    id: 'Pilih orang lain yang bertugas di perwakilan ini.',
    en: 'Choose somebody else who serves at this mission.',
  },
  'mandate.person_elsewhere_remote': {
    id: 'Pilih orang dari meja kawasan perwakilan ini.',
    en: 'Choose somebody of the regional desk of this mission.',
  },
  'mandate.too_long': {
    id: 'Pendelegasian paling lama {days} hari. Perpanjang nanti bila perlu.',
    en: 'A delegation lasts at most {days} days. Renew it later if needed.',
  },
}
