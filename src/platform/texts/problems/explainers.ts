import type { ProblemTexts } from './problem-texts.ts'

export const explainersProblems: ProblemTexts = {
  'explainer.not_found': { id: 'Penjelas ini tidak ada.', en: 'There is no such explainer.' },
  'explainer.no_card': { id: 'Kartu atau ukuran ini tidak ada.', en: 'There is no such card or size.' },
  'explainer.card_unfit': {
    id: 'Kartu tidak digambar karena teksnya tidak muat atau ada huruf yang tidak dikenal: “{words}”. Pendekkan atau ganti kata itu di penjelas.',
    en: 'The card was not drawn, for a text does not fit or holds an unknown letter: “{words}”. Shorten or change it in the explainer.',
  },
  'explainer.write_not_yours': {
    id: 'Penjelas ditulis oleh perumus strategi dan redaktur pusat. Tidak ada yang berubah.',
    en: 'Explainers are written by strategists and editors at headquarters. Nothing was changed.',
  },
  'explainer.check_not_yours': {
    id: 'Penjelas ini diperiksa redaktur pusat lain atau meja kawasannya. Tidak ada yang terbit.',
    en: 'This explainer is checked by another editor or its regional desk. Nothing was published.',
  },
  'explainer.own_words': {
    id: 'Anda ikut menulis teks ini, jadi orang lain yang memeriksanya. Teksnya tetap tersimpan.',
    en: 'Some of these words are yours, so somebody else checks them. The text is safe.',
  },
  'explainer.one_master': {
    id: 'Pilih tepat satu bahasa sebagai naskah induk. Belum ada yang tersimpan.',
    en: 'Choose exactly one language as the master. Nothing is saved yet.',
  },
  'explainer.language_twice': {
    id: 'Ada bahasa yang tertulis dua kali. Hapus salah satunya; belum ada yang tersimpan.',
    en: 'A language is there twice. Remove one; nothing is saved yet.',
  },
  'explainer.mission_unknown': {
    id: 'Perwakilan {mission} tidak ada. Pilih yang lain; belum ada yang tersimpan.',
    en: 'There is no mission {mission}. Choose another; nothing is saved yet.',
  },
  'explainer.changed_meanwhile': {
    id: 'Penjelas ini sudah disimpan orang lain (revisi {theirs}, Anda membuka revisi {yours}). Isian Anda belum tersimpan dan tidak hilang; salin, muat ulang, lalu simpan lagi.',
    en: 'Someone else saved this explainer (revision {theirs}, you opened {yours}). Yours is not saved and not lost; copy it, reload, then save again.',
  },
  'explainer.not_ready': {
    id: 'Belum bisa diperiksa: {count} bagian belum lengkap. Lengkapi bagian yang ditandai.',
    en: 'It cannot be checked yet: {count} sections are missing. Fill in the marked ones.',
  },
  'explainer.nothing_new': {
    id: 'Isinya sama dengan versi yang terbit, jadi tidak ada yang perlu diperiksa.',
    en: 'It says the same as the published version, so there is nothing to check.',
  },
  'explainer.nothing_to_correct': {
    id: 'Belum ada versi yang terbit, jadi belum ada yang diralat. Ajukan tanpa ralat.',
    en: 'No version is published yet, so there is nothing to correct. Submit it without a correction.',
  },
  'explainer.not_in_check': {
    id: 'Teks ini berubah atau sudah diputuskan sejak Anda membukanya. Tidak ada yang terbit; muat ulang lalu baca lagi.',
    en: 'The text changed or was decided since you opened it. Nothing was published; reload and read it again.',
  },
  'explainer.note_needed': {
    id: 'Tulis apa yang perlu diperbaiki, paling sedikit 5 huruf. Teks belum dikembalikan.',
    en: 'Say what needs mending, at least 5 characters. The text was not sent back.',
  },
  'explainer.not_published': {
    id: 'Penjelas ini belum terbit, jadi tidak ada yang ditarik.',
    en: 'This explainer is not published, so there is nothing to withdraw.',
  },
  'explainer.missing_title': { id: 'Tulis judul sebagai satu pernyataan.', en: 'Write the title as one statement.' },
  'explainer.missing_summary': {
    id: 'Tulis ringkasan satu atau dua kalimat.',
    en: 'Write a summary of one or two sentences.',
  },
  'explainer.missing_benefit_who': { id: 'Sebut siapa yang mendapat manfaat.', en: 'Say who gains from it.' },
  'explainer.missing_benefit_gain': { id: 'Sebut apa manfaatnya bagi mereka.', en: 'Say what they gain.' },
  'explainer.missing_benefit_evidence': {
    id: 'Sebut bukti dengan angka, dan nomor sumbernya.',
    en: 'Give evidence with a figure, and the number of its source.',
  },
  'explainer.missing_benefit_step': {
    id: 'Sebut langkah berikutnya dan salurannya.',
    en: 'Name the next step and where to take it.',
  },
  'explainer.missing_decided': { id: 'Tulis apa yang diputuskan.', en: 'Say what was decided.' },
  'explainer.missing_why': { id: 'Tulis mengapa ini penting.', en: 'Say why it matters.' },
  'explainer.missing_next': { id: 'Tulis paling sedikit satu langkah berikutnya.', en: 'Give at least one next step.' },
  'explainer.missing_sources': { id: 'Sebut paling sedikit satu sumber.', en: 'Name at least one source.' },
  'explainer.missing_decidedOn': {
    id: 'Isi tanggal keputusan atau berlakunya.',
    en: 'Give the day it was decided or began.',
  },
  'explainer.missing_contact': { id: 'Isi kantor yang bisa dihubungi.', en: 'Name the office to contact.' },
  'explainer.missing_check': {
    id: 'Buat tiga pertanyaan pemahaman, atau kosongkan semuanya.',
    en: 'Write three comprehension questions, or none.',
  },
  'explainer.missing_check_answer': {
    id: 'Pilih jawaban yang benar untuk tiap pertanyaan.',
    en: 'Choose the right answer of each question.',
  },
}
