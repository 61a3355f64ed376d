import type { QuestionTopic } from '../../contract/questions.ts'
import type { Locale } from '../page.ts'

export type QuestionPageTexts = {
  readonly ask: string
  readonly lead: string
  readonly emergencyTitle: string
  readonly emergencyText: string
  readonly emergencyLink: string
  readonly topic: string
  readonly topics: Record<QuestionTopic, string>
  readonly where: string
  readonly whereHint: string
  readonly headquarters: string
  readonly text: string
  readonly textHint: string
  readonly urgent: string
  readonly urgentHint: string
  readonly leaveEmpty: string
  readonly send: string
  readonly privacy: readonly string[]
  readonly formal: string
  readonly ppid: string
  readonly sent: string
  readonly sentLead: (mission: string, due: string) => string
  readonly code: string
  readonly codeHint: string
  readonly look: string
  readonly lookTitle: string
  readonly lookLead: string
  readonly waiting: (mission: string, due: string) => string
  readonly closed: string
  readonly answered: (mission: string, day: string) => string
  readonly helpedQuestion: string
  readonly helped: string
  readonly didNotHelp: string
  readonly thanksHelped: string
  readonly thanksNot: string
  readonly answersTitle: string
  readonly answersLead: string
  readonly search: string
  readonly searchAct: string
  readonly none: string
  readonly noneYet: string
  readonly from: (mission: string, day: string) => string
  readonly others: string
}

