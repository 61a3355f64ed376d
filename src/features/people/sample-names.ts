// Common given and family names from many parts of Indonesia, joined by arithmetic; they name nobody.
const givenNames = (
  'Ayu Bayu Citra Dimas Endah Fajar Galih Hesti Indra Joko Kartika Lestari Made Nadia Oki Putri Rangga Sekar Teguh ' +
  'Utami Vina Wahyu Yohana Zulfikar Andi Butet Cut Dewi Eko Farah Gusti Hendra Intan Johanes Komang Laras Mega Novan ' +
  'Ratna Samuel Tiara'
).split(' ')
const familyNames = (
  'Adiputra Batubara Cahyono Damanik Effendi Firmansyah Ginting Hutagalung Iskandar Kusuma Lubis Maharani Nugroho ' +
  'Oktaviani Pratama Rahmawati Siregar Tanjung Wibowo Yulianti Wenda Matulessy Panjaitan Sastrawan Manuaba Paramita ' +
  'Rumbiak'
).split(' ')

/** The name of the n-th person of the sample, n from 0. The first 1,107 differ: 41 and 27 names share no factor. */
export function sampleName(n: number): string {
  return `${givenNames[n % givenNames.length]} ${familyNames[n % familyNames.length]}`
}
