import { addDays } from '../../platform/calendar/zones.ts'
import { type Db, json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'

const source = 'Data contoh, bukan angka resmi'

const facts = [
  {
    nameId: 'Kopi berindikasi geografis yang ikut serta',
    nameEn: 'Coffees with a geographical indication',
    value: '12',
  },
  { nameId: 'Pesanan kopi paling sedikit', nameEn: 'Smallest order of coffee', value: '60', unit: 'kg' },
  { nameId: 'Nomor darurat pelindungan WNI', nameEn: 'Emergency number for citizens', value: '+62 000 0000 000' },
  { nameId: 'Perwakilan Indonesia di dunia', nameEn: 'Indonesian missions in the world', value: '133', expired: true },
] as const

const narratives = [
  {
    title: 'Di balik produk kami ada orang yang bisa Anda kenal',
    objectives: ['products'],
    ownerUnit: 'Ditjen HEKSP',
    texts: [
      {
        language: 'id',
        message: 'Barang Indonesia bisa ditelusuri sampai petani dan perajinnya, dan bisa dipesan dalam jumlah kecil.',
        mustSay: ['asal barang', 'cara memesan'],
        mustNotSay: ['termurah', 'perbandingan dengan negara lain'],
      },
      {
        language: 'en',
        message: 'Indonesian goods can be traced to the people who make them, and ordered in small amounts.',
        mustSay: ['where it comes from', 'how to order'],
        mustNotSay: ['cheapest'],
      },
    ],
    lastsDays: 120,
  },
  {
    title: 'Datang lebih lama, ke lebih banyak tempat',
    objectives: ['tourism', 'culture'],
    ownerUnit: 'Ditjen HEKSP',
    texts: [
      {
        language: 'id',
        message: 'Indonesia lebih dari satu pulau: setiap kunjungan bisa ditambah satu tempat lagi.',
        mustSay: ['rute dan waktu tempuh'],
        mustNotSay: ['surga tersembunyi'],
      },
    ],
    lastsDays: 60,
  },
  {
    title: 'Libur akhir tahun: lapor diri dan nomor darurat',
    objectives: ['protection'],
    ownerUnit: 'Ditjen Protokol dan Konsuler',
    texts: [
      {
        language: 'id',
        message: 'Lapor diri memakan dua menit, dan membuat kami bisa menemukan Anda saat darurat.',
        mustSay: ['nomor darurat'],
        mustNotSay: [],
      },
    ],
    lastsDays: -5,
  },
] as const

/** Facts and narratives to begin with, marked as sample; one fact and one narrative have passed their last day. */
export async function writeDirection(
  deps: { readonly db: Db; readonly now: () => Date },
  strategistId: string,
  today: string,
): Promise<void> {
  const createdAt = deps.now()
  const wrote = { changedBy: strategistId, createdAt, version: 1 }
  const factRows = facts.map((fact) => ({ ...fact, id: newId() }))
  await deps.db
    .insertInto('fact')
    .values(factRows.map(({ id }) => ({ id, createdAt })))
    .execute()
  await deps.db
    .insertInto('factVersion')
    .values(
      factRows.map(({ id, nameId, nameEn, value, ...rest }) => ({
        ...{ ...wrote, factId: id, nameId, nameEn, value, source },
        unit: 'unit' in rest ? rest.unit : '',
        validUntil: 'expired' in rest ? addDays(today, -10) : null,
      })),
    )
    .execute()
  const narrativeRows = narratives.map((narrative) => ({ ...narrative, id: newId() }))
  await deps.db
    .insertInto('narrative')
    .values(narrativeRows.map(({ id }) => ({ id, createdAt })))
    .execute()
  await deps.db
    .insertInto('narrativeVersion')
    .values(
      narrativeRows.map(({ id, title, objectives, ownerUnit, texts, lastsDays }) => ({
        ...{ ...wrote, narrativeId: id, title, ownerUnit, source, objectiveCodes: [...objectives], texts: json(texts) },
        validFrom: addDays(today, -40),
        validUntil: addDays(today, lastsDays),
      })),
    )
    .execute()
}
