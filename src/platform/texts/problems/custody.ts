import type { ProblemTexts } from './problem-texts.ts'

export const custodyProblems: ProblemTexts = {
  'custody.named_already': {
    id: '{name} sudah menjadi penanggung jawab akun ini. Tidak ada yang berubah.',
    en: '{name} is a custodian of this account already. Nothing changed.',
  },
  'custody.no_such_person': {
    id: 'Orang ini tidak ada di Selaras. Isi namanya saja, tanpa menautkan.',
    en: 'This person is not in Selaras. Give the name only, without a link.',
  },
  'custody.no_such_custodian': { id: 'Penanggung jawab ini tidak ada.', en: 'There is no such custodian.' },
  'handover.not_found': { id: 'Serah terima ini tidak ada.', en: 'There is no such handover.' },
  'handover.open_already': {
    id: 'Serah terima {name} sudah dibuka. Lanjutkan yang itu.',
    en: 'The handover of {name} is open already. Go on with that one.',
  },
  'handover.same_person': {
    id: 'Yang berangkat tidak bisa menerima dari dirinya sendiri. Pilih orang lain.',
    en: 'Whoever leaves cannot take over from themselves. Choose somebody else.',
  },
  'handover.no_successor': {
    id: 'Belum ada penerima. Isi dulu siapa yang menerima, lalu tanda tangani.',
    en: 'Nobody takes over yet. Name the successor first, then sign.',
  },
  'handover.steps_open': {
    id: 'Masih ada {open} langkah yang belum dicentang. Belum ada yang ditandatangani; selesaikan dulu daftarnya.',
    en: '{open} steps are not done yet. Nothing was signed; finish the list first.',
  },
  'handover.changed_meanwhile': {
    id: 'Daftarnya berubah sejak Anda membukanya. Belum ditandatangani; baca lagi, lalu tanda tangani.',
    en: 'The list changed since you opened it. Nothing was signed; read it again, then sign.',
  },
  'handover.not_your_side': {
    id: 'Tanda tangan ini milik orang yang namanya tertulis. Anda hanya bisa menandatangani bagian Anda sendiri.',
    en: 'This signature belongs to the person named there. You can sign your own side only.',
  },
  'handover.two_persons': {
    id: 'Anda sudah menandatangani satu sisi. Sisi lain harus ditandatangani orang lain.',
    en: 'You have signed one side. Somebody else must sign the other.',
  },
  'handover.signed_already': {
    id: 'Sisi ini sudah ditandatangani. Tidak ada yang berubah.',
    en: 'This side is signed already. Nothing changed.',
  },
  'handover.persons_sign': {
    id: 'Berita acara hanya bisa ditandatangani orang yang masuk ke Selaras.',
    en: 'Minutes can be signed only by a person who signed in.',
  },
  'handover.successor_says': {
    id: 'Hanya penerima sendiri yang bisa menyatakan bahwa ia sudah bisa masuk.',
    en: 'Only the successor can say that they get in.',
  },
  'handover.closed': {
    id: 'Serah terima ini sudah ditutup dan tidak bisa diubah.',
    en: 'This handover is closed and cannot be changed.',
  },
  'confirmation.not_found': { id: 'Putaran ini tidak ada.', en: 'There is no such round.' },
  'confirmation.not_yours': {
    id: 'Putaran untuk semua perwakilan dibuka perumus strategi atau admin; untuk satu perwakilan juga oleh kepalanya.',
    en: 'A strategist or administrator opens a round for all missions; for one mission its head may too.',
  },
  'confirmation.due_too_soon': {
    id: 'Batas waktunya harus sesudah hari ini, supaya perwakilan sempat menjawab.',
    en: 'The last day must come after today, so that missions can answer.',
  },
  'confirmation.runs_already': {
    id: 'Putaran ini sudah berjalan sampai {dueOn}. Tutup dulu yang itu.',
    en: 'Such a round runs until {dueOn} already. Close that one first.',
  },
  'confirmation.closed_already': { id: 'Putaran ini sudah ditutup.', en: 'This round is closed already.' },
}
