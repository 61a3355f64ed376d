import type { ProblemTexts } from './problem-texts.ts'

export const messagesProblems: ProblemTexts = {
  'message.not_found': { id: 'Pesan ini tidak ada.', en: 'There is no such message.' },
  'message.label_not_yours': {
    id: 'Hanya pelaksana dan kepala perwakilan itu yang dapat mengubah label pesannya. Label tetap seperti semula.',
    en: 'Only the officers and the head of that mission may change its labels. The label stays as it was.',
  },
  'message.unknown_objective': {
    id: 'Tidak ada sasaran “{code}”. Label tetap seperti semula; pilih sasaran dari daftar.',
    en: 'There is no objective “{code}”. The label stays as it was; choose one from the list.',
  },
  'message.page_gone': {
    id: 'Daftar ini sudah berubah. Muat ulang dari awal.',
    en: 'This list has changed. Load it again from the start.',
  },
}
