import type { ProblemTexts } from './problem-texts.ts'

export const campaignsProblems: ProblemTexts = {
  'campaign.accept_not_yours': {
    id: 'Penolakan diterima oleh meja kawasan perwakilan itu. Tidak ada yang berubah.',
    en: 'A refusal is accepted by the regional desk of that mission. Nothing was changed.',
  },
  'campaign.answer_not_yours': {
    id: 'Jawaban diberikan oleh pelaksana atau kepala perwakilan itu sendiri.',
    en: 'The answer is given by the officer or head of that mission.',
  },
  'campaign.asset_not_shared': {
    id: 'Bahan kit hanya dari pustaka pusat. Unggah gambar ini di pusat dulu; belum ada yang tersimpan.',
    en: 'A kit carries pictures of headquarters only. Upload it there first; nothing is saved yet.',
  },
  'campaign.changed_meanwhile': {
    id: 'Kampanye ini sudah disimpan orang lain (revisi {theirs}, Anda membuka revisi {yours}). Isian Anda belum tersimpan dan tidak hilang; bandingkan, lalu simpan lagi.',
    en: 'Someone else saved this campaign (revision {theirs}, you opened {yours}). Yours is not saved and not lost; compare, then save again.',
  },
  'campaign.core_empty': { id: 'Isi pesan inti bahasa ini.', en: 'Fill in the core message of this language.' },
  'campaign.core_in_use': {
    id: 'Inti bahasa {language} sudah dipakai perwakilan. Ubah lewat “Ubah kit yang dirilis”, supaya mereka mendapat kabar.',
    en: 'Missions already use the core in {language}. Change it by amending the kit, so that they are told.',
  },
  'campaign.core_own_words': {
    id: 'Anda menulis inti bahasa {language}, jadi orang lain yang menyetujuinya. Teksnya tetap tersimpan.',
    en: 'You wrote the core in {language}, so someone else approves it. The text is safe.',
  },
  'campaign.ends_before_start': {
    id: 'Tanggal selesai tidak boleh sebelum tanggal mulai.',
    en: 'It cannot end before it starts.',
  },
  'campaign.goal_not_measurable': {
    id: 'Sebut angka yang ingin dicapai, misalnya “120 calon pembeli”.',
    en: 'Name the number to reach, such as “120 prospective buyers”.',
  },
  'campaign.language_twice': {
    id: 'Bahasa {language} tertulis dua kali.',
    en: 'The language {language} is there twice.',
  },
  'campaign.mission_unknown': {
    id: 'Perwakilan {mission} tidak ada atau sudah tutup. Kit belum dirilis.',
    en: 'There is no open mission {mission}. The kit was not released.',
  },
  'campaign.no_addressee': {
    id: 'Tidak ada perwakilan baru yang dituju. Pilih perwakilan lain.',
    en: 'No further mission is addressed. Choose others.',
  },
  'campaign.no_baseline': {
    id: 'Tulis angka keadaan awal sebagai pembanding, misalnya “41 pada kuartal lalu”.',
    en: 'Write down the number at the start to compare with, such as “41 last quarter”.',
  },
  'campaign.no_refusal': {
    id: 'Tidak ada penolakan yang menunggu di perwakilan ini.',
    en: 'No refusal of this mission waits.',
  },
  'campaign.no_such_core': {
    id: 'Inti bahasa {language} belum ditulis.',
    en: 'The core is not written in {language} yet.',
  },
  'campaign.not_addressed': {
    id: 'Kit ini tidak ditujukan kepada perwakilan ini.',
    en: 'This kit is not addressed to this mission.',
  },
  'campaign.not_found': { id: 'Kampanye ini tidak ada.', en: 'There is no such campaign.' },
  'campaign.not_ready': {
    id: 'Kampanye belum bisa dirilis: {count} hal belum lengkap. Lengkapi isian yang ditandai.',
    en: 'The campaign cannot be released yet: {count} things are missing. Fill in the marked fields.',
  },
  'campaign.not_running': {
    id: 'Kampanye ini sudah berakhir, jadi jawaban tidak berubah lagi.',
    en: 'This campaign has ended, so answers no longer change.',
  },
  'campaign.not_withdrawn': {
    id: 'Kit ini tidak sedang ditarik, jadi tidak ada yang dibatalkan.',
    en: 'This kit is not withdrawn, so there is nothing to take back.',
  },
  'campaign.objective_unknown': { id: 'Pilih sasaran yang berlaku.', en: 'Choose an objective that holds.' },
  'campaign.one_master': {
    id: 'Pilih tepat satu bahasa sebagai induk pesan inti.',
    en: 'Choose exactly one language as the master of the core.',
  },
  'campaign.reason_needed': {
    id: 'Tulis alasan penolakan, paling sedikit {min} huruf. Jawaban Anda belum tersimpan.',
    en: 'Give the reason for declining, at least {min} characters. Your answer is not saved yet.',
  },
  'campaign.recall_not_yours': {
    id: 'Hanya perumus strategi pusat yang mengubah atau menarik kit yang dirilis. Tidak ada yang berubah.',
    en: 'Only strategists at headquarters amend or withdraw a released kit. Nothing was changed.',
  },
  'campaign.release_not_yours': {
    id: 'Hanya perumus strategi pusat yang merilis kit. Drafnya tetap tersimpan.',
    en: 'Only strategists at headquarters release a kit. The draft is safe.',
  },
  'campaign.released': {
    id: 'Kit ini sudah dirilis dan dipakai perwakilan. Ubah lewat “Ubah kit yang dirilis”, supaya mereka mendapat kabar.',
    en: 'This kit is released and in use. Change it by amending it, so that missions are told.',
  },
  'campaign.target_in_embargo': {
    id: 'Waktu sasaran jatuh sebelum embargo berakhir.',
    en: 'The target time falls before the embargo ends.',
  },
  'campaign.write_not_yours': {
    id: 'Kampanye ditulis oleh perumus strategi dan redaktur pusat.',
    en: 'Campaigns are written by strategists and editors at headquarters.',
  },
  'offer.already': {
    id: 'Kiriman ini sedang ditawarkan kepada perwakilan lain.',
    en: 'This item is being offered already.',
  },
  'offer.embargoed': {
    id: 'Kit asalnya masih diembargo, jadi belum boleh dibagikan.',
    en: 'The kit it comes from is still under embargo, so it cannot be shared yet.',
  },
  'offer.nobody': {
    id: 'Tidak ada perwakilan lain di kelompok itu. Pilih kelompok lain.',
    en: 'There is no other mission in that group. Choose another.',
  },
  'offer.no_objective': {
    id: 'Kiriman protokoler tanpa sasaran tidak ditawarkan. Pilih kiriman yang punya sasaran.',
    en: 'A ceremonial item without an objective is not offered. Choose one that has an objective.',
  },
  'offer.not_approved': {
    id: 'Hanya kiriman yang sudah disetujui yang dapat ditawarkan. Belum ada yang dibagikan.',
    en: 'Only an approved item can be offered. Nothing was shared.',
  },
  'offer.not_own': {
    id: 'Kiriman ini dibuat dari kit perwakilan lain; merekalah yang membagikannya.',
    en: 'This item was made from another mission’s kit; sharing it is theirs.',
  },
  'offer.not_yours': {
    id: 'Kiriman ditawarkan oleh pelaksana atau kepala perwakilan itu sendiri.',
    en: 'An item is offered by the officer or head of its mission.',
  },
  'offer.recalled': {
    id: 'Kit atau fakta kiriman ini berubah. Sesuaikan dulu, baru bagikan.',
    en: 'The kit or a fact of this item has changed. Adjust it first, then share it.',
  },
  'offer.sensitive': {
    id: 'Kiriman sensitif tidak dibagikan lewat kit. Minta pusat membuat kitnya.',
    en: 'A sensitive item is not shared as a kit. Ask headquarters to make one.',
  },
  'recall.correction_not_yours': {
    id: 'Kiriman ralat itu bukan milik perwakilan ini. Pilih kiriman sendiri; belum ada yang tercatat.',
    en: 'That item does not belong to this mission. Choose one of its own; nothing is recorded yet.',
  },
  'recall.correction_unproven': {
    id: 'Pilih kiriman ralatnya atau tempel tautannya, supaya asli dan ralat tampil bersama.',
    en: 'Choose the correcting item or paste its link, so that original and correction stand together.',
  },
  'recall.keep_not_yours': {
    id: 'Hanya kepala perwakilan yang menyatakan kiriman tetap benar. Kiriman tetap ditahan.',
    en: 'Only the head of mission says that an item stays right. It stays held.',
  },
  'recall.no_item': { id: 'Kiriman ini tidak terkena perubahan itu.', en: 'This item is not touched by that change.' },
  'recall.no_task': { id: 'Tidak ada tugas ralat untuk perwakilan ini.', en: 'This mission has nothing to correct.' },
  'recall.not_found': { id: 'Perubahan ini tidak ada.', en: 'There is no such change.' },
  'recall.note_needed': {
    id: 'Tulis mengapa tidak perlu ralat, paling sedikit {min} huruf. Belum tersimpan.',
    en: 'Say why nothing needs correcting, at least {min} characters. Not saved yet.',
  },
  'recall.task_not_yours': {
    id: 'Ralat dikerjakan pelaksana atau kepala perwakilan itu sendiri. Tidak ada yang berubah.',
    en: 'The correction is made by the officer or head of that mission. Nothing was changed.',
  },
  'recall.undone': {
    id: 'Pusat sudah membatalkan penarikan ini, jadi tidak ada yang perlu diralat.',
    en: 'Headquarters took this withdrawal back, so there is nothing to correct.',
  },
  'recall.withdrawn_stays': {
    id: 'Kit ini ditarik, jadi kirimannya tetap ditahan. Lepaskan kiriman dari kit bila isinya milik Anda sendiri.',
    en: 'This kit is withdrawn, so the item stays held. Detach it from the kit if the words are your own.',
  },
}