export const questionPageTexts: Record<Locale, QuestionPageTexts> = {
  id: {
    ask: 'Tanya Kemlu',
    lead: 'Tanyakan kebijakan luar negeri atau layanan perwakilan. Anda tidak perlu menyebut nama.',
    emergencyTitle: 'Dalam bahaya sekarang?',
    emergencyText: 'Jangan tunggu jawaban di sini. Hubungi hotline perwakilan terdekat.',
    emergencyLink: 'Lihat imbauan dan hotline',
    topic: 'Tentang apa?',
    topics: {
      protection: 'Pelindungan WNI',
      consular: 'Paspor, visa, dokumen',
      policy: 'Kebijakan luar negeri',
      trade: 'Dagang dan investasi',
      tourism: 'Wisata ke Indonesia',
      study: 'Belajar dan beasiswa',
      account: 'Akun palsu atau penipuan',
      other: 'Lainnya',
    },
    where: 'Perwakilan yang Anda tuju',
    whereHint: 'Pilih perwakilan di negara tempat Anda berada atau yang Anda tanyakan. Tidak tahu? Biarkan Kemlu.',
    headquarters: 'Kemlu di Jakarta',
    text: 'Pertanyaan Anda',
    textHint:
      'Jangan tulis nomor paspor, NIK, telepon, atau nama. Nomor yang terlanjur tertulis kami samarkan sebelum disimpan.',
    urgent: 'Ini mendesak: keselamatan seseorang',
    urgentHint: 'Dijawab dalam satu jam, siang dan malam.',
    leaveEmpty: 'Biarkan kosong',
    send: 'Kirim pertanyaan',
    privacy: [
      'Tanpa nama, tanpa akun, tanpa pelacakan.',
      'Teks dihapus 30 hari setelah selesai; yang tinggal hanya jumlahnya.',
      'Jawaban untuk umum ditulis ulang oleh petugas, tanpa data Anda.',
    ],
    formal: 'Perlu permohonan informasi resmi (UU 14/2008)?',
    ppid: 'Ajukan lewat PPID Kemlu',
    sent: 'Pertanyaan Anda sudah diterima',
    sentLead: (mission, due) => `${mission} menjawab paling lambat ${due}.`,
    code: 'Kode Anda',
    codeHint:
      'Simpan kode ini. Hanya dengan kode ini jawaban bisa dibuka; kami tidak dapat mencarinya lagi untuk Anda.',
    look: 'Buka jawaban',
    lookTitle: 'Lihat jawaban',
    lookLead: 'Masukkan kode yang Anda terima saat bertanya.',
    waiting: (mission, due) => `Belum dijawab. ${mission} menjawab paling lambat ${due}.`,
    closed:
      'Pertanyaan ini ditutup tanpa jawaban, misalnya karena sudah terjawab di tempat lain. Anda boleh bertanya lagi.',
    answered: (mission, day) => `Jawaban ${mission}, ${day}`,
    helpedQuestion: 'Apakah ini menjawab pertanyaan Anda?',
    helped: 'Ya, terjawab',
    didNotHelp: 'Belum',
    thanksHelped: 'Terima kasih. Anda bilang sudah terjawab.',
    thanksNot: 'Anda bilang belum terjawab. Petugas akan melihatnya lagi.',
    answersTitle: 'Tanya jawab',
    answersLead: 'Pertanyaan yang sering datang, ditulis ulang tanpa data penanyanya.',
    search: 'Cari tanya jawab',
    searchAct: 'Cari',
    none: 'Tidak ada yang cocok. Coba kata lain, atau tanyakan.',
    noneYet: 'Belum ada tanya jawab yang terbit. Jadilah yang pertama bertanya.',
    from: (mission, day) => `${mission}, ${day}`,
    others: 'Baca tanya jawab yang sudah terbit',
  },
  en: {
    ask: 'Ask the ministry',
    lead: 'Ask about foreign policy or a mission’s services. You need not say who you are.',
    emergencyTitle: 'In danger now?',
    emergencyText: 'Do not wait for an answer here. Call the hotline of the nearest mission.',
    emergencyLink: 'See alerts and hotlines',
    topic: 'What about?',
    topics: {
      protection: 'Protection of citizens',
      consular: 'Passports, visas, papers',
      policy: 'Foreign policy',
      trade: 'Trade and investment',
      tourism: 'Travel to Indonesia',
      study: 'Study and scholarships',
      account: 'Fake accounts and fraud',
      other: 'Something else',
    },
    where: 'Mission you ask',
    whereHint: 'Choose the mission where you are or that you ask about. Not sure? Leave the ministry.',
    headquarters: 'The ministry in Jakarta',
    text: 'Your question',
    textHint:
      'No passport, identity or telephone numbers and no names, please. Numbers are masked before anything is kept.',
    urgent: 'This is urgent: somebody’s safety',
    urgentHint: 'Answered within an hour, day and night.',
    leaveEmpty: 'Leave empty',
    send: 'Send question',
    privacy: [
      'No name, no account, no tracking.',
      'The text is erased 30 days after it is settled; only counts remain.',
      'Published answers are written anew by staff, without your data.',
    ],
    formal: 'Need a formal request for information (Law 14/2008)?',
    ppid: 'Use the ministry’s PPID',
    sent: 'Your question has been received',
    sentLead: (mission, due) => `${mission} answers by ${due}.`,
    code: 'Your code',
    codeHint: 'Keep this code. The answer opens with it only; we cannot find it again for you.',
    look: 'Open the answer',
    lookTitle: 'See the answer',
    lookLead: 'Enter the code you were given when you asked.',
    waiting: (mission, due) => `Not answered yet. ${mission} answers by ${due}.`,
    closed: 'This question was closed without an answer, perhaps because it is answered elsewhere. You may ask again.',
    answered: (mission, day) => `Answer of ${mission}, ${day}`,
    helpedQuestion: 'Does this answer your question?',
    helped: 'Yes, it does',
    didNotHelp: 'Not yet',
    thanksHelped: 'Thank you. You said it was answered.',
    thanksNot: 'You said it was not answered. Somebody will look again.',
    answersTitle: 'Questions and answers',
    answersLead: 'What is often asked, written anew without the asker’s data.',
    search: 'Search questions and answers',
    searchAct: 'Search',
    none: 'Nothing fits. Try other words, or ask.',
    noneYet: 'Nothing has been published yet. Be the first to ask.',
    from: (mission, day) => `${mission}, ${day}`,
    others: 'Read published questions and answers',
  },
}
