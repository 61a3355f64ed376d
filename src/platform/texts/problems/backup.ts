import type { ProblemTexts } from './problem-texts.ts'

export const backupProblems: ProblemTexts = {
  'backup.not_empty': {
    id: 'Di sini sudah ada pekerjaan. Pemulihan hanya ke data yang masih kosong: pakai SELARAS_DATA atau DATABASE_URL yang baru.',
    en: 'There is work here already. A restore goes into an empty installation only: use a new SELARAS_DATA or DATABASE_URL.',
  },
  'backup.not_ours': {
    id: 'Berkas ini bukan cadangan Selaras. Tidak ada yang berubah.',
    en: 'This file is not a backup of Selaras. Nothing was changed.',
  },
  'backup.not_whole': {
    id: 'Cadangan ini rusak atau terpotong. Tidak ada yang berubah; pakai salinan lain.',
    en: 'This backup is damaged or cut off. Nothing was changed; use another copy.',
  },
  'backup.other_version': {
    id: 'Cadangan ini dari versi lain. Tidak ada yang berubah; pasang versi yang tertulis di manifest.json, pulihkan, lalu perbarui.',
    en: 'This backup is of another version. Nothing was changed; install the version that manifest.json names, restore, then upgrade.',
  },
}
