type Sentence = { readonly id: string; readonly en: string }
export type Params = Readonly<Record<string, string | number>>
export type Locale = 'id' | 'en'

/** Why a delivery stands where it stands. `{words}` is what a person or network said. */
const reasons: Readonly<Record<string, Sentence>> = {
  pending: { id: 'Jaringan sedang memprosesnya', en: 'The network is working on it' },
  'deferred.rate': {
    id: 'Jaringan meminta menunggu; pasti belum terbit',
    en: 'The network asked us to wait; it is surely not out',
  },
  'deferred.network': {
    id: 'Jaringan tidak terjangkau; pasti belum terbit',
    en: 'The network could not be reached; it is surely not out',
  },
  'deferred.auth_refresh': {
    id: 'Sambungan akun sedang diperbarui; pasti belum terbit',
    en: "The account's connection is being renewed; it is surely not out",
  },
  'refused.auth': {
    id: 'Jaringan menolak sambungan akun ini: {words}',
    en: 'The network refused this connection: {words}',
  },
  'refused.content': { id: 'Jaringan menolak isinya: {words}', en: 'The network refused the content: {words}' },
  'refused.account': { id: 'Jaringan membatasi akun ini: {words}', en: 'The network restricts this account: {words}' },
  'refused.not_connected': { id: 'Akun belum tersambung', en: 'The account is not connected' },
  'refused.image_gone': { id: 'Gambar atau filmnya sudah tidak ada', en: 'Its picture or film is no longer there' },
  'refused.image_expired': {
    id: 'Izin pakai gambar atau filmnya sudah berakhir',
    en: 'The right to use its picture or film has ended',
  },
  'refused.image_withdrawn': {
    id: 'Orang di gambar atau filmnya menarik persetujuan',
    en: 'A person in its picture or film has withdrawn consent',
  },
  'refused.image_changed': {
    id: 'Gambar atau film yang tersimpan bukan yang disetujui',
    en: 'The stored picture or film is not the one that was approved',
  },
  'unknown.cut': { id: 'Sambungan putus setelah teks dikirim', en: 'The line broke after the text was sent' },
  'unknown.crash': {
    id: 'Selaras terhenti saat mengirim, jadi hasilnya belum pasti',
    en: 'Selaras stopped while sending, so the outcome is not sure',
  },
  'unknown.no_look': {
    id: 'Sambungan putus, dan jaringan ini tidak bisa kami periksa',
    en: 'The line broke, and this network cannot be looked at',
  },
  'unknown.may_arrive': {
    id: 'Belum tampak di akun; panggilan yang putus masih mungkin tiba',
    en: 'Not on the account yet; the cut call may still arrive',
  },
  'unknown.similar': { id: 'Ada kiriman mirip di akun', en: 'There is a similar post on the account' },
  'unknown.unreadable': { id: 'Akun belum bisa dibaca', en: 'The account cannot be read yet' },
  'unknown.not_connected': {
    id: 'Hasil belum pasti dan akun tidak lagi tersambung',
    en: 'The outcome is not sure and the account is no longer connected',
  },
  'unknown.same_post': {
    id: 'Kiriman yang ditemukan sudah tercatat untuk pengiriman lain',
    en: 'The post that was found is already recorded for another delivery',
  },
  'scheduled.proved_absent': {
    id: 'Sudah diperiksa: belum terbit. Dikirim lagi dengan kunci yang sama',
    en: 'Looked up: not out. It goes again with the same key',
  },
  'scheduled.person_says_absent': {
    id: 'Dipastikan petugas: belum terbit',
    en: 'An officer made sure: it is not out',
  },
  'held.pause': { id: 'Ditahan oleh jeda', en: 'Held by a pause' },
  'held.takeover': { id: 'Ditahan: akun sedang tidak aman', en: 'Held: the account is not safe' },
  'held.recall': { id: 'Ditahan: kit atau faktanya berubah', en: 'Held: its kit or a fact has changed' },
  'held.embargo': { id: 'Ditahan oleh embargo', en: 'Held by an embargo' },
  'held.alert': { id: 'Ditahan selama siaga', en: 'Held during an alert' },
  'confirm.after_hold': { id: 'Jeda sudah selesai', en: 'The pause is over' },
  'confirm.after_restore': {
    id: 'Dipulihkan dari cadangan: mungkin sudah terbit',
    en: 'Restored from a backup: it may be out already',
  },
  'confirm.too_late': { id: 'Terlambat terlalu lama untuk dikirim begitu saja', en: 'Too late to go out unasked' },
  'cancelled.person': { id: 'Dibatalkan petugas', en: 'Cancelled by an officer' },
  'cancelled.because': { id: 'Dibatalkan: {words}', en: 'Cancelled: {words}' },
  'cancelled.item_changed': {
    id: 'Dibatalkan: kiriman diubah setelah disetujui',
    en: 'Cancelled: the item was changed after approval',
  },
  'cancelled.repeat_stopped': { id: 'Dibatalkan: pengulangannya dihentikan', en: 'Cancelled: its repeats were ended' },
  'cancelled.item_withdrawn': { id: 'Dibatalkan: kiriman ditarik', en: 'Cancelled: the item was withdrawn' },
}

