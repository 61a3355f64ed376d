import type { ProblemTexts } from './problem-texts.ts'

export const missionsProblems: ProblemTexts = {
  'mission.not_found': { id: 'Perwakilan ini tidak ada.', en: 'There is no such mission.' },
  'mission.change_not_yours': {
    id: 'Hanya perumus strategi dan admin pusat yang dapat mengubah data perwakilan.',
    en: 'Only strategists and administrators at headquarters may change a mission.',
  },
  'mission.closes_before_opening': {
    id: 'Tanggal tutup ({closed}) harus sesudah tanggal buka ({opened}).',
    en: 'The closing date ({closed}) must come after the opening date ({opened}).',
  },
}
