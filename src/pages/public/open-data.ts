import { writeCsv } from '../../platform/csv.ts'
import { html } from '../page.ts'
import { explainerPath } from './explainer-page.ts'
import { folderOf, placeOf, renderSite } from './layout.ts'
import { type SiteLocale, siteLocales, writeMoment } from './locale.ts'
import type { SiteData } from './site-data.ts'

type Value = string | number | null
type Column = {
  readonly name: string
  readonly about: Readonly<Record<'id' | 'en', string>>
  readonly type: string
  readonly unit?: string
}

/** A table that anybody may use, with what each column means (OPS-04). Scores and persons are in none. */
export type DataSet = {
  readonly code: string
  readonly title: Readonly<Record<'id' | 'en', string>>
  readonly about: Readonly<Record<'id' | 'en', string>>
  readonly method: Readonly<Record<'id' | 'en', string>>
  readonly unit: Readonly<Record<'id' | 'en', string>>
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
}

export const licence = 'CC-BY-4.0'
const column = (name: string, type: string, id: string, en: string): Column => ({ name, type, about: { id, en } })

export function dataSets(data: SiteData): DataSet[] {
  return [
    {
      code: 'perwakilan',
      title: { id: 'Perwakilan RI', en: 'Missions of Indonesia' },
      about: { id: 'Perwakilan yang buka hari ini, menurut abjad.', en: 'Missions open today, by name.' },
      method: { id: 'Daftar perwakilan kementerian.', en: 'The ministry’s register of missions.' },
      unit: { id: 'satu baris satu perwakilan', en: 'one row a mission' },
      columns: [
        column('id', 'string', 'kode tetap', 'stable code'),
        column('name_id', 'string', 'nama Indonesia', 'name in Indonesian'),
        column('name_en', 'string', 'nama Inggris', 'name in English'),
        column('city', 'string', 'kota', 'city'),
        column('country', 'string', 'negara, ISO 3166-1 alfa-2', 'country, ISO 3166-1 alpha-2'),
        column('accredited_to', 'string', 'negara rangkapan, dipisah spasi', 'other countries served, apart by spaces'),
        column('timezone', 'string', 'zona waktu IANA', 'IANA time zone'),
        column('weekend', 'string', 'hari libur pekan, 1 = Senin', 'days off in a week, 1 = Monday'),
        column('website', 'string', 'situs', 'website'),
        column('latitude', 'number', 'lintang kota (derajat)', 'latitude of the city (degrees)'),
        column('longitude', 'number', 'bujur kota (derajat)', 'longitude of the city (degrees)'),
      ],
      rows: data.missions.map((one) => [
        one.id,
        one.nameId,
        one.nameEn,
        one.city,
        one.countryIso2,
        one.accreditedTo.join(' '),
        one.timezone,
        one.weekend.join(' '),
        one.website,
        one.latitude,
        one.longitude,
      ]),
    },
    {
      code: 'akun',
      title: { id: 'Akun resmi', en: 'Official accounts' },
      about: {
        id: 'Akun yang sudah dipastikan perwakilannya, dan yang sedang bermasalah.',
        en: 'Accounts that their mission has confirmed, and those in trouble.',
      },
      method: {
        id: 'Dipastikan oleh perwakilan; akun yang belum dipastikan tidak dimuat.',
        en: 'Confirmed by missions; what nobody has confirmed is left out.',
      },
      unit: { id: 'satu baris satu akun', en: 'one row an account' },
      columns: [
        column('mission_id', 'string', 'kode perwakilan', 'code of the mission'),
        column('network', 'string', 'jaringan', 'network'),
        column('handle', 'string', 'nama akun', 'handle'),
        column('url', 'string', 'tautan; kosong bila bermasalah', 'address; empty where it is in trouble'),
        column('state', 'string', 'official = resmi; in_trouble = bermasalah', 'official or in_trouble'),
      ],
      rows: data.accounts
        .filter((one) => one.state === 'official' || one.state === 'in_trouble')
        .map((one) => [one.missionId, one.network, one.handle, one.state === 'official' ? one.url : null, one.state]),
    },
    {
      code: 'penjelas',
      title: { id: 'Penjelas kebijakan', en: 'Policy explainers' },
      about: { id: 'Penjelas yang terbit, satu baris satu bahasa.', en: 'Published explainers, one row a language.' },
      method: {
        id: 'Ditulis di pusat dan diperiksa orang lain.',
        en: 'Written at headquarters, checked by somebody else.',
      },
      unit: { id: 'satu baris satu versi bahasa', en: 'one row a language version' },
      columns: [
        column('slug', 'string', 'bagian alamat', 'part of the address'),
        column('language', 'string', 'bahasa, BCP 47', 'language, BCP 47'),
        column('title', 'string', 'judul', 'title'),
        column('topic', 'string', 'pokok', 'topic'),
        column('benefit_who', 'string', 'siapa yang mendapat manfaat', 'who gains'),
        column('benefit_gain', 'string', 'apa manfaatnya', 'what they gain'),
        column('benefit_evidence', 'string', 'bukti', 'evidence'),
        column('benefit_step', 'string', 'langkah berikutnya', 'next step'),
        column('version', 'integer', 'versi', 'version'),
        column('published_at', 'date-time', 'terbit (UTC)', 'published (UTC)'),
        column('url', 'string', 'alamat', 'address'),
      ],
      rows: data.explainers.flatMap((one) =>
        one.texts.map(({ language, content }) => [
          one.slug,
          language,
          content.title,
          one.topic,
          content.benefit.who,
          content.benefit.gain,
          content.benefit.evidence,
          content.benefit.step,
          one.versions[0]?.version ?? null,
          one.versions[0]?.publishedAt.toISOString() ?? null,
          data.baseUrl + explainerPath(one.slug, language),
        ]),
      ),
    },
  ]
}

