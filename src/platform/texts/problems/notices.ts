import type { ProblemTexts } from './problem-texts.ts'

export const noticesProblems: ProblemTexts = {
  'notices.persons_only': {
    id: 'Pemberitahuan hanya ada untuk orang yang masuk dengan namanya sendiri. Tidak ada yang berubah; masuklah dulu.',
    en: 'Notices exist only for somebody who is signed in. Nothing changed; sign in first.',
  },
}
