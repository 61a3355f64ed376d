import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { missionsQuery } from '../../shell/scope.ts'
import { AnswerBar, AnswerKey } from '../../ui/answer-bar.tsx'
import { BandScale } from '../../ui/band-scale.tsx'
import { MatrixCell, MatrixKey } from '../../ui/matrix-cell.tsx'
import { MixTable } from '../../ui/mix-table.tsx'
import { ObjectiveLabel, type ObjectiveTone } from '../../ui/objective-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ScrollArea } from '../../ui/scroll-area.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Stat, Stats } from '../../ui/stat.tsx'
import { TuningRow } from '../../ui/tuning-bar.tsx'
import { WeightBar } from '../../ui/weight-bar.tsx'
import type { MapBand } from '../../ui/world-map/world-map.tsx'

const WorldMap = lazy(() => import('../../ui/world-map/world-map.tsx').then((module) => ({ default: module.WorldMap })))

const objectives: readonly { tone: ObjectiveTone; name: string }[] = [
  { tone: 'products', name: 'Produk' },
  { tone: 'services', name: 'Jasa' },
  { tone: 'tourism', name: 'Pariwisata' },
  { tone: 'investment', name: 'Investasi' },
  { tone: 'policy', name: 'Kebijakan' },
  { tone: 'protection', name: 'Pelindungan' },
  { tone: 'culture', name: 'Budaya' },
]

export function Charts() {
  const { t } = useTexts('komponen')
  return (
    <div className="stack wide">
      <Stats label={t('numbers')}>
        <Stat
          name="Sasaran tercakup"
          value={76}
          unit="dari 100"
          range={[74, 78]}
          change={3}
          points={trend(66, 2)}
          href="#isi"
        />
        <Stat
          name="Kampanye dijalankan"
          value={64}
          unit="%"
          range={[61, 67]}
          target={70}
          change={6}
          points={trend(52, 3)}
          href="#isi"
        />
        <Stat
          name="Kiriman bertujuan"
          value={52}
          unit="%"
          range={[49, 55]}
          target={60}
          change={4}
          points={trend(44, 3)}
          href="#isi"
        />
        <Stat
          name="Pertanyaan terjawab"
          value={81}
          unit="%"
          range={[78, 84]}
          target={90}
          change={-2}
          points={trend(86, -2)}
          href="#isi"
        />
      </Stats>
      <Index />
      <Panel title={t('map')} count="133">
        <Suspense fallback={<Skeleton kind="lines" rows={6} />}>
          <SampleMap />
        </Suspense>
      </Panel>
      <Panel
        title={t('mix')}
        note="Panjang batang: bagian dari kiriman yang bersasaran, dalam persen. Garis tegak: bauran yang disepakati."
        footer="Dibaca dari 14.382 kiriman di 611 akun resmi. Contoh."
        flush
      >
        <MixTable caption={t('mix')} rowHead="Wilayah" objectives={objectives} rows={mix} />
      </Panel>
      <Answers />
    </div>
  )
}

const wobble = (index: number) => Math.sin(index * 2.1)

const trend = (from: number, step: number) =>
  Array.from({ length: 8 }, (_, index) => {
    const value = from + (step * index) / 1.6 + wobble(index)
    return { value, low: value - 2.5, high: value + 2.5 }
  })

function Index() {
  const { t } = useTexts('komponen')
  const bands = [
    { from: 0, word: 'perlu pendampingan' },
    { from: 40, word: 'perlu penguatan' },
    { from: 60, word: 'cukup selaras' },
    { from: 80, word: 'selaras' },
  ]
  return (
    <div className="gallery">
      <Panel title={t('tuning')}>
        <div className="stack">
          <TuningRow
            label={<ObjectiveLabel tone="tourism">Pariwisata</ObjectiveLabel>}
            name="Pariwisata"
            unit="persen"
            tone="tourism"
            value={5}
            agreed={15}
            max={25}
          />
          <TuningRow
            label={<ObjectiveLabel tone="products">Produk</ObjectiveLabel>}
            name="Produk"
            unit="persen"
            tone="products"
            value={18}
            agreed={18}
            max={25}
          />
          <TuningRow label="Indeks" name="Indeks" value={71} agreed={80} range={[66, 75]} />
          <TuningRow label="Belum cukup" name="Indeks" value={undefined} needed={[8, 12]} />
        </div>
      </Panel>
      <Panel title={t('index')}>
        <div className="stack wide">
          <BandScale name="Indeks keselarasan" value={71} range={[66, 75]} bands={bands} />
          <div className="stack tight">
            <WeightBar name="Rasio tujuan" weight={20} points={12.8} range={[11.4, 14.2]} largest={20} />
            <WeightBar name="Pernyataan manfaat" weight={10} points={4.5} range={[3.8, 5.4]} largest={20} />
            <WeightBar name="Ketanggapan" weight={10} points={7.4} range={[6.8, 8]} largest={20} />
          </div>
        </div>
      </Panel>
    </div>
  )
}