export const csvOf = (set: DataSet): string => writeCsv([set.columns.map((one) => one.name), ...set.rows])

const metadataOf = (data: SiteData, set: DataSet) => ({
  title: set.title,
  description: set.about,
  method: set.method,
  unit: set.unit,
  licence,
  publisher: data.ministry.nameId,
  updatedAt: data.updatedAt.toISOString(),
  isSample: data.isSample,
  columns: set.columns.map(({ name, type, about }) => ({ name, type, description: about })),
})

/** The table as records, with its metadata in the same file. */
export const jsonOf = (data: SiteData, set: DataSet): string =>
  JSON.stringify({
    metadata: metadataOf(data, set),
    rows: set.rows.map((row) => Object.fromEntries(set.columns.map((one, index) => [one.name, row[index] ?? null]))),
  })

/** Every set with where it is, by the words of DCAT 3. */
export const catalogueOf = (data: SiteData): string =>
  JSON.stringify({
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    '@type': 'dcat:Catalog',
    'dct:title': 'Data terbuka Kemlu menjelaskan',
    'dct:modified': data.updatedAt.toISOString(),
    'dct:license': 'https://creativecommons.org/licenses/by/4.0/',
    'dcat:dataset': dataSets(data).map((set) => ({
      '@type': 'dcat:Dataset',
      'dct:identifier': set.code,
      ...metadataOf(data, set),
      'dcat:distribution': (['csv', 'json'] as const).map((type) => ({
        '@type': 'dcat:Distribution',
        'dcat:downloadURL': `${data.baseUrl}data/${set.code}.${type}`,
        'dcat:mediaType': type === 'csv' ? 'text/csv' : 'application/json',
      })),
    })),
  })

export function openDataPage(data: SiteData, locale: SiteLocale): string {
  const place = placeOf(data, `${folderOf(locale)}data/`, locale)
  const { say, to } = place
  const words = locale === 'id' ? 'id' : 'en'
  const own = { lang: words, dir: 'ltr' }
  return renderSite({
    place,
    title: say.data.title,
    description: say.data.lead,
    alternates: siteLocales.map((other) => [other, `${folderOf(other)}data/`] as const),
    body: html`<div class="in narrow"><h1>${say.data.title}</h1><p class="lead">${say.data.lead}</p><p>${say.data.notHere}</p>
      ${dataSets(data).map(
        (
          set,
        ) => html`<section aria-labelledby=${set.code}><h2 id=${set.code} ...${own}>${set.title[words]}</h2><p ...${own}>${set.about[words]}</p>
        <dl class="rows"><div><dt>${say.data.method}</dt><dd ...${own}>${set.method[words]}</dd></div><div><dt>${say.data.unit}</dt><dd ...${own}>${set.unit[words]}</dd></div><div><dt>${say.data.update}</dt><dd>${writeMoment(data.updatedAt, locale, data.homeZone, data.homeZoneLabel)}</dd></div><div><dt>${say.data.licence}</dt><dd>CC BY 4.0</dd></div>
        <div><dt>${say.data.download}</dt><dd><a href=${to(`data/${set.code}.csv`)}>CSV</a> · <a href=${to(`data/${set.code}.json`)}>JSON</a></dd></div></dl>
        <details><summary>${say.data.fields}</summary><section class="scroll" tabindex="0" aria-label=${`${say.data.fields}: ${set.title[words]}`}><table><thead><tr><th scope="col">${say.data.field}</th><th scope="col">${say.data.meaning}</th></tr></thead><tbody>${set.columns.map((one) => html`<tr><th scope="row" dir="ltr">${one.name}</th><td ...${own}>${one.about[words]}</td></tr>`)}</tbody></table></section></details></section>`,
      )}
      <p><a href=${to('data/katalog.json')}>DCAT</a></p></div>`,
  })
}
