import type { ExplainerTopic } from '../../contract/explainers.ts'
import { type Html, html } from '../page.ts'
import { explainerPath } from './explainer-page.ts'
import { askForm, folderOf, type Place, placeOf, renderSite } from './layout.ts'
import { directionOf, nameOfLanguage, type SiteLocale, siteLocales, writeMoment } from './locale.ts'
import { contentLanguages, type SiteData, type SiteExplainer, type SiteText, textIn } from './site-data.ts'
import { fill } from './texts.ts'

const inEveryLocale = (path: string) => siteLocales.map((locale) => [locale, folderOf(locale) + path] as const)

type Shown = { readonly explainer: SiteExplainer; readonly text: SiteText }
const shownIn = (data: SiteData, language: string): Shown[] =>
  data.explainers.flatMap((explainer) => {
    const text = textIn(explainer, language)
    return text ? [{ explainer, text }] : []
  })

const card = ({ to, say }: Place, { explainer, text }: Shown, level: 'h2' | 'h3'): Html => {
  const { content, language } = text
  const heading = html`<a href=${to(explainerPath(explainer.slug, language))}>${content.title}</a>`
  return html`<li class="card"><p class="over">${say.topics[explainer.topic]}</p>${level === 'h2' ? html`<h2>${heading}</h2>` : html`<h3>${heading}</h3>`}<p><b>${content.benefit.who}</b> ${content.benefit.gain}</p></li>`
}

