import type { Baseline, BaselineFigure } from '../../../contract/reports.ts'
import { writeCsv } from '../../../platform/csv.ts'

const definitions: Readonly<Record<BaselineFigure['measure'], readonly [id: string, en: string]>> = {
  purpose: [
    'Bagian pesan menurut sejauh apa tujuannya: 0 kegiatan saja, 1 tujuan atau hasil, 2 tujuan dan pembaca',
    'Share of messages by how far their purpose goes: 0 activity only, 1 aim or result, 2 aim and audience',
  ],
  benefit: [
    'Bagian pesan yang menyebut apa yang didapat pembaca atau masyarakat Indonesia',
    'Share of messages that state in words what readers or the Indonesian public gain',
  ],
  objective: ['Bagian pesan menurut sasaran yang dilayaninya', 'Share of messages by the objective they serve'],
}

const method = {
  id: 'Semua pesan perwakilan pada triwulan itu; label mesin dan pelaksana dikoreksi dengan sampel acak berstrata (bahasa × asal label) yang dinilai buta oleh dua orang, beda diputus orang ketiga; rentang 90 % dari penaksir selisih berstrata.',
  en: 'All messages of missions in the quarter; labels of machine and officers corrected by a random stratified sample (language × source of label) rated blind by two people, differences settled by a third; 90% intervals of the stratified difference estimator.',
}

/** The baseline as open data with what a stranger needs to use it (OPS-04). No mission stands in it. */
export function openData(baseline: Baseline, now: Date, isSample: boolean) {
  return {
    title: {
      id: `Garis dasar media sosial perwakilan RI, ${baseline.quarter}`,
      en: `Baseline of Indonesian missions’ social media, ${baseline.quarter}`,
    },
    ...(isSample ? { note: 'Data contoh / Sample data' } : {}),
    period: baseline.quarter,
    updatedAt: now.toISOString(),
    unit: 'share (0–1)',
    definition: Object.fromEntries(
      Object.entries(definitions).map(([measure, [id, en]]) => [measure, { id, en }] as const),
    ),
    method,
    isAudited: baseline.isAudited,
    coverage: {
      missions: baseline.missions,
      publishing: baseline.publishing,
      messages: baseline.messages,
      unread: baseline.unread,
    },
    sample: {
      seed: baseline.seed,
      strata: baseline.strata,
      pairs: baseline.pairs,
      krippendorffAlpha: baseline.agreement,
    },
    codeLists: {
      measure: Object.keys(definitions),
      code: Object.fromEntries(
        baseline.figures.map(({ code, nameId, nameEn }) => [code, { id: nameId, en: nameEn }] as const),
      ),
    },
    rows: baseline.figures.map(({ measure, code, share, low, high, labelled }) => ({
      ...{ measure, code, share, low, high, labelled },
    })),
  }
}

const columns = [
  'period',
  'measure',
  'code',
  'name_id',
  'name_en',
  'value',
  'low_90',
  'high_90',
  'value_from_labels',
  'unit',
  'messages',
  'is_audited',
  'definition_en',
  'method_en',
  'updated_at',
  'note',
]

/** The same as CSV (RFC 4180, UTF-8): one row a figure, each with its definition. Cells never begin a formula. */
export function openDataCsv(baseline: Baseline, now: Date, isSample: boolean): string {
  return writeCsv([
    columns,
    ...baseline.figures.map((figure) => [
      baseline.quarter,
      figure.measure,
      figure.code,
      figure.nameId,
      figure.nameEn,
      ...[figure.share, figure.low, figure.high, figure.labelled].map((value) => value.toFixed(6)),
      'share (0-1)',
      baseline.messages,
      baseline.isAudited,
      definitions[figure.measure][1],
      method.en,
      now.toISOString(),
      isSample ? 'Data contoh / Sample data' : '',
    ]),
  ])
}
