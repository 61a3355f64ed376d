import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import { ComboField } from '../../ui/combo-field.tsx'
import { Choice, ChoiceGroup, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Send } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { chipStates, StateChip } from '../../ui/state-chip.tsx'
import { WhenField } from '../../ui/when-field.tsx'

const colours = [
  'bg',
  'surface',
  'sunken',
  'line',
  'line-2',
  'control',
  'ink-3',
  'ink-2',
  'ink',
  'accent',
  'accent-soft',
  'alert',
  'warn',
  'ok',
]
const objectives = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture', 'none']
const bands = ['seq-1', 'seq-2', 'seq-3', 'seq-4']

export function Basics() {
  return (
    <>
      <Colours />
      <Type />
      <Buttons />
      <Fields />
      <States />
    </>
  )
}

function Colours() {
  const { t } = useTexts('komponen')
  return (
    <Panel title={t('colours')}>
      <Swatches names={colours} />
      <h3>{t('objectives')}</h3>
      <Swatches names={objectives.map((name) => `o-${name}`)} />
      <h3>{t('bands')}</h3>
      <Swatches names={bands} />
    </Panel>
  )
}

function Swatches({ names }: { names: readonly string[] }) {
  return (
    <div className="swatches">
      {names.map((name) => (
        <span key={name}>
          <i style={{ background: `var(--${name})` }} />
          {name.replace(/^o-/, '')}
        </span>
      ))}
    </div>
  )
}

function Type() {
  const { t } = useTexts('komponen')
  const sizes = [
    ['Tujuan dulu', '--t-40', 650],
    ['Papan keselarasan', '--t-28', 600],
    ['Kerjakan hari ini', '--t-22', 650],
    ['Bacaan publik', '--t-18', 430],
    ['Judul panel', '--t-16', 650],
    ['Isi untuk pekerja', '--t-14', 430],
    ['Tabel dan keterangan', '--t-13', 430],
    ['Satuan, waktu, sumber', '--t-12', 430],
  ] as const
  return (
    <Panel title={t('type')}>
      <div className="stack tight">
        {sizes.map(([words, token, weight]) => (
          <p
            key={token}
            style={{ font: `${weight} var(${token}) var(--font)`, letterSpacing: weight > 500 ? '-.02em' : undefined }}
          >
            {words}
          </p>
        ))}
        <p className="num">1.234,50 · 09.40 Kairo · 14.40 WIB</p>
        <p lang="ar" dir="rtl">
          قهوة نوسانتارا من المزرعة إلى الفنجان
        </p>
        <p lang="ru">Кофе Нусантары: от фермы до чашки</p>
        <p lang="th">กาแฟนูซันตาราจากไร่สู่ถ้วย</p>
      </div>
    </Panel>
  )
}

function Buttons() {
  const { t } = useTexts('komponen')
  const kinds: readonly (readonly [ButtonKind, string, string])[] = [
    ['primary', 'Ajukan', 'Mengajukan'],
    ['plain', 'Simpan', 'Menyimpan'],
    ['quiet', 'Nanti saja', 'Menunda'],
    ['danger', 'Kirim ulang', 'Mengirim'],
  ]
  return (
    <Panel title={t('buttons')}>
      <div className="button-grid scroll-x">
        {(['rest', 'busy', 'off'] as const).map((state) => (
          <span key={state} className="t12 mute">
            {t(state)}
          </span>
        ))}
        {kinds.flatMap(([kind, word, busy]) => [
          <Button key={`${kind}-rest`} kind={kind}>
            {word}
          </Button>,
          <Button key={`${kind}-busy`} kind={kind} busy={busy}>
            {word}
          </Button>,
          <Button key={`${kind}-off`} kind={kind} off>
            {word}
          </Button>,
        ])}
      </div>
      <div className="row wrap">
        <Button size="large" kind="primary" icon={Send}>
          Sesuaikan kit
        </Button>
        <Button size="small">Kecil</Button>
        <Button icon={Send} iconOnly>
          Kirim
        </Button>
      </div>
    </Panel>
  )
}

function Fields() {
  const { t } = useTexts('komponen')
  const [text, setText] = useState('Bebas bea masuk untuk 12 kopi dari 8 eksportir.')
  const [mission, setMission] = useState<string>()
  const [when, setWhen] = useState<string | undefined>('2026-11-26T20:30')
  const [view, setView] = useState<'map' | 'table'>('map')
  return (
    <Panel
      title={t('fields')}
      aside={
        <SegmentedControl
          label="Tampilan"
          value={view}
          onChange={setView}
          options={[
            { value: 'map', label: 'Peta' },
            { value: 'table', label: 'Tabel', count: 133 },
          ]}
        />
      }
    >
      <div className="stack wide">
        <TextField
          label="Apa manfaatnya bagi pembaca?"
          hint="Satu kalimat. Sebut siapa dan apa."
          placeholder="Misalnya: bebas bea masuk untuk 12 kopi"
        />
        <TextField
          label="Apa langkah berikutnya?"
          error="“Ikuti akun kami” belum menolong pembaca. Sebut apa yang bisa dilakukan."
          defaultValue="Ikuti akun kami"
        />
        <TextArea label="Naskah" aside={`${text.length} / 280`} value={text} onChange={setText} />
        <SelectField
          label="Sasaran"
          placeholder="Pilih satu"
          options={[
            { value: 'products', label: 'Produk' },
            { value: 'tourism', label: 'Pariwisata' },
          ]}
        />
        <ComboField
          label="Perwakilan"
          value={mission}
          onChange={setMission}
          placeholder="Ketik nama atau kota"
          options={places}
        />
        <WhenField label="Terbit" place={{ zone: 'Africa/Cairo', label: 'Kairo' }} value={when} onChange={setWhen} />
        <ChoiceGroup legend="Ke akun mana?">
          <Choice defaultChecked>Instagram</Choice>
          <Choice>X</Choice>
          <Choice type="radio" name="need" defaultChecked>
            Wajib
          </Choice>
          <Choice type="radio" name="need">
            Dianjurkan
          </Choice>
        </ChoiceGroup>
      </div>
    </Panel>
  )
}

const places = [
  { value: 'kbri-kairo', label: 'KBRI Kairo', note: 'Mesir' },
  { value: 'kbri-den-haag', label: 'KBRI Den Haag', note: 'Belanda' },
  { value: 'kjri-penang', label: 'KJRI Penang', note: 'Malaysia' },
  { value: 'kbri-suva', label: 'KBRI Suva', note: 'Fiji' },
]

function States() {
  const { t } = useTexts('komponen')
  return (
    <Panel title={t('states')}>
      <p className="row wrap">
        {chipStates.map((state) => (
          <StateChip key={state} state={state} />
        ))}
      </p>
    </Panel>
  )
}