/** "Apa artinya bagi saya?": search first, then what is new, the account check, missions, alerts. */
export function frontPage(data: SiteData, locale: SiteLocale): string {
  const place = placeOf(data, folderOf(locale), locale)
  const { say, here, to } = place
  const latest = shownIn(data, locale).slice(0, 6)
  return renderSite({
    place,
    title: say.name,
    description: say.home.lead,
    alternates: inEveryLocale(''),
    jsonLd: {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: say.name,
      url: data.baseUrl + place.path,
      inLanguage: locale,
      publisher: { '@type': 'GovernmentOrganization', name: data.ministry.nameId, alternateName: data.ministry.nameEn },
      potentialAction: {
        '@type': 'SearchAction',
        target: `${data.baseUrl}${folderOf(locale)}cari/?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    },
    body: html`<div class="hero"><div class="in">
        <h1>${say.home.title}</h1><p class="lead">${say.home.lead}</p>
        ${askForm(place, { id: 'cari', action: here('cari/'), label: say.home.search, act: say.home.searchAct, type: 'search' })}
        <p class="examples">${say.home.examples} ${say.home.exampleWords.map((word, index) => html`${index > 0 ? ' · ' : ''}<a href=${`${here('cari/')}?q=${encodeURIComponent(word)}`}>${word}</a>`)}</p>
      </div></div>
      <div class="in">
        ${alertStrip(place)}
        <section aria-labelledby="baru"><h2 id="baru">${say.home.latest}</h2>
          ${latest.length === 0 ? html`<p>${say.home.none}</p>` : html`<ul class="cards">${latest.map((shown) => card(place, shown, 'h3'))}</ul>`}
          <p><a href=${here('penjelas/')}>${say.home.all}</a></p></section>
        <div class="pair">
          <section class="box" aria-labelledby="cek"><h2 id="cek">${say.home.checkTitle}</h2><p>${say.home.checkLead}</p>${askForm(place, { id: 'akun', action: here('cek-akun/'), label: say.home.checkField, act: say.home.checkAct })}</section>
          <section class="box" aria-labelledby="temu"><h2 id="temu">${say.home.missionTitle}</h2><p>${say.home.missionLead}</p>${askForm(place, { id: 'negara', action: here('perwakilan/'), label: say.home.missionField, act: say.home.missionAct })}</section>
        </div>
        ${otherLanguages(place)}
      </div>`,
  })

  function alertStrip({ data: { alerts } }: Place): Html | null {
    if (alerts.length === 0) return null
    return html`<section class="alerts" aria-labelledby="siaga"><h2 id="siaga">${say.home.alerts}</h2><ul>${alerts
      .slice(0, 5)
      .map(
        (alert) =>
          html`<li><b lang="id">Siaga ${alert.level}</b> <a href=${to('siaga/')} lang="id" dir="ltr">${alert.title}</a> <span class="small">${alert.place} · ${writeMoment(alert.updatedAt, locale, data.homeZone, data.homeZoneLabel)}</span></li>`,
      )}</ul><p><a href=${to('siaga/')}>${say.home.alertsAll}</a></p></section>`
  }
}

/** Explainers in languages that the site itself does not speak. */
function otherLanguages({ data, say, to }: Place): Html | null {
  const others = contentLanguages(data).filter((language) => !siteLocales.some((locale) => locale === language))
  if (others.length === 0) return null
  return html`<section aria-labelledby="lain"><h2 id="lain">${say.list.otherLanguages}</h2><ul class="plain">${others.flatMap(
    (language) =>
      shownIn(data, language).map(
        ({ explainer, text }) =>
          html`<li lang=${language} dir=${directionOf(language)}><a href=${to(explainerPath(explainer.slug, language))} hreflang=${language}>${text.content.title}</a> <span class="small">${nameOfLanguage(language)}</span></li>`,
      ),
  )}</ul></section>`
}

/** Every explainer of a language by its topic. */
export function listPage(data: SiteData, locale: SiteLocale): string {
  const place = placeOf(data, `${folderOf(locale)}penjelas/`, locale)
  const { say } = place
  const all = shownIn(data, locale)
  const topics = (Object.keys(say.topics) as ExplainerTopic[]).filter((topic) =>
    all.some((one) => one.explainer.topic === topic),
  )
  return renderSite({
    place,
    title: say.list.title,
    description: say.list.lead,
    at: 'explainers',
    alternates: inEveryLocale('penjelas/'),
    body: html`<div class="in"><h1>${say.list.title}</h1><p class="lead">${say.list.lead}</p>
      ${askForm(place, { id: 'cari', action: place.here('cari/'), label: say.home.search, act: say.home.searchAct, type: 'search' })}
      ${all.length === 0 ? html`<p>${say.home.none}</p>` : null}
      ${topics.map(
        (topic) =>
          html`<section aria-labelledby=${topic}><h2 id=${topic}>${say.topics[topic]}</h2><ul class="cards">${all
            .filter((one) => one.explainer.topic === topic)
            .map((shown) => card(place, shown, 'h3'))}</ul></section>`,
      )}
      ${otherLanguages(place)}</div>`,
  })
}

/** What was found for a question; without one, everything by name: so the page also serves where nothing can search. */
export function searchPage(
  data: SiteData,
  locale: SiteLocale,
  asked?: { readonly question: string; readonly slugs: readonly string[] },
): string {
  const place = placeOf(data, `${folderOf(locale)}cari/`, locale)
  const { say, here } = place
  const all = shownIn(data, locale).toSorted((a, b) => a.text.content.title.localeCompare(b.text.content.title, locale))
  const found = (asked?.slugs ?? []).flatMap((slug) => all.find((one) => one.explainer.slug === slug) ?? [])
  const words = { n: found.length, q: asked?.question ?? '' }
  const isNothing = asked !== undefined && found.length === 0
  const shown = found.length > 0 ? found : all
  return renderSite({
    place,
    title: asked ? `${say.search.title}: ${asked.question}` : say.search.title,
    description: say.home.lead,
    at: 'explainers',
    isHidden: true,
    alternates: inEveryLocale('cari/'),
    body: html`<div class="in narrow"><h1>${say.search.title}</h1>
      ${askForm(place, { id: 'cari', action: here('cari/'), label: say.home.search, act: say.home.searchAct, value: asked?.question ?? '', type: 'search' })}
      <p role="status">${asked ? fill(isNothing ? say.search.nothing : say.search.results, words) : say.search.offline}${isNothing ? html` ${say.search.nothingLead}` : null}</p>
      ${shown.length === 0 ? html`<p>${say.home.none}</p>` : html`<ul class="cards cards--one">${shown.map((one) => card(place, one, 'h2'))}</ul>`}
    </div>`,
  })
}

export function accessPage(data: SiteData, locale: SiteLocale): string {
  const place = placeOf(data, `${folderOf(locale)}aksesibilitas/`, locale)
  const { say } = place
  const [first = '', ...rest] = say.access.paragraphs
  return renderSite({
    place,
    title: say.access.title,
    description: first,
    alternates: inEveryLocale('aksesibilitas/'),
    body: html`<div class="in narrow"><h1>${say.access.title}</h1><p class="lead">${first}</p>${rest.map((paragraph) => html`<p>${paragraph}</p>`)}</div>`,
  })
}

/** For an address that leads nowhere. */
export function missingPage(data: SiteData, path: string, locale: SiteLocale): string {
  const place = placeOf(data, path, locale)
  const { say, here } = place
  return renderSite({
    place,
    title: say.missing.title,
    description: say.missing.lead,
    isHidden: true,
    body: html`<div class="in narrow"><h1>${say.missing.title}</h1><p class="lead">${say.missing.lead}</p>
      ${askForm(place, { id: 'cari', action: here('cari/'), label: say.home.search, act: say.home.searchAct, type: 'search' })}
      <p><a href=${here('')}>${say.missing.back}</a></p></div>`,
  })
}

/** What stands where a withdrawn explainer stood. */
export function withdrawnPage(data: SiteData, gone: SiteData['withdrawn'][number]): string {
  const place = placeOf(data, explainerPath(gone.slug, 'id'), 'id')
  const { say, here, locale } = place
  return renderSite({
    place,
    title: say.withdrawn.title,
    description: say.withdrawn.title,
    at: 'explainers',
    isHidden: true,
    body: html`<div class="in narrow"><h1>${say.withdrawn.title}</h1><p class="lead">${fill(say.withdrawn.lead, { reason: gone.reason })}</p>
      <p>${fill(say.withdrawn.on, { moment: writeMoment(gone.at, locale, data.homeZone, data.homeZoneLabel) })}</p><p><a href=${here('penjelas/')}>${say.home.all}</a></p></div>`,
  })
}

/** Said after "Apakah ini jelas?"; one page for everybody, so it tells nothing of the choice. */
export function thanksPage(data: SiteData, explainer: SiteExplainer, language: string): string {
  const place = placeOf(data, `${explainerPath(explainer.slug, language)}terima-kasih/`, language)
  const { say, locale, to } = place
  return renderSite({
    place,
    title: say.thanks.title,
    description: say.thanks.lead,
    at: 'explainers',
    isHidden: true,
    body: html`<div class="in narrow" lang=${locale} dir=${directionOf(locale)}><h1>${say.thanks.title}</h1><p class="lead">${say.thanks.lead}</p><p><a href=${to(explainerPath(explainer.slug, language))}>${say.thanks.back}</a></p></div>`,
  })
}

/** Answers to the comprehension check; `chosen` holds an option's number or undefined for each question. */
export function checkResultPage(
  data: SiteData,
  explainer: SiteExplainer,
  text: SiteText,
  chosen: readonly (number | undefined)[],
): string {
  const { language, content } = text
  const place = placeOf(data, `${explainerPath(explainer.slug, language)}paham`, language)
  const { say, locale, to } = place
  const around = { lang: locale, dir: directionOf(locale) }
  const right = content.check.filter((one, index) => chosen[index] === one.answer).length
  return renderSite({
    place,
    title: say.result.title,
    description: say.result.kept,
    at: 'explainers',
    isHidden: true,
    body: html`<div class="in narrow"><h1 ...${around}>${say.result.title}</h1><p class="lead" ...${around}>${fill(say.result.score, { right, of: content.check.length })}</p>
      ${content.check.map((one, index) => {
        const isRight = chosen[index] === one.answer
        const words = isRight
          ? say.result.right
          : chosen[index] === undefined
            ? say.result.unanswered
            : say.result.wrong
        return html`<section><h2>${one.question}</h2><p><b ...${around}>${fill(words, { answer: one.options[one.answer] ?? '' })}</b> ${one.because}</p></section>`
      })}
      <p class="small" ...${around}>${say.result.kept}</p><p><a ...${around} href=${to(explainerPath(explainer.slug, language))}>${say.thanks.back}</a></p></div>`,
  })
}
