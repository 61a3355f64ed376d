import { type Html, html } from '../page.ts'
import { askForm, folderOf, type Place, placeOf, renderSite, tick } from './layout.ts'
import { formatOf, nameOfCountry, nameOfLanguage, type SiteLocale, siteLocales } from './locale.ts'
import type { SiteAccount, SiteData, SiteMission } from './site-data.ts'
import { fill } from './texts.ts'

export const missionPath = (id: string, locale: SiteLocale): string => `${folderOf(locale)}perwakilan/${id}/`
const nameIn = (mission: SiteMission, locale: SiteLocale): string => (locale === 'id' ? mission.nameId : mission.nameEn)

type Country = {
  readonly iso2: string
  readonly name: string
  readonly own: readonly SiteMission[]
  readonly from: readonly SiteMission[]
}

/** Countries with a mission or served by one, by name in the language. */
function countriesOf(data: SiteData, locale: SiteLocale): Country[] {
  const codes = new Set(data.missions.flatMap((mission) => [mission.countryIso2, ...mission.accreditedTo]))
  const collator = new Intl.Collator(locale)
  return [...codes]
    .map((iso2) => ({
      iso2,
      name: nameOfCountry(iso2, locale),
      own: data.missions.filter((mission) => mission.countryIso2 === iso2),
      from: data.missions.filter((mission) => mission.countryIso2 !== iso2 && mission.accreditedTo.includes(iso2)),
    }))
    .sort((a, b) => collator.compare(a.name, b.name))
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim()

/**
 * Finds a mission by country and city, never by where the reader is. With a question only what fits it; a folder of files
 * shows every country, so it serves where nothing can search.
 */
export function missionListPage(data: SiteData, locale: SiteLocale, question?: string): string {
  const place = placeOf(data, `${folderOf(locale)}perwakilan/`, locale)
  const { say, here } = place
  const countries = countriesOf(data, locale)
  const wanted = folded(question ?? '')
  const fits = (country: Country) =>
    [country.name, nameOfCountry(country.iso2, 'id'), nameOfCountry(country.iso2, 'en'), country.iso2].some((name) =>
      folded(name).includes(wanted),
    ) ||
    country.own.some((mission) =>
      [mission.city, mission.shortName, mission.nameId, mission.nameEn].some((name) => folded(name).includes(wanted)),
    )
  const found = wanted === '' ? [] : countries.filter(fits)
  const shown = found.length > 0 ? found : countries
  const missions = new Set(found.flatMap((country) => [...country.own, ...country.from].map((mission) => mission.id)))
  return renderSite({
    place,
    title: say.missions.title,
    description: say.missions.lead,
    at: 'missions',
    isHidden: question !== undefined,
    alternates: siteLocales.map((other) => [other, `${folderOf(other)}perwakilan/`] as const),
    body: html`<div class="in narrow"><h1>${say.missions.title}</h1><p class="lead">${say.missions.lead}</p>
      ${askForm(place, { id: 'negara', action: here('perwakilan/'), label: say.missions.field, act: say.missions.act, value: question ?? '' })}
      ${wanted === '' ? null : html`<p role="status">${fill(found.length > 0 ? say.missions.found : say.missions.nothing, { n: missions.size, q: question ?? '' })}</p>`}
      ${found.length > 0 ? null : html`<h2>${say.missions.all}</h2>`}
      <ul class="countries">${shown.map(
        (country) =>
          html`<li><b>${country.name}</b><ul>${country.own.map((mission) => html`<li><a href=${here(`perwakilan/${mission.id}/`)}>${mission.shortName}</a></li>`)}${country.from.map(
            (mission) =>
              html`<li><a href=${here(`perwakilan/${mission.id}/`)}>${mission.shortName}</a> <span class="small">${fill(say.missions.accreditedFrom, { country: nameOfCountry(mission.countryIso2, locale) })}</span></li>`,
          )}</ul></li>`,
      )}</ul></div>`,
  })
}

/** One mission: when it works, whom it serves, its accounts, and which missions are near its city. */
export function missionPage(data: SiteData, mission: SiteMission, locale: SiteLocale): string {
  const place = placeOf(data, missionPath(mission.id, locale), locale)
  const { say, here } = place
  const title = nameIn(mission, locale)
  const accounts = data.accounts.filter(
    (account) => account.missionId === mission.id && account.state !== 'recorded_unverified',
  )
  const near = nearest(data.missions, mission, 5)
  const list = new Intl.ListFormat(formatOf(locale), { type: 'conjunction' })
  return renderSite({
    place,
    title,
    description: `${title}, ${mission.city}, ${nameOfCountry(mission.countryIso2, locale)}`,
    at: 'missions',
    alternates: siteLocales.map((other) => [other, missionPath(mission.id, other)] as const),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'GovernmentOffice',
      name: mission.nameId,
      alternateName: [mission.nameEn, mission.shortName],
      url: mission.website ?? data.baseUrl + place.path,
      address: { '@type': 'PostalAddress', addressLocality: mission.city, addressCountry: mission.countryIso2 },
      geo: { '@type': 'GeoCoordinates', latitude: mission.latitude, longitude: mission.longitude },
      parentOrganization: { '@type': 'GovernmentOrganization', name: data.ministry.nameId },
      areaServed: [mission.countryIso2, ...mission.accreditedTo],
      sameAs: accounts.filter((account) => account.state === 'official').map((account) => account.url),
    },
    body: html`<div class="in narrow">
      <nav class="crumbs" aria-label=${say.crumbs}><ol><li><a href=${here('perwakilan/')}>${say.nav.missions}</a></li></ol></nav>
      <h1>${title}</h1>
      <dl class="rows">
        <div><dt>${say.missions.address}</dt><dd>${mission.city}, ${nameOfCountry(mission.countryIso2, locale)}</dd></div>
        <div><dt>${say.missions.workdays}</dt><dd>${workdays(mission, locale)}</dd></div>
        <div><dt>${say.missions.hours}</dt><dd>${mission.serviceHours ?? say.missions.hoursUnknown}</dd></div>
        <div><dt>${say.missions.time}</dt><dd>${offsetOf(mission.timezone, data.updatedAt)} (${mission.timezone})</dd></div>
        ${mission.website ? html`<div><dt>${say.missions.site}</dt><dd><a href=${mission.website} rel="noopener noreferrer">${mission.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</a></dd></div>` : null}
        ${mission.accreditedTo.length > 0 ? html`<div><dt>${say.missions.covers}</dt><dd>${list.format(mission.accreditedTo.map((iso2) => nameOfCountry(iso2, locale)))}</dd></div>` : null}
        <div><dt>${say.missions.speaks}</dt><dd>${list.format(mission.languages.map((language) => nameOfLanguage(language, locale)))}</dd></div>
      </dl>
      <h2 id="akun">${say.missions.accounts}</h2>
      ${accounts.length === 0 ? html`<p>${say.missions.noAccounts}</p>` : html`<ul class="plain">${accounts.map((account) => accountLine(place, account))}</ul>`}
      <p><a href=${here('cek-akun/')}>${say.nav.accounts}</a></p>
      <h2 id="terdekat">${say.missions.nearest}</h2>
      <ul class="plain">${near.map(
        ({ mission: other, km }) =>
          html`<li><a href=${here(`perwakilan/${other.id}/`)}>${other.shortName}</a> <span class="small">${other.city}, ${nameOfCountry(other.countryIso2, locale)} · ${fill(say.missions.distance, { km: new Intl.NumberFormat(formatOf(locale)).format(km) })}</span></li>`,
      )}</ul>
      <p class="small">${say.missions.privacy}</p></div>`,
  })
}

const accountLine = ({ say }: Place, account: SiteAccount): Html =>
  account.state === 'official'
    ? html`<li><span class="ok">${tick()} ${say.accounts.official}</span> ${account.networkName}: <a href=${account.url} rel="noopener noreferrer" dir="ltr">${account.handle}</a></li>`
    : html`<li><span class="bad">! ${say.accounts.trouble}</span> ${account.networkName}: <span dir="ltr">${account.handle}</span></li>`

/** "Senin, Selasa, …" of the days on which the mission works. */
function workdays(mission: SiteMission, locale: SiteLocale): string {
  // 5 January 2026 is a Monday.
  const day = new Intl.DateTimeFormat(formatOf(locale), { weekday: 'long', timeZone: 'UTC' })
  const days = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !mission.weekend.includes(weekday))
  const names = days.map((weekday) => day.format(new Date(Date.UTC(2026, 0, 4 + weekday))))
  const isStretch = days.every((weekday, index) => index === 0 || weekday === (days[index - 1] ?? 0) + 1)
  return isStretch && names.length > 2
    ? `${names[0]}–${names.at(-1)}`
    : new Intl.ListFormat(formatOf(locale)).format(names)
}

/** `UTC+07:00` of a zone at a moment. */
function offsetOf(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC')
}

const earthKm = 6371
/** The nearest other missions by the great circle between cities, rounded to 10 km. */
function nearest(missions: readonly SiteMission[], from: SiteMission, most: number) {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const kmTo = (to: SiteMission) => {
    const [a, b] = [radians(from.latitude), radians(to.latitude)]
    const turn = radians(to.longitude - from.longitude)
    const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(turn / 2) ** 2
    return Math.round((2 * earthKm * Math.asin(Math.sqrt(h))) / 10) * 10
  }
  return missions
    .filter((mission) => mission.id !== from.id)
    .map((mission) => ({ mission, km: kmTo(mission) }))
    .sort((a, b) => a.km - b.km || a.mission.id.localeCompare(b.mission.id))
    .slice(0, most)
}
