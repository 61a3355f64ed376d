import type { ProblemTexts } from './problem-texts.ts'

export const outcomesProblems: ProblemTexts = {
  'outcome.not_yours': {
    id: 'Hanya pelaksana dan kepala perwakilan itu yang dapat mencatat hasilnya. Tidak ada yang tersimpan.',
    en: 'Only the officers and the head of that mission may record its outcomes. Nothing was saved.',
  },
  'outcome.not_found': {
    id: 'Catatan ini tidak ada atau bukan untuk Anda. Tidak ada yang berubah.',
    en: 'There is no such record, or it is not yours. Nothing changed.',
  },
  'outcome.future': {
    id: 'Hari itu belum tiba di perwakilan ini. Tidak ada yang tersimpan; periksa tanggalnya.',
    en: 'That day has not come yet at this mission. Nothing was saved; check the date.',
  },
  'outcome.no_code': {
    id: 'Kode ini bukan milik perwakilan ini. Tidak ada yang tersimpan; salin kodenya dari daftar, atau kosongkan.',
    en: 'This code is not of this mission. Nothing was saved; copy it from the list, or leave it empty.',
  },
  'outcome.no_objective': {
    id: 'Sasaran ini tidak ada. Tidak ada yang tersimpan; pilih dari daftar.',
    en: 'There is no such objective. Nothing was saved; choose one of the list.',
  },
  'outcome.target': {
    id: 'Tautan harus alamat https yang lengkap. Tidak ada yang tersimpan; salin alamat halamannya.',
    en: 'The link must be a whole https address. Nothing was saved; copy the address of the page.',
  },
}
