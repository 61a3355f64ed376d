import type { Mission } from '../../features/missions/index.ts'
import { type Db, json } from '../../platform/database/database.ts'
import { newId } from '../../platform/ids.ts'
import type { ItemText } from './item-texts.ts'
import { inChunks } from './posts.ts'
import type { Random } from './random.ts'

type Kit = {
  readonly title: string
  readonly objective: string
  readonly goal: string
  readonly baseline: string
  readonly audience: string
  readonly strategy: string
  readonly scoring: string
  readonly obligation: 'mandatory' | 'recommended'
  readonly daysAgo: number
  readonly cores: readonly {
    language: string
    headline: string
    message: string
    example: string
    facts: readonly string[]
  }[]
  readonly mustSay: readonly string[]
  readonly mustNotSay: readonly string[]
  readonly hook: string
}

const kits: readonly Kit[] = [
  {
    title: 'Kopi Nusantara: dari kebun ke cangkir',
    objective: 'products',
    goal: '120 calon pembeli terdaftar',
    baseline: '41 calon pembeli pada kuartal yang sama tahun lalu (contoh)',
    audience: 'Pemilik kafe dan importir kecil; mereka mencari asal kopi yang bisa ditelusuri.',
    strategy: 'Mulai dari kebiasaan minum kopi setempat, lalu tunjukkan cara memesan langsung.',
    scoring: 'Calon pembeli yang mendaftar lewat tautan kampanye.',
    obligation: 'mandatory',
    daysAgo: 9,
    cores: [
      {
        language: 'id',
        headline: 'Di balik cangkir Anda ada petani yang bisa Anda kenal',
        message: 'Delapan eksportir siap menerima pesanan mulai 60 kg, langsung dari koperasi petaninya.',
        example:
          'Cari kopi spesialti untuk kafe Anda? Delapan eksportir siap menerima pesanan mulai 60 kg, langsung dari koperasi petaninya. Daftar gratis.',
        facts: ['12 kopi berindikasi geografis ikut serta', 'Pesanan mulai 60 kg'],
      },
      {
        language: 'en',
        headline: 'Behind your cup there is a farmer you can know',
        message: 'Eight exporters take orders from 60 kg, straight from the farmers’ cooperatives.',
        example:
          'Looking for specialty coffee for your café? Eight exporters take orders from 60 kg, straight from the farmers’ cooperatives. Registration is free.',
        facts: ['12 coffees with a geographical indication take part', 'Orders from 60 kg'],
      },
    ],
    mustSay: ['asal kopi', 'cara memesan', 'tanggal terakhir'],
    mustNotSay: ['perbandingan dengan kopi negara lain'],
    hook: 'Mulai dari kebiasaan minum kopi setempat.',
  },
  {
    title: 'Labuan Bajo sepanjang tahun',
    objective: 'tourism',
    goal: '3.000 kunjungan ke halaman rute',
    baseline: '1.100 kunjungan sebulan (contoh)',
    audience: 'Pelancong yang bebas memilih waktu; mereka menghindari musim ramai.',
    strategy: 'Tunjukkan musim lain dan penerbangan terdekat.',
    scoring: 'Kunjungan ke halaman rute lewat tautan kampanye.',
    obligation: 'recommended',
    daysAgo: 20,
    cores: [
      {
        language: 'id',
        headline: 'Labuan Bajo indah di luar musim ramai juga',
        message: 'Antara Oktober dan Maret penginapan lebih murah dan laut tetap bisa dilayari hampir setiap pekan.',
        example:
          'Ingin ke Labuan Bajo tanpa antre? Antara Oktober dan Maret penginapan lebih murah dan laut tetap bisa dilayari hampir setiap pekan.',
        facts: ['Musim hujan: November–Maret'],
      },
    ],
    mustSay: ['cara ke sana'],
    mustNotSay: ['janji cuaca'],
    hook: 'Sebut penerbangan terdekat dari kota Anda.',
  },
  {
    title: 'Kenali kontrakmu sebelum berangkat',
    objective: 'protection',
    goal: '5.000 pekerja membaca daftar periksa kontrak',
    baseline: '1.900 pembaca pada kampanye lalu (contoh)',
    audience: 'Calon pekerja migran dan keluarganya; banyak yang belum pernah membaca kontrak.',
    strategy: 'Lima hal yang bisa diperiksa sendiri dalam sepuluh menit.',
    scoring: 'Pembaca daftar periksa lewat tautan kampanye.',
    obligation: 'mandatory',
    daysAgo: 30,
    cores: [
      {
        language: 'id',
        headline: 'Baca lima hal ini sebelum menandatangani kontrak kerja',
        message: 'Periksa upah, jam kerja, hari libur, tempat tinggal, dan siapa yang memegang paspor Anda.',
        example:
          'Mau bekerja di luar negeri? Periksa upah, jam kerja, hari libur, tempat tinggal, dan siapa yang memegang paspor Anda.',
        facts: ['Paspor dipegang pemiliknya'],
      },
    ],
    mustSay: ['hotline perwakilan'],
    mustNotSay: [],
    hook: 'Mulai dari pertanyaan yang paling sering datang ke loket Anda.',
  },
]

