import type { ProblemTexts } from './problem-texts.ts'

export const ratingProblems: ProblemTexts = {
  'rating.not_a_rater': {
    id: 'Meja penilaian hanya untuk penilai seluruh kementerian. Tidak ada yang berubah.',
    en: 'The rating desk is for raters of the whole ministry. Nothing was changed.',
  },
  'rating.task_not_found': {
    id: 'Kiriman ini tidak menunggu penilaian Anda. Ambil kiriman berikutnya.',
    en: 'This text does not wait for your rating. Take the next one.',
  },
  'rating.already_rated': {
    id: 'Cukup orang sudah menilai kiriman ini. Penilaian Anda tidak disimpan; ambil kiriman berikutnya.',
    en: 'Enough people have rated this text. Yours was not saved; take the next one.',
  },
  'rating.nothing_to_undo': {
    id: 'Hanya penilaian terakhir Anda yang dapat ditarik, dalam 30 menit. Penilaian ini tetap tersimpan.',
    en: 'Only your last rating can be taken back, within 30 minutes. This one stays.',
  },
  'rating.unknown_objective': {
    id: 'Tidak ada sasaran “{code}”. Penilaian belum disimpan; pilih sasaran dari daftar.',
    en: 'There is no objective “{code}”. Nothing was saved; choose one from the list.',
  },
  'rating.sample_not_yours': {
    id: 'Sampel hanya untuk pusat, dan hanya perumus strategi yang menariknya. Tidak ada yang berubah.',
    en: 'The sample is for headquarters, and only a strategist draws it. Nothing was changed.',
  },
  'rating.seed_is_set': {
    id: 'Sampel triwulan ini sudah ditarik dengan benih “{seed}”. Benih tidak dapat diganti; kosongkan untuk menambah.',
    en: 'This quarter’s sample was drawn with the seed “{seed}”. It cannot be changed; leave it empty to draw more.',
  },
  'rating.nothing_to_draw': {
    id: 'Belum ada pesan triwulan ini yang sudah dibaca. Impor kiriman dahulu, lalu tarik sampel.',
    en: 'No message of this quarter has been read yet. Import posts first, then draw the sample.',
  },
  'dispute.not_yours': {
    id: 'Keberatan diajukan oleh pelaksana atau kepala perwakilan itu. Label tetap seperti semula.',
    en: 'A dispute is opened by the officers or the head of that mission. The label stays as it was.',
  },
  'dispute.open_already': {
    id: 'Keberatan atas pesan ini sedang dinilai. Tunggu keputusannya.',
    en: 'A dispute of this message is being rated. Wait for its decision.',
  },
  'dispute.same_label': {
    id: 'Label yang Anda ajukan sama dengan yang berlaku. Tidak ada yang perlu dinilai ulang.',
    en: 'The label you ask for is the one that stands. There is nothing to rate again.',
  },
}
