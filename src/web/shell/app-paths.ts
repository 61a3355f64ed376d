/**
 * First segments of the addresses that this application answers. The service worker gives the kept shell for these
 * alone; every other address (public pages, approval pages, the API) goes to the server. A test compares it with the
 * router, so a new screen cannot be forgotten here.
 */
export const appPaths: readonly string[] = [
  '',
  'akun',
  'antrean',
  'audit',
  'bauran',
  'fakta',
  'hari-ini',
  'hasil',
  'impor',
  'kalender',
  'kampanye',
  'keselarasan',
  'kiriman',
  'komponen',
  'krisis',
  'laporan',
  'masuk',
  'narasi',
  'papan',
  'penilaian',
  'penjelas',
  'pemberitahuan',
  'pengguna',
  'pengiriman',
  'persetujuan',
  'pertanyaan',
  'perwakilan',
  'pustaka',
  'sasaran',
  'saya',
  'sistem',
]

/** Behind a sign-in link stands the server, which uses the link up. */
const signInLink = '/masuk/awal'

export const isAppPath = (pathname: string): boolean =>
  pathname !== signInLink && appPaths.includes(pathname.split('/')[1] ?? '')
