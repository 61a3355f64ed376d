import type { ProblemTexts } from './problem-texts.ts'

export const strategyProblems: ProblemTexts = {
  'fact.changed_meanwhile': {
    id: 'Fakta ini sudah diubah orang lain (versi {theirs}, Anda membuka versi {yours}). Isian Anda belum tersimpan; bandingkan, lalu simpan lagi.',
    en: 'Someone else changed this fact (version {theirs}, you opened {yours}). Yours is not saved; compare, then save again.',
  },
  'fact.not_found': { id: 'Fakta ini tidak ada dalam daftar.', en: 'This fact is not in the register.' },
  'fact.users_not_yours': {
    id: 'Pemakaian fakta di semua perwakilan dilihat oleh pusat.',
    en: 'Where a fact is used in every mission is seen by headquarters.',
  },
  'fact.write_not_yours': {
    id: 'Fakta ditulis oleh perumus strategi dan redaktur pusat. Tidak ada yang berubah.',
    en: 'Facts are written by strategists and editors at headquarters. Nothing was changed.',
  },
  'mix.agree_not_yours': {
    id: 'Usulan disepakati pihak lain: usulan pusat oleh perwakilan itu, usulan perwakilan oleh pusat.',
    en: 'A proposal is agreed by the other side: one of headquarters by that mission, one of a mission by headquarters.',
  },
  'mix.agree_waits_for_hq': {
    id: 'Ini usulan perwakilan Anda. Pusat yang menyepakatinya, atau menjawab dengan usulan lain.',
    en: 'This is your mission’s proposal. Headquarters agrees to it, or answers with another.',
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
  'mix.nothing_to_answer': {
    id: 'Pusat belum mengusulkan target untuk {quarter}. Begitu ada usulan, Anda bisa menyepakati atau menjawabnya.',
    en: 'Headquarters has proposed nothing for {quarter} yet. Once it does, you can agree or answer.',
  },
  'mix.propose_not_yours': {
    id: 'Target diusulkan oleh perumus strategi pusat, dan dijawab oleh perwakilan itu sendiri.',
    en: 'A mix is proposed by strategists at headquarters, and answered by that mission.',
  },
  'mix.twice': { id: 'Sasaran {code} tertulis dua kali.', en: 'The objective {code} is there twice.' },
  'mix.unknown_objective': { id: 'Sasaran {code} tidak berlaku.', en: 'The objective {code} does not hold.' },
  'narrative.changed_meanwhile': {
    id: 'Narasi ini sudah diubah orang lain (versi {theirs}, Anda membuka versi {yours}). Isian Anda belum tersimpan; bandingkan, lalu simpan lagi.',
    en: 'Someone else changed this narrative (version {theirs}, you opened {yours}). Yours is not saved; compare, then save again.',
  },
  'narrative.ends_before_start': {
    id: 'Hari terakhir tidak boleh sebelum hari pertama.',
    en: 'The last day cannot be before the first.',
  },
  'narrative.language_twice': {
    id: 'Bahasa {language} tertulis dua kali.',
    en: 'The language {language} is there twice.',
  },
  'narrative.needs_reason': {
    id: 'Narasi “{title}” di luar masa berlakunya. Tulis alasan memakainya, paling sedikit {min} huruf; isian Anda belum tersimpan.',
    en: 'The narrative “{title}” is outside its days. Say why you use it, at least {min} characters; yours is not saved yet.',
  },
  'narrative.not_found': { id: 'Narasi ini tidak ada.', en: 'There is no such narrative.' },
  'narrative.write_not_yours': {
    id: 'Narasi ditulis oleh perumus strategi dan redaktur pusat. Tidak ada yang berubah.',
    en: 'Narratives are written by strategists and editors at headquarters. Nothing was changed.',
  },
  'objective.announced': {
    id: '“{name}” sudah punya versi yang berlaku mulai {day}. Tidak ada yang berubah; pilih tanggal itu atau sesudahnya.',
    en: '“{name}” already has a version that holds from {day}. Nothing was changed; choose that day or a later one.',
  },
  'objective.change_not_yours': {
    id: 'Sasaran diubah oleh perumus strategi pusat.',
    en: 'Objectives are changed by strategists at headquarters.',
  },
  'objective.from_past': {
    id: '{day} sudah lewat. Sejarah tidak diubah; pilih hari ini atau sesudahnya.',
    en: '{day} has passed. History is not changed; choose today or a later day.',
  },
  'objective.has_children': {
    id: 'Di bawahnya masih ada “{child}”. Pindahkan atau akhiri itu dulu; tidak ada yang berubah.',
    en: '“{child}” still stands below it. Move or end that first; nothing was changed.',
  },
  'objective.not_found': { id: 'Sasaran ini tidak ada.', en: 'There is no such objective.' },
  'objective.stray_parent': {
    id: 'Induk {parent} tidak ada atau membuat lingkaran. Tidak ada yang tersimpan.',
    en: 'The parent {parent} does not exist or makes a circle. Nothing was saved.',
  },
}