const dayMs = 86_400_000
const reasons = [
  'Sedang masa berkabung nasional di negara setempat.',
  'Sudah ada acara serupa pekan lalu.',
  'Tidak ada komunitas yang dituju.',
]

/** A kit as the items of missions that took it need it. */
export type SampleKit = {
  readonly campaignId: string
  readonly text: ItemText
  /** When each mission answered that it takes or adapts the kit. */
  readonly taken: ReadonlyMap<string, Date>
}

/** Released kits with answers of missions as they come in real life: most adapted, some as is, some silent, few declined. */
export async function writeCampaigns(
  deps: { db: Db; now: () => Date; random: Random },
  createdBy: string,
  missions: readonly Mission[],
): Promise<readonly SampleKit[]> {
  const now = deps.now()
  const written: SampleKit[] = []
  for (const kit of kits) {
    const releasedAt = new Date(now.getTime() - kit.daysAgo * dayMs)
    const campaignId = newId()
    const kitId = newId()
    await deps.db
      .insertInto('campaign')
      .values({
        id: campaignId,
        title: kit.title,
        objectiveCode: kit.objective,
        goal: kit.goal,
        baseline: kit.baseline,
        audience: kit.audience,
        strategy: kit.strategy,
        implementation: 'Kit dan bahan dari pusat; perwakilan menyesuaikan pembuka, bahasa, mitra, dan waktu.',
        scoring: kit.scoring,
        startsOn: releasedAt.toISOString().slice(0, 10),
        endsOn: new Date(now.getTime() + 40 * dayMs).toISOString().slice(0, 10),
        obligation: kit.obligation,
        status: 'released',
        releasedAt,
        targetAt: new Date(releasedAt.getTime() + 7 * dayMs),
        createdBy,
        createdAt: releasedAt,
        updatedAt: releasedAt,
      })
      .execute()
    await deps.db
      .insertInto('kit')
      .values({
        id: kitId,
        campaignId,
        openParts: json([
          { kind: 'hook', hint: kit.hook },
          { kind: 'language', hint: 'Tulis dalam bahasa pembaca Anda.' },
          { kind: 'partner', hint: 'Sebut mitra setempat.' },
          { kind: 'time', hint: 'Pagi waktu setempat, bukan jam Jakarta.' },
        ]),
        mustSay: [...kit.mustSay],
        mustNotSay: [...kit.mustNotSay],
      })
      .execute()
    await deps.db
      .insertInto('kitCore')
      .values(
        kit.cores.map((core, position) => ({
          ...core,
          facts: [...core.facts],
          kitId,
          isMaster: position === 0,
          writtenBy: createdBy,
          approvedBy: createdBy,
          approvedAt: releasedAt,
        })),
      )
      .execute()
    const answers = missions.map((mission) => ({
      campaignId,
      missionId: mission.id,
      ...answerOf(deps.random, releasedAt, now),
    }))
    await inChunks(answers, (chunk) => deps.db.insertInto('assignment').values(chunk).execute())
    const taken = answers.flatMap((answer) =>
      'answeredAt' in answer && answer.status !== 'declined' ? [[answer.missionId, answer.answeredAt] as const] : [],
    )
    written.push({ campaignId, text: textOfKit(kit), taken: new Map(taken) })
  }
  return written
}

/** The kit's example as its missions publish it: the locked core stands in it word for word. */
function textOfKit(kit: Kit): ItemText {
  const [master] = kit.cores
  return {
    title: kit.title,
    objective: kit.objective,
    kind: 'purpose',
    aim: kit.goal,
    audience: kit.audience,
    benefit: master?.headline ?? '',
    desiredAction: 'Buka tautannya',
    text: `${master?.example ?? ''} example.org/kit`,
    english: '',
    gist: '',
    picture: kit.objective === 'products' ? 'kopi' : kit.objective === 'tourism' ? 'laut' : 'periksa',
  }
}

function answerOf(random: Random, releasedAt: Date, now: Date) {
  const draw = random.next()
  const status = draw < 0.42 ? 'adapted' : draw < 0.55 ? 'taken' : draw < 0.6 ? 'declined' : 'pending'
  if (status === 'pending') return { status }
  const answeredAt = new Date(releasedAt.getTime() + random.next() * (now.getTime() - releasedAt.getTime()))
  return { status, answeredAt, ...(status === 'declined' ? { reason: random.pick(reasons) } : {}) }
}
