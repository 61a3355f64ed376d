import type { ProblemTexts } from './problem-texts.ts'

export const reportsProblems: ProblemTexts = {
  'report.not_yours': {
    id: 'Laporan dan garis dasar kementerian hanya untuk pusat. Buka laporan perwakilan Anda.',
    en: 'The ministry’s papers and baseline are for headquarters. Open your mission’s own.',
  },
  'report.not_found': {
    id: 'Laporan ini tidak ada, atau bukan untuk Anda.',
    en: 'There is no such paper, or it is not for you.',
  },
  'report.not_made': {
    id: 'Laporan ini belum selesai dibuat. Tunggu sebentar, lalu buka lagi.',
    en: 'This paper is not made yet. Wait a moment, then open it again.',
  },
  'report.file_gone': {
    id: 'Berkas laporan ini tidak ada lagi, misalnya setelah pemulihan cadangan. Angkanya aman; minta laporan ini sekali lagi.',
    en: 'The file of this paper is gone, after a restore for instance. Its numbers are safe; ask for it once more.',
  },
  'report.quarter_ahead': {
    id: 'Triwulan itu belum mulai, jadi belum ada yang dapat dilaporkan. Pilih triwulan berjalan atau sebelumnya.',
    en: 'That quarter has not begun, so there is nothing to report. Choose this quarter or an earlier one.',
  },
}
