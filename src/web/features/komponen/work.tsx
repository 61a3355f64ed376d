import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ClarityDial, CoachNote, CoachPraise, MarkedSpan } from '../../ui/coach-note.tsx'
import { ComparePair } from '../../ui/compare-pair.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Check, ExternalLink, RefreshCw } from '../../ui/icons.ts'
import { LockedSpan } from '../../ui/locked-span.tsx'
import { ObjectiveLabel } from '../../ui/objective-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ResultCard } from '../../ui/result-card.tsx'
import { CheckList, Step } from '../../ui/steps.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { VariantRow, VariantRows } from '../../ui/variant-row.tsx'

export function Work() {
  return (
    <div className="work">
      <Writing />
      <Accounts />
      <Compare />
      <Results />
    </div>
  )
}

function Writing() {
  const { t } = useTexts('komponen')
  const [language, setLanguage] = useState('id')
  return (
    <Step
      number={2}
      title={t('writing')}
      aside={
        <Chip tone="ok" icon={Check}>
          Lengkap
        </Chip>
      }
    >
      <div className="row wrap">
        <ObjectiveLabel tone="products" share="80 %">
          Produk
        </ObjectiveLabel>
        <ObjectiveLabel tone="culture" share="20 %">
          Budaya
        </ObjectiveLabel>
      </div>
      <div className="coach-desk">
        <div>
          <Tabs
            label="Versi bahasa"
            value={language}
            onChange={setLanguage}
            tabs={[
              { value: 'id', label: 'Indonesia', note: 'induk' },
              { value: 'ar', label: 'العربية', lang: 'ar', icon: RefreshCw },
              { value: 'en', label: 'English', lang: 'en' },
            ]}
          >
            <p className="t16 sample-text" lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
              {language === 'ar' ? (
                'هل تبحث عن قهوة مختصة لمقهاك؟ تذوّق ١٢ نوعًا من قهوة غايو وتوراجا وكينتاماني.'
              ) : (
                <>
                  Cari kopi spesialti untuk kafe Anda?{' '}
                  <LockedSpan>Delapan eksportir siap menerima pesanan mulai 60 kg.</LockedSpan>{' '}
                  <MarkedSpan number={1}>Acara ini merupakan implementasi dari sinergi diplomasi ekonomi</MarkedSpan>{' '}
                  KBRI Kairo.
                </>
              )}
            </p>
          </Tabs>
        </div>
        <div className="coach-side stack">
          <ClarityDial score={74} label="Bahasa jelas" word="Sudah jelas, satu hal kecil" />
          <CoachNote
            number={1}
            title="Terdengar seperti laporan"
            suggestion="Acara ini kami adakan bersama"
            onTake={() => undefined}
            onLeave={() => undefined}
          >
            Pembaca tidak mencari “implementasi sinergi”. Coba:
          </CoachNote>
          <CoachPraise>Kalimat pertama sudah menyebut manfaat</CoachPraise>
        </div>
      </div>
    </Step>
  )
}

function Accounts() {
  const { t } = useTexts('komponen')
  const [off, setOff] = useState<readonly string[]>([])
  const row = (id: string) => ({
    checked: !off.includes(id),
    onCheck: (checked: boolean) => setOff(checked ? off.filter((one) => one !== id) : [...off, id]),
  })
  return (
    <Step number={3} title={t('accounts')}>
      <VariantRows label={t('accounts')}>
        <VariantRow
          network="Instagram"
          handle="@kbrikairo.contoh"
          languages="Arab, Indonesia"
          used={513}
          limit={2200}
          remark="Gambar 4:5 cocok"
          {...row('ig')}
        />
        <VariantRow
          network="X"
          handle="@kbri_kairo_contoh"
          languages="Indonesia"
          used={298}
          limit={280}
          {...row('x')}
        />
        <VariantRow
          network="WhatsApp"
          handle="Saluran diaspora (contoh)"
          languages="Indonesia"
          used={298}
          limit={1000}
          manual
          {...row('wa')}
        />
      </VariantRows>
      <CheckList
        items={[
          { done: true, words: 'Hak foto: Kemlu, sampai 2028' },
          { done: false, words: 'X kelebihan 18 huruf' },
        ]}
      />
    </Step>
  )
}

const sentText =
  'Libur akhir tahun: loket paspor KBRI Kairo tutup 24–26 Desember. Perlu paspor mendesak? Hubungi hotline, 24 jam.'
const foundText =
  'Libur akhir tahun: loket paspor KBRI Kairo tutup 24–26 Desember. Perlu paspor mendesak? Hubungi hotline kami, 24 jam.'

function Compare() {
  const { t } = useTexts('komponen')
  return (
    <Panel title={t('compare')}>
      <ComparePair
        sent={{ title: 'Yang kami kirim', note: '08.55.02 · sidik 91be…04d7', text: sentText, lang: 'id' }}
        found={{ title: 'Yang terlihat di akun', note: '08.55.09 · dibaca 09.36', text: foundText, lang: 'id' }}
        foot={
          <ButtonLink to="/komponen" kind="quiet" size="small" icon={ExternalLink}>
            Lihat di Facebook
          </ButtonLink>
        }
      />
    </Panel>
  )
}

function Results() {
  return (
    <div className="results">
      <ResultCard tone="ok" title="Ya, ini akun resmi" lead="KBRI Canberra, Instagram">
        <Facts
          rows={[
            ['Akun', '@kbricanberra.contoh'],
            ['Diperiksa', '24 Nov 2026, 06.00 WIB'],
          ]}
        />
      </ResultCard>
      <ResultCard tone="warn" title="Tidak terdaftar" lead="Ini belum tentu palsu, tetapi bukan akun resmi.">
        <Button>Lihat akun yang resmi</Button>
      </ResultCard>
      <ResultCard
        tone="alert"
        title="Akun ini sedang bermasalah"
        lead="Bukan dikendalikan KJRI sejak 24 Nov pukul 08.10 Melbourne (04.10 WIB)."
      >
        <Button>Buka situs resminya</Button>
      </ResultCard>
    </div>
  )
}
