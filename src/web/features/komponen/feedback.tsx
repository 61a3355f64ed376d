import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable, Pager } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { TriangleAlert } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { ObjectiveLabel } from '../../ui/objective-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Person } from '../../ui/person.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { DualClock, StackedTime, Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'

const kairo = { zone: 'Africa/Cairo', label: 'Kairo' }
const now = new Date('2026-11-24T07:40:00Z')
const late = new Date('2026-11-24T18:30:00Z')

export function Feedback() {
  const { t } = useTexts('komponen')
  return (
    <>
      <Panel title={t('lists')} count="3" flush>
        <Rows>
          <ListRow
            icon={TriangleAlert}
            tone="alert"
            title="KBRI Manila"
            meta={<span>Siaga 3 karena topan di dua provinsi</span>}
            end={<StateChip state="alert_3" />}
          />
          <ListRow
            title="Beasiswa Darmasiswa 2027 dibuka: begini cara mendaftar"
            meta={
              <>
                <ObjectiveLabel tone="culture">Budaya</ObjectiveLabel>
                <span>Instagram, Facebook</span>
              </>
            }
            end={
              <>
                <StateChip state="approved" />
                <StackedTime at={new Date('2026-11-24T09:00:00Z')} place={kairo} />
              </>
            }
          />
          <ListRow
            struck
            title="Rupa batik pesisir"
            meta={<span>X · cukup di Instagram</span>}
            end={<StateChip state="cancelled" />}
          />
        </Rows>
        <DataTable
          caption="Pengiriman hari ini"
          rows={deliveries}
          rowKey={(row) => row.id}
          selected="b"
          columns={[
            { id: 'time', head: 'Kairo', cell: (row) => <StackedTime at={row.at} place={kairo} />, width: '92px' },
            { id: 'what', head: 'Kiriman', cell: (row) => row.what, rowHead: true },
            { id: 'state', head: 'Keadaan', cell: (row) => <StateChip state={row.state} /> },
            { id: 'tries', head: 'Percobaan', cell: (row) => row.tries, figures: true },
          ]}
        />
        <Pager from={1} to={3} total={611} onForward={() => undefined} />
      </Panel>
      <Panel title={t('times')}>
        <div className="stack tight">
          <DualClock now={now} place={kairo} />
          <Time at={now} place={kairo} withDay />
          <Time at={late} place={kairo} withDay />
          <Facts
            rows={[
              ['Penyetuju', <Person key="p" name="Bagus Santosa" capacity="Kuasa Usaha a.i., sejak 14 Okt 2026" />],
              ['Untuk siapa', 'Pemilik kafe dan pemanggang kopi di Kairo dan Giza'],
            ]}
          />
        </div>
      </Panel>
      <Panel title={t('empty')}>
        <EmptyState title="Pekan ini belum ada kiriman" act={<Button kind="primary">Buka 3 kit</Button>}>
          Mulai dari kit yang sudah ada dalam bahasa Arab. Kira-kira 12 menit.
        </EmptyState>
      </Panel>
      <Panel title={t('loading')}>
        <Skeleton />
      </Panel>
      <Panel title={t('notes')}>
        <div className="stack">
          <Note kind="error" title="Kit tidak bisa dimuat." act={{ label: 'Coba lagi', onClick: () => undefined }}>
            Server menjawab terlalu lama. Draf Anda aman.
          </Note>
          <Note kind="offline" title="Anda luring sejak 09.12.">
            Tiga draf tersimpan di perangkat dan akan disamakan nanti.
          </Note>
          <Note
            kind="conflict"
            title="Draf ini berubah di dua tempat."
            act={{ label: 'Bandingkan', onClick: () => undefined }}
          >
            Kami simpan keduanya.
          </Note>
          <Note kind="accent">Kit terlambat dari pusat, jadi keterlambatan Anda tidak dihitung.</Note>
        </div>
      </Panel>
      <Floating />
    </>
  )
}

const deliveries = [
  { id: 'a', at: new Date('2026-11-24T05:30:00Z'), what: 'Persahabatan Indonesia–Mesir', state: 'sent', tries: 1 },
  {
    id: 'b',
    at: new Date('2026-11-24T06:55:00Z'),
    what: 'Jam layanan paspor selama libur akhir tahun',
    state: 'unknown',
    tries: 2,
  },
  { id: 'c', at: new Date('2026-11-24T17:00:00Z'), what: 'Liburan ke Labuan Bajo', state: 'held', tries: 0 },
] as const

function Floating() {
  const { t } = useTexts('komponen')
  const [open, setOpen] = useState<'dialog' | 'sheet'>()
  const close = () => setOpen(undefined)
  return (
    <Panel title={t('floating')}>
      <div className="row wrap">
        <Button onClick={() => setOpen('dialog')}>Dialog</Button>
        <Button onClick={() => setOpen('sheet')}>Lembar</Button>
        <Button onClick={() => toast('Draf dihapus.', () => toast('Draf kembali.'))}>Pemberitahuan</Button>
      </div>
      <Dialog
        open={open !== undefined}
        sheet={open === 'sheet'}
        onClose={close}
        title="Setujui teks ini?"
        acts={
          <>
            <Button kind="primary" onClick={close}>
              Ya, setujui
            </Button>
            <Button kind="quiet" onClick={close}>
              Belum
            </Button>
          </>
        }
      >
        Terbit di 4 akun, <b>Kamis 26 Nov pukul 11.00 Kairo</b> (16.00 WIB). Teks dibekukan. Perubahan apa pun kembali
        ke Anda.
      </Dialog>
    </Panel>
  )
}
