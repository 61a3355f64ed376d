/** A whole item as an officer may have written it. `{kota}` and `{city}` are the mission's own city. */
export type ItemText = {
  readonly title: string
  readonly objective: string
  readonly secondary?: string
  readonly kind: 'purpose' | 'activity_purpose' | 'service' | 'protocol'
  readonly aim: string
  readonly audience: string
  readonly benefit: string
  readonly desiredAction: string
  readonly text: string
  readonly english: string
  readonly gist: string
  readonly picture: 'kopi' | 'laut' | 'kawung' | 'periksa'
  readonly sensitive?: string
}

export const itemTexts: readonly ItemText[] = [
  {
    title: 'Cicip kopi bersama pemilik kafe',
    objective: 'products',
    kind: 'activity_purpose',
    aim: 'Sepuluh kafe mencoba kopi Indonesia',
    audience: 'Pemilik kafe dan roastery',
    benefit: 'Mencoba tujuh kopi tanpa biaya dan bertemu langsung eksportirnya',
    desiredAction: 'Daftar paling lambat Jumat',
    text: 'Punya kafe di {kota}? Cicipi tujuh kopi Indonesia tanpa biaya dan pesan mulai 60 kg langsung dari koperasinya. Daftar sampai Jumat: example.org/cicip',
    english:
      'Run a café in {city}? Taste seven Indonesian coffees free of charge and order from 60 kg, straight from the cooperative. Register by Friday: example.org/cicip',
    gist: 'Undangan mencicip kopi bagi pemilik kafe: gratis, pesanan mulai 60 kg, daftar sampai Jumat.',
    picture: 'kopi',
  },
  {
    title: 'Paspor: janji temu tiap Selasa',
    objective: 'protection',
    kind: 'service',
    aim: 'Antrean paspor berkurang',
    audience: 'WNI di wilayah kerja',
    benefit: 'Paspor selesai dalam tiga hari kerja tanpa menunggu di loket',
    desiredAction: 'Pilih jam lewat tautan',
    text: 'Paspor Anda habis tahun ini? Pilih jam tiap Selasa dan Kamis, selesai dalam tiga hari kerja. Bawa paspor lama dan izin tinggal: example.org/paspor',
    english:
      'Does your passport expire this year? Choose a time on Tuesdays and Thursdays; it is ready in three working days: example.org/paspor',
    gist: 'Layanan paspor dengan janji temu Selasa dan Kamis, selesai tiga hari kerja.',
    picture: 'periksa',
  },
  {
    title: 'Labuan Bajo di luar musim ramai',
    objective: 'tourism',
    kind: 'purpose',
    aim: 'Agen perjalanan menambah paket di luar musim ramai',
    audience: 'Agen perjalanan dan pelancong mandiri',
    benefit: 'Penginapan lebih murah dan laut tetap bisa dilayari',
    desiredAction: 'Unduh rute empat hari',
    text: 'Ingin ke Labuan Bajo tanpa antre? Antara Oktober dan Maret penginapan lebih murah. Rute empat hari dari {kota} bisa diunduh: example.org/bajo',
    english:
      'Labuan Bajo without the crowd? From October to March rooms cost less. A four-day route from {city}: example.org/bajo',
    gist: 'Ajakan ke Labuan Bajo di luar musim ramai, dengan rute empat hari.',
    picture: 'laut',
  },
  {
    title: 'Kelas bahasa Indonesia dibuka lagi',
    objective: 'culture',
    kind: 'activity_purpose',
    aim: 'Empat puluh peserta baru',
    audience: 'Warga setempat usia 17 tahun ke atas',
    benefit: 'Belajar dua belas pekan tanpa biaya, dengan sertifikat',
    desiredAction: 'Isi formulir sebelum tanggal 10',
    text: 'Kelas bahasa Indonesia di {kota} dibuka lagi: dua belas pekan, tanpa biaya, dengan sertifikat. Tempat hanya 40. Daftar: example.org/kelas',
    english:
      'Indonesian classes in {city} open again: twelve weeks, free of charge, with a certificate. Only 40 places: example.org/kelas',
    gist: 'Kelas bahasa Indonesia gratis dua belas pekan, 40 tempat.',
    picture: 'kawung',
  },
  {
    title: 'Klinik ekspor untuk diaspora',
    objective: 'products',
    secondary: 'investment',
    kind: 'purpose',
    aim: 'Lima usaha diaspora mulai mengimpor',
    audience: 'Pengusaha diaspora dan importir kecil',
    benefit: 'Tahu biaya, izin, dan pemasok sebelum memesan',
    desiredAction: 'Pesan waktu 30 menit',
    text: 'Mau menjual rempah atau furnitur Indonesia di {kota}? Atase kami menghitung biaya dan izinnya bersama Anda dalam 30 menit. Pesan waktu: example.org/klinik',
    english:
      'Thinking of selling Indonesian spices or furniture in {city}? Our attaché works out costs and permits with you in 30 minutes: example.org/klinik',
    gist: 'Konsultasi 30 menit bagi calon importir: biaya, izin, pemasok.',
    picture: 'kopi',
  },
  {
    title: 'Kontrak kerja: lima hal sebelum tanda tangan',
    objective: 'protection',
    kind: 'purpose',
    aim: 'Pekerja memeriksa kontraknya',
    audience: 'Pekerja migran dan keluarganya',
    benefit: 'Tahu hak atas upah, libur, dan paspor',
    desiredAction: 'Kirim foto kontrak untuk diperiksa',
    text: 'Sebelum tanda tangan kontrak: periksa upah, jam kerja, hari libur, tempat tinggal, dan siapa yang memegang paspor Anda. Ragu? Kirim ke hotline kami: example.org/hotline',
    english:
      'Before you sign: check wages, hours, days off, lodging, and who keeps your passport. In doubt? Send it to our hotline: example.org/hotline',
    gist: 'Lima hal yang diperiksa sebelum menandatangani kontrak kerja, dan hotline.',
    picture: 'periksa',
  },
  {
    title: 'Sikap Indonesia soal perdamaian di kawasan',
    objective: 'policy',
    kind: 'purpose',
    aim: 'Warga setempat memahami sikap Indonesia',
    audience: 'Wartawan dan peneliti setempat',
    benefit: 'Satu halaman dengan sumber, siap dikutip',
    desiredAction: 'Baca penjelasannya',
    text: 'Mengapa Indonesia memilih dialog lebih dulu? Satu halaman, empat alasan, semua sumbernya bisa diperiksa: example.org/sikap',
    english:
      'Why does Indonesia put dialogue first? One page, four reasons, every source open to check: example.org/sikap',
    gist: 'Penjelasan satu halaman tentang sikap Indonesia mengutamakan dialog.',
    picture: 'kawung',
    sensitive: 'Menyebut isu kawasan yang sedang hangat di media setempat.',
  },
  {
    title: 'Resepsi hari batik',
    objective: 'culture',
    kind: 'protocol',
    aim: '',
    audience: '',
    benefit: '',
    desiredAction: '',
    text: 'Terima kasih kepada para tamu yang mengenakan batik pada resepsi semalam di {kota}.',
    english: 'Thank you to the guests who wore batik at last night’s reception in {city}.',
    gist: 'Ucapan terima kasih kepada tamu resepsi.',
    picture: 'kawung',
  },
]

/** What heads of mission write when they return an item. */
export const returnComments: readonly string[] = [
  'Langkah berikutnya belum jelas: pembaca harus mendaftar di mana? Tambahkan tautan.',
  'Tolong sebut manfaatnya di kalimat pertama, bukan nama acaranya.',
  'Angka pada kalimat kedua tanpa sumber. Cocokkan dulu dengan daftar fakta.',
  'Versi Inggris menyebut tanggal lain. Samakan, lalu ajukan lagi.',
]

export const pictureAlts: Readonly<Record<ItemText['picture'], string>> = {
  kopi: 'Gambar cangkir besar berwarna hijau tua di atas tumpukan biji kopi sangrai.',
  laut: 'Gambar perahu layar putih di laut tenang menjelang senja, dengan bukit di belakangnya.',
  kawung: 'Gambar motif batik kawung krem di atas dasar hijau tua.',
  periksa: 'Gambar lembar daftar periksa dengan lima kotak yang sudah dicentang.',
}
