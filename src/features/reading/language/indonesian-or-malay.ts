const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))

/** Words (and spellings) that only one of the two languages uses in everyday text. */
const INDONESIAN = words(
  'karena bisa uang kantor tanggal silakan perusahaan bahwa gratis unduh nggak gak enggak kamu banget kalian aja dong deh yuk udah bilang beda coba kapan rumah sakit kulkas mobil sepatu bandara pesawat kereta api tiket bioskop apotek dokter perawat mahasiswa kuliah kampus jurusan dosen universitas kualitas kapasitas aktivitas fasilitas televisi informasi organisasi delegasi investasi kompetisi produksi situs daring luring tautan wirausaha pengusaha ekspor impor pemerintah kota provinsi kabupaten bapak ibu pak bu warga negara wni kbri kjri kemlu ri menlu dubes konjen duta besar paspor spesial oktober agustus maret jumat senin selasa rabu kamis rp miliar triliun diaspora pelindungan layanan formulir sertifikat persen resmi hingga sekitar usai serta namun tersebut sebesar melalui kepada para mereka terkait pasca jadi saja lewat bagi ketemu ngobrol biar sampai butuh cuma gede lagi sama buat',
)
const MALAY = words(
  'kerana boleh wang pejabat tarikh sila syarikat ialah percuma muat turun anda-anda awak korang hendak mahu nak kat dekat tak takde ada-ada daripada pelbagai beliau jemputan jemput tempahan tempah pasaran peruncit usahawan perniagaan eksport import pelancong pelancongan melancong percutian bercuti cuti lapangan kapal terbang kereta hospital jururawat pekedai kedai universiti kualiti kapasiti aktiviti fasiliti maklumat organisasi-organisasi delegasi-delegasi pelaburan pelabur melabur pertandingan pengeluaran laman sesawang pautan talian kerajaan bandar negeri daerah encik puan cik tuan rakyat warganegara kedutaan konsulat pasport istimewa ogos mac jumaat isnin khamis ahad rm bilion trilion perlindungan perkhidmatan borang sijil peratus rasmi sehingga kira-kira selepas namun-namun berkenaan sebanyak menerusi tersebut-tersebut berkaitan jom bahawa tahniah sukacita dimaklumkan makluman dijemput bersempena anjuran sempena tandas basikal televisyen pawagam muzium muzik filem sukan sokongan rakan kakitangan bengkel penerbangan-penerbangan lawatan melawat menyertai menganjurkan kementerian malaysia kaunter hantar beri pihak turut amat sangat-sangat lebih-lebih khas',
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
