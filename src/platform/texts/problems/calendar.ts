import type { ProblemTexts } from './problem-texts.ts'

export const calendarProblems: ProblemTexts = {
  'calendar.too_long': {
    id: 'Kalender menampilkan paling banyak {days} hari sekaligus. Pilih rentang yang lebih pendek.',
    en: 'The calendar shows at most {days} days at once. Choose a shorter span.',
  },
  'plan.changed_meanwhile': {
    id: 'Rencana ini baru saja disimpan orang lain. Isian Anda belum tersimpan; muat ulang, bandingkan, lalu simpan lagi.',
    en: 'Someone else just saved this plan. Yours is not saved; reload, compare, then save again.',
  },
  'plan.comment_not_yours': {
    id: 'Catatan pada rencana ditulis oleh meja kawasan perwakilan itu.',
    en: 'Comments on a plan are written by the regional desk of that mission.',
  },
  'plan.write_not_yours': {
    id: 'Rencana ditulis oleh perwakilan itu sendiri. Tidak ada yang berubah.',
    en: 'A plan is written by that mission itself. Nothing was changed.',
  },
}