/** What happens next by itself, or what to do. */
const nextSteps: Readonly<Record<string, Sentence>> = {
  scheduled: { id: 'Selaras mengirimnya pada waktunya.', en: 'Selaras sends it at its time.' },
  scheduled_by_hand: {
    id: 'Anda menerbitkannya sendiri pada waktunya; Selaras menyiapkan teks dan gambar.',
    en: 'You publish it yourself at its time; Selaras prepares text and pictures.',
  },
  scheduled_again: { id: 'Selaras mencoba lagi sendiri.', en: 'Selaras tries again by itself.' },
  scheduled_held: {
    id: 'Ditahan bila waktunya tiba selama jeda berlaku.',
    en: 'It will be held if its time comes while the pause is in force.',
  },
  held: {
    id: 'Tunggu jeda selesai; setelah itu pastikan masih pantas terbit.',
    en: 'Wait until the pause ends; then make sure that it is still fitting.',
  },
  held_recall: {
    id: 'Buka kirimannya dan sesuaikan teksnya; setelah disetujui lagi, kiriman terbit.',
    en: 'Open its item and adjust the text; once approved again, it goes out.',
  },
  held_embargo: {
    id: 'Selaras mengirimnya begitu embargo berakhir.',
    en: 'Selaras sends it as soon as the embargo ends.',
  },
  needs_confirmation: { id: 'Pastikan masih pantas terbit.', en: 'Make sure that it is still fitting.' },
  awaiting_person: {
    id: 'Ambil, terbitkan di jaringan, lalu tempel tautannya.',
    en: 'Take it, publish it on the network, then paste the link.',
  },
  sending: { id: 'Tunggu sebentar; hasilnya segera tercatat.', en: 'Wait a moment; the outcome is recorded at once.' },
  pending: { id: 'Selaras menanyakan hasilnya lagi.', en: 'Selaras asks for the outcome again.' },
  sent: { id: 'Tidak ada lagi yang perlu Anda lakukan.', en: 'There is nothing left to do.' },
  refused_content: { id: 'Ubah kirimannya, lalu ajukan ulang.', en: 'Change the item, then submit it again.' },
  refused_account: {
    id: 'Perbaiki sambungan akun lalu coba lagi, atau terbitkan sendiri.',
    en: 'Mend the connection and try again, or publish it yourself.',
  },
  unknown_looking: {
    id: 'Selaras mencarinya lagi di akun. Tidak ada yang dikirim ulang sebelum pasti.',
    en: 'Selaras looks at the account again. Nothing is sent again before it is sure.',
  },
  unknown_person: {
    id: 'Periksa akun, lalu pastikan sudah terbit atau belum.',
    en: 'Look at the account, then say whether it is out.',
  },
  cancelled: { id: 'Tidak dikirim.', en: 'It is not sent.' },
}

