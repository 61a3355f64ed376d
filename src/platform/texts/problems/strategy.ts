import type { ProblemTexts } from './problem-texts.ts'

export const strategyProblems: ProblemTexts = {
  'mix.agree_not_yours': {
    id: 'Target disepakati oleh kepala atau pelaksana perwakilan itu sendiri.',
    en: 'A mix is agreed by the head or officer of that mission.',
  },
  'mix.agree_own': {
    id: 'Anda yang mengusulkan target ini, jadi orang perwakilan yang menyepakatinya.',
    en: 'You proposed this mix, so someone of the mission must agree.',
  },
  'mix.not_100': {
    id: 'Jumlah target {sum} %, harus 100 %. Tidak ada yang tersimpan; sesuaikan ({difference}).',
    en: 'The shares sum to {sum} %, they must make 100 %. Nothing was saved; adjust them ({difference}).',
  },
  'mix.not_found': { id: 'Usulan target ini tidak ada.', en: 'There is no such proposal.' },
  'mix.not_open': {
    id: 'Usulan ini sudah disepakati atau diganti. Buka usulan terbaru.',
    en: 'This proposal is agreed or replaced. Open the newest one.',
  },
  'mix.propose_not_yours': {
    id: 'Target diusulkan oleh perumus strategi pusat.',
    en: 'A mix is proposed by strategists at headquarters.',
  },
  'mix.twice': { id: 'Sasaran {code} tertulis dua kali.', en: 'The objective {code} is there twice.' },
  'mix.unknown_objective': { id: 'Sasaran {code} tidak berlaku.', en: 'The objective {code} does not hold.' },
  'objective.change_not_yours': {
    id: 'Sasaran diubah oleh perumus strategi pusat.',
    en: 'Objectives are changed by strategists at headquarters.',
  },
  'objective.stray_parent': {
    id: 'Induk {parent} tidak ada atau membuat lingkaran. Tidak ada yang tersimpan.',
    en: 'The parent {parent} does not exist or makes a circle. Nothing was saved.',
  },
}
