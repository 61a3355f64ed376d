import type { ProblemTexts } from './problem-texts.ts'

export const questionsProblems: ProblemTexts = {
  'question.not_found': { id: 'Pertanyaan ini tidak ada.', en: 'There is no such question.' },
  'question.not_yours': {
    id: 'Pertanyaan ini dijawab oleh perwakilan yang memegangnya. Anda boleh membacanya.',
    en: 'This question is answered by the mission that holds it. You may read it.',
  },
  'question.changed_meanwhile': {
    id: 'Orang lain baru saja mengerjakan pertanyaan ini. Tulisan Anda belum tersimpan; muat ulang, lalu putuskan lagi.',
    en: 'Someone else has just acted on this question. Yours is not saved; reload, then decide again.',
  },
  'question.wrong_state': {
    id: 'Keadaan pertanyaan ini sudah lain, jadi langkah itu tidak berlaku lagi. Muat ulang halamannya.',
    en: 'This question stands differently now, so that step no longer applies. Reload the page.',
  },
  'question.personal_data': {
    id: 'Teks ini memuat nomor identitas, paspor, atau kartu. Belum ada yang tersimpan. Hapus nomornya; bila perlu data itu, pakai saluran terlindung (Peduli WNI atau loket).',
    en: 'This text holds an identity, passport or card number. Nothing was saved. Take the number out; where it is needed, use a protected channel (Peduli WNI or the counter).',
  },
  'question.hand_on_elsewhere': {
    id: 'Pilih perwakilan lain yang masih buka; pertanyaan perwakilan kepada pusat tetap di pusat.',
    en: 'Choose another mission that is open; what a mission asks headquarters stays there.',
  },
  'question.not_redacted': {
    id: 'Pertanyaan ini masih memuat data pribadi. Belum ada yang terbit. Tulis ulang tanpa nama, nomor, dan alamat.',
    en: 'This question still holds personal data. Nothing was published. Write it anew without names, numbers and addresses.',
  },
  'question.not_answered_yet': {
    id: 'Pertanyaan ini belum dijawab. Jawab dulu, baru langkah ini.',
    en: 'This question is not answered yet. Answer it first.',
  },
  'question.no_public_answer': { id: 'Tanya jawab ini tidak ada.', en: 'There is no such published answer.' },
  'question.no_such_code': {
    id: 'Kode itu tidak kami kenal. Periksa huruf dan angkanya; setelah 30 hari pertanyaan dihapus.',
    en: 'We do not know that code. Check its letters and digits; questions are erased after 30 days.',
  },
  'question.form_over': {
    id: 'Formulir ini sudah terlalu lama terbuka. Pertanyaan Anda belum terkirim; salin teksnya, muat ulang, lalu kirim lagi.',
    en: 'This form was open for too long. Your question was not sent; copy the text, reload, and send it again.',
  },
  'question.too_short': {
    id: 'Tulis pertanyaan Anda, 5 sampai 4.000 huruf. Belum ada yang terkirim.',
    en: 'Write your question, 5 to 4,000 letters. Nothing was sent.',
  },
  'question.ready_not_yours': {
    id: 'Jawaban siap pakai ini disimpan oleh pusat atau perwakilannya sendiri.',
    en: 'This ready answer is kept by headquarters or by its own mission.',
  },
  'question.no_ready_answer': { id: 'Jawaban siap pakai ini tidak ada.', en: 'There is no such ready answer.' },
  'question.ready_changed_meanwhile': {
    id: 'Jawaban ini sudah diubah orang lain. Isian Anda belum tersimpan; muat ulang, bandingkan, lalu simpan lagi.',
    en: 'Someone else changed this answer. Yours is not saved; reload, compare, and save again.',
  },
  'question.misunderstandings_not_yours': {
    id: 'Papan salah paham dibaca dan diurus oleh pusat.',
    en: 'The board of misunderstandings is headquarters’.',
  },
  'question.no_misunderstanding': { id: 'Salah paham ini tidak ada dalam daftar.', en: 'There is no such entry.' },
}