/** What an attempt was, by kind and outcome. */
const attempts: Readonly<Record<string, Sentence>> = {
  publish: { id: 'Percobaan {number} dicatat sebelum mengirim', en: 'Attempt {number} written down before sending' },
  'publish.sent': { id: 'Percobaan {number}: terkirim', en: 'Attempt {number}: sent' },
  'publish.pending': {
    id: 'Percobaan {number}: diterima, masih diproses jaringan',
    en: 'Attempt {number}: taken, the network is working on it',
  },
  'publish.deferred': {
    id: 'Percobaan {number}: ditunda, pasti belum terbit',
    en: 'Attempt {number}: put off, surely not out',
  },
  'publish.refused': { id: 'Percobaan {number}: ditolak jaringan', en: 'Attempt {number}: refused by the network' },
  'publish.unknown': { id: 'Percobaan {number}: hasil tidak diketahui', en: 'Attempt {number}: outcome unknown' },
  'publish.silent': {
    id: 'Percobaan {number}: Selaras berhenti saat mengirim, hasil tidak diketahui',
    en: 'Attempt {number}: Selaras stopped while sending, outcome unknown',
  },
  poll: { id: 'Menanyakan hasil ke jaringan', en: 'Asking the network for the outcome' },
  'poll.sent': { id: 'Jaringan menjawab: terbit', en: 'The network answers: it is out' },
  'poll.refused': { id: 'Jaringan menjawab: ditolak', en: 'The network answers: refused' },
  look_up: { id: 'Mencari di akun', en: 'Looking at the account' },
  'look_up.found': { id: 'Mencari di akun: ditemukan', en: 'Looking at the account: found' },
  'look_up.absent': { id: 'Mencari di akun: pasti belum terbit', en: 'Looking at the account: surely not out' },
  'look_up.absent_yet': { id: 'Mencari di akun: belum tampak', en: 'Looking at the account: not there yet' },
  'look_up.unsure': { id: 'Mencari di akun: belum pasti', en: 'Looking at the account: not sure' },
  'person.reported': { id: '{name} menempel tautan', en: '{name} pasted the link' },
  'person.undone': { id: '{name} membatalkan laporan terbit', en: '{name} took the report back' },
  'person.it_is_this': { id: '{name} memastikan: ini kirimannya', en: '{name} made sure: it is this post' },
  'person.look_again': { id: '{name} meminta dicari lagi', en: '{name} asked to look again' },
  'person.not_out': { id: '{name} memastikan: belum terbit, kirim', en: '{name} made sure: not out, send it' },
}

/** What is wrong with delivering as a whole. */
const alarms: Readonly<Record<string, Sentence>> = {
  silent: {
    id: 'Selaras tidak mengirim apa pun sejak {minutes} menit lalu. Kiriman Anda aman dan terbit begitu pengirim hidup lagi. Beri tahu administrator; untuk yang mendesak, terbitkan sendiri.',
    en: 'Selaras has sent nothing for {minutes} minutes. Your items are safe and go out once sending is back. Tell an administrator; publish by hand what cannot wait.',
  },
}

const groups = { reason: reasons, next: nextSteps, attempt: attempts, alarm: alarms }

/** A sentence in the caller's language with the key it came from; gaps as `{name}`. */
export function sentence(
  locale: Locale,
  group: keyof typeof groups,
  key: string,
  params: Params = {},
): { key: string; params: Record<string, string | number>; detail: string } {
  const text = groups[group][key]?.[locale] ?? key
  const detail = text.replace(/\{(\w+)\}/g, (gap, name: string) => String(params[name] ?? gap))
  return { key: `delivery.${group}.${key}`, params: { ...params }, detail }
}

export const hasSentence = (group: keyof typeof groups, key: string): boolean => groups[group][key] !== undefined
