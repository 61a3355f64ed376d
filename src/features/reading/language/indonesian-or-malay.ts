const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words (and spellings) that only one of the two languages uses in everyday text. */
const INDONESIAN = words(
  'karena bisa uang kantor tanggal silakan perusahaan bahwa gratis unduh nggak gak enggak kamu banget kalian aja dong deh yuk udah bilang beda coba kapan kulkas mobil sepatu bandara pesawat bioskop apotek dokter mahasiswa kuliah kampus jurusan dosen universitas kualitas kapasitas aktivitas fasilitas televisi situs daring luring tautan wirausaha ekspor pemerintah provinsi kabupaten bapak bu wni kbri kjri kemlu menlu dubes konjen paspor spesial oktober agustus maret jumat senin kamis rp miliar triliun pelindungan layanan formulir sertifikat persen resmi pasca biar butuh gede punya bikin bareng siang pabrik laporan petugas pekan izin nomor biaya lewat cuma harus kursi pake dapet kegiatan meminta ribu sih usah temen abis nanya tau katanya isinya sampe lho loh kok gitu gini setelah kemarin umkm nelpon telepon juni juli desember januari februari pertanyaan listrik lomba dolar tiap doang nyari upah delapan kalo kayak udahan nih tuh gue lo kak guys mas mbak emang mampir dateng jadwal rapat asuransi operator sekarang bersama nasional internasional',
)
const MALAY = words(
  'kerana wang tarikh sila syarikat percuma korang mahu nak kat takde pelbagai jemputan tempahan tempah usahawan perniagaan eksport melancong pelancongan percutian bercuti jururawat universiti kualiti kapasiti aktiviti fasiliti maklumat pelaburan pelabur melabur sesawang pautan talian encik cik warganegara pasport ogos mac jumaat isnin bilion trilion perkhidmatan sijil peratus rasmi selepas menerusi jom bahawa tahniah dimaklumkan makluman bersempena sempena anjuran tandas basikal televisyen pawagam muzium muzik filem rakan kakitangan menganjurkan kaunter hantar dah ni tu je sahaja baharu majlis sempadan kilang hospital telefon kedua-dua kad senarai tempatan minit ejen rundingan yuran nombor imigresen mesyuarat lapan lesen diiktiraf pampasan takziah seramai kanak-kanak bilik keropok beratur konsular elektrik taklimat disember jawatan kecemasan jiran laluan cikgu peperiksaan elaun biasiswa jawatankuasa kasut mangsa kuih kerjasama zon duti persembahan rakaman ringgit rm perabot tajuk kemahiran daripada melawat borang pelancong peruncit pekedai bandaraya setiausaha dijemput dialu-alukan tiada jabatan berdaftar pakej kompaun pemandu teksi',
)

/**
 * Positive for Indonesian, negative for Malay, by the words that only one of them uses. 0 where none spoke.
 * The unit is words; one word suffices in a caption.
 */
export function indonesianOrMalay(forms: readonly string[]): number {
  let score = 0
  for (const form of forms) {
    if (INDONESIAN.has(form)) score++
    if (MALAY.has(form)) score -= 1.5
  }
  return score
}