/** Bands by turns, so that every look appears; nothing here is a score. */
const turns: readonly MapBand[] = [
  'strong',
  'fair',
  'fair',
  'growing',
  'fair',
  'weak',
  'strong',
  'fair',
  'unknown',
  'growing',
  'fair',
]
const ringed = ['oslo', 'windhoek', 'bogota', 'penang', 'suva']

function SampleMap() {
  const missions = useQuery(missionsQuery).data?.missions ?? []
  return (
    <WorldMap
      missions={missions.map((mission, index) => ({
        id: mission.id,
        name: mission.shortName,
        latitude: mission.latitude,
        longitude: mission.longitude,
        band: turns[index % turns.length] ?? 'fair',
        help: ringed.some((city) => mission.id.endsWith(city)),
        ...(mission.id.endsWith('manila') ? { alert: 'Siaga 3' } : {}),
      }))}
    />
  )
}

const cells = (values: readonly (readonly [number, number])[]) => values.map(([value, agreed]) => ({ value, agreed }))
const mix = [
  {
    id: 'sea',
    name: 'Asia Tenggara',
    note: '19 perwakilan',
    cells: cells([
      [16, 18],
      [9, 12],
      [17, 18],
      [9, 14],
      [13, 14],
      [17, 16],
      [19, 8],
    ]),
  },
  {
    id: 'afr',
    name: 'Afrika',
    note: '17 perwakilan',
    cells: cells([
      [19, 26],
      [5, 12],
      [6, 8],
      [14, 18],
      [26, 18],
      [9, 10],
      [21, 8],
    ]),
  },
  {
    id: 'eur',
    name: 'Eropa',
    note: '32 perwakilan',
    cells: cells([
      [17, 20],
      [6, 10],
      [9, 20],
      [15, 18],
      [24, 16],
      [5, 6],
      [24, 10],
    ]),
  },
]

function Answers() {
  const { t } = useTexts('komponen')
  return (
    <Panel title={t('answers')} aside={<AnswerKey />} footer="Kelabu: akhir pekan setempat.">
      <div className="stack">
        <AnswerBar adapted={31} asIs={9} open={14} declined={4} />
        <AnswerBar adapted={17} asIs={6} open={24} declined={2} />
        <MatrixKey />
        <ScrollArea label={t('answers')}>
          <table className="table matrix small-matrix">
            <caption className="vh">{t('answers')}</caption>
            <tbody>
              <tr>
                <th scope="row">KBRI Amman</th>
                <MatrixCell />
                <MatrixCell mark="taken" lead />
                <MatrixCell mark="working" />
                <MatrixCell mark="working" weekend />
                <MatrixCell mark="working" weekend />
                <MatrixCell mark="adapted" />
                <MatrixCell mark="after" />
              </tr>
              <tr>
                <th scope="row">KBRI Doha</th>
                <MatrixCell mark="taken" lead />
                <MatrixCell mark="working" />
                <MatrixCell mark="as_is" />
                <MatrixCell mark="after" weekend />
                <MatrixCell mark="after" weekend />
                <MatrixCell mark="after" />
                <MatrixCell mark="after" />
              </tr>
              <tr>
                <th scope="row">KBRI Canberra</th>
                <MatrixCell />
                <MatrixCell />
                <MatrixCell mark="declined" />
                <MatrixCell />
                <MatrixCell />
                <MatrixCell weekend />
                <MatrixCell weekend />
              </tr>
            </tbody>
          </table>
        </ScrollArea>
      </div>
    </Panel>
  )
}
