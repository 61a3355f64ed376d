import type { ProblemTexts } from './problem-texts.ts'

export const alignmentProblems: ProblemTexts = {
  'index.analysts_only': {
    id: 'Laporan kepekaan hanya untuk analis pusat: isinya menyentuh semua perwakilan. Indeks perwakilan Anda tetap terbuka di halaman Keselarasan.',
    en: 'The sensitivity report is for headquarters’ analysts only: it concerns every mission. Your mission’s index stays open on the page Alignment.',
  },
  'index.freeze_not_yours': {
    id: 'Hanya perumus strategi pusat yang membekukan triwulan. Tidak ada yang berubah.',
    en: 'Only headquarters’ strategists freeze a quarter. Nothing was changed.',
  },
  'index.quarter_running': {
    id: 'Triwulan {quarter} belum berakhir di semua perwakilan. Bekukan setelah hari terakhirnya lewat.',
    en: 'Quarter {quarter} has not ended at every mission. Freeze it once its last day is over.',
  },
  'index.already_frozen': {
    id: 'Triwulan {quarter} sudah dibekukan dan tidak berubah lagi. Label yang datang kemudian tampil di sampingnya.',
    en: 'Quarter {quarter} is frozen and changes no more. Later labels are shown beside it.',
  },
  'index.behind': {
    id: 'Masih ada pesan triwulan {quarter} yang belum masuk hitungan. Coba lagi beberapa menit lagi.',
    en: 'Messages of quarter {quarter} still wait to be counted. Try again in a few minutes.',
  },
}
