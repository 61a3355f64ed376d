import type { MixShare, OpenAlignment } from '../../contract/alignment.ts'
import type { Db } from '../../platform/database/database.ts'
import type { Scope } from '../missions/index.ts'
import { indexMethod } from './iks.ts'
import { listFrozenQuarters, listMinistryRows } from './snapshot-store.ts'

type Column = OpenAlignment['columns'][number]
const column = (name: string, type: string, unit: string, id: string, en: string): Column => ({
  name,
  type,
  unit,
  id,
  en,
})

const columns: readonly Column[] = [
  column('quarter', 'string', '', 'triwulan, YYYY-Qn', 'quarter, YYYY-Qn'),
  column('frozenAt', 'datetime', 'UTC', 'saat angka dibekukan', 'when the figures were frozen'),
  column('missions', 'integer', 'missions', 'perwakilan yang buka', 'missions that were open'),
  column('messages', 'integer', 'messages', 'pesan yang dihitung', 'messages counted'),
  column('c1', 'number', '0-100', 'cakupan sasaran, dengan rentang 90 %', 'objectives covered, with its 90 % interval'),
  column('c3', 'number', '0-100', 'rasio tujuan, dengan rentang 90 %', 'purpose ratio, with its 90 % interval'),
  column('support', 'number', '0-100', 'Dukungan Pusat', 'support by headquarters'),
  column(
    'mix',
    'array',
    '0-1',
    'bagian tiap sasaran dan yang disepakati',
    'share of each objective and what was agreed',
  ),
]

/**
 * The ministry's figures of every frozen quarter with what they mean (OPS-04). Of no mission and no region: no score of one can be read or
 * reckoned from it. Figures whose labels nobody audited are null.
 */
export async function alignmentOpenData(db: Db, scope: Scope): Promise<OpenAlignment> {
  const ministry = await db.selectFrom('setting').select('value').where('key', '=', 'ministry').executeTakeFirst()
  const rows = await listMinistryRows(db, scope)
  const frozen = await listFrozenQuarters(db, scope)
  return {
    title: { id: 'Keselarasan media sosial kementerian', en: 'Alignment of the ministry’s social media' },
    definition: {
      id: 'Seberapa jauh kiriman semua perwakilan menyebut tujuan dan mencakup sasaran yang disepakati.',
      en: 'How far what all missions publish says what it is for and covers the agreed objectives.',
    },
    unit: '0-100; mix: 0-1',
    method: `docs/INDEX.md, version ${indexMethod}`,
    licence: 'CC-BY-4.0',
    publisher: (ministry?.value as unknown as { nameId?: string } | undefined)?.nameId ?? '',
    updatedAt: frozen[0]?.frozenAt ?? null,
    columns: [...columns],
    rows: rows.map((row) => {
      const components = row.components as unknown as readonly Figure[]
      const made = row.contributions as unknown as Made
      return {
        quarter: row.quarter,
        frozenAt: row.frozenAt.toISOString(),
        missions: made.missions,
        messages: row.messages,
        c1: figureOf(components, 'C1'),
        c3: figureOf(components, 'C3'),
        support: made.support.value,
        // A mix whose labels nobody audited is an estimate: it stays in the house.
        mix: (isScored(components, 'C1') ? made.mix : []).flatMap(({ objective, nameId, nameEn, share, target }) =>
          target === null ? [] : { objective, nameId, nameEn, share, target },
        ),
      }
    }),
  }
}

type Figure = {
  readonly id: string
  readonly state: string
  readonly value: number | null
  readonly n: number
  readonly interval: { readonly low: number; readonly high: number } | null
}
type Made = {
  readonly missions: number
  readonly mix: readonly MixShare[]
  readonly support: { readonly value: number | null }
}

const isScored = (components: readonly Figure[], id: string): boolean =>
  components.some((one) => one.id === id && one.state === 'scored')

function figureOf(components: readonly Figure[], id: string) {
  const figure = components.find((one) => one.id === id)
  const isShown = figure?.state === 'scored'
  return {
    value: isShown ? figure.value : null,
    low: isShown ? (figure.interval?.low ?? null) : null,
    high: isShown ? (figure.interval?.high ?? null) : null,
    n: figure?.n ?? 0,
  }
}
