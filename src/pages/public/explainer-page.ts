import type { ExplainerContent } from '../../contract/explainers.ts'
import { type Html, html } from '../page.ts'
import { folderOf, type Place, placeOf, renderSite } from './layout.ts'
import { directionOf, formatOf, localeFor, nameOfLanguage, writeDay, writeMoment } from './locale.ts'
import { type SiteData, type SiteExplainer, type SiteText, textIn } from './site-data.ts'
import { fill, siteTexts } from './texts.ts'

export const explainerPath = (slug: string, language: string): string => `${folderOf(language)}penjelas/${slug}/`
export const sharePicturePath = (explainer: SiteExplainer, language: string): string =>
  `gambar/${explainer.slug}.${language}.v${explainer.versions[0]?.version ?? 1}.png`

const wordsAMinute = 200

/** One explainer in one language: the claim, what it means for the reader, then all the rest (PUB-01, PUB-02). */
export function explainerPage(data: SiteData, explainer: SiteExplainer, text: SiteText): string {
  const { language, content } = text
  const place = placeOf(data, explainerPath(explainer.slug, language), language)
  const { say, locale, here } = place
  const newest = explainer.versions[0]
  const around = { lang: locale, dir: directionOf(locale) }
  return renderSite({
    place,
    title: content.title,
    description: content.summary,
    at: 'explainers',
    kind: 'article',
    image: sharePicturePath(explainer, language),
    alternates: explainer.texts.map((one) => [one.language, explainerPath(explainer.slug, one.language)] as const),
    jsonLd: jsonLdOf(place, explainer, text),
    body: html`<div class="in">
      <nav class="crumbs" aria-label=${say.crumbs} ...${around}><ol>
        <li><a href=${here('penjelas/')}>${say.nav.explainers}</a></li>
        <li><a href=${here(`penjelas/#${explainer.topic}`)}>${say.topics[explainer.topic]}</a></li>
      </ol></nav>
      <article>
        <div class="head">
          <h1>${content.title}</h1>
          <p class="lead">${content.summary}</p>
          <ul class="by" ...${around}>
            <li>${fill(say.page.minutes, { n: minutesOf(content) })}</li>
            ${newest ? html`<li>${fill(say.page.checkedOn, { day: dayOf(newest.publishedAt, place) })}</li>` : null}
            <li><a href=${'jurnalis/#riwayat'}>${fill(say.page.version, { n: newest?.version ?? 1 })}</a></li>
          </ul>
        </div>
        ${corrected(place, explainer)} ${text.isStale ? stale(place, explainer) : null}
        ${meaning(place, content)}
        <div class="two">
          <div class="prose">
            ${section(place, 'putusan', say.page.decided, content.decided, explainer.decidedOn ? fill(say.page.decidedOn, { day: writeDay(explainer.decidedOn, locale) }) : undefined)}
            ${content.chart ? chart(place, content, content.chart) : null}
            ${section(place, 'mengapa', say.page.why, content.why)}
            ${
              content.next.length > 0
                ? html`<h2 id="langkah" ...${around}>${say.page.next}</h2><ol class="steps">${content.next.map((step) => html`<li>${step}</li>`)}</ol>`
                : null
            }
            ${
              content.faq.length > 0
                ? html`<h2 id="tanya-jawab" ...${around}>${say.page.faq}</h2><div class="faq">${content.faq.map((one) => html`<details><summary>${one.question}</summary><p>${one.answer}</p></details>`)}</div>`
                : null
            }
            ${sources(place, content)}
            ${feedback(place, explainer, content)}
          </div>
          ${rail(place, explainer, content)}
        </div>
      </article>
    </div>`,
  })
}

const minutesOf = (content: ExplainerContent): number => {
  const prose = [
    content.summary,
    content.decided,
    content.why,
    ...content.next,
    ...content.faq.map((one) => one.answer),
  ]
  const words = [...new Intl.Segmenter('und', { granularity: 'word' }).segment(prose.join(' '))].filter(
    (w) => w.isWordLike,
  )
  return Math.max(1, Math.round(words.length / wordsAMinute))
}

const dayOf = (at: Date, { locale, data }: Place): string =>
  new Intl.DateTimeFormat(formatOf(locale), { dateStyle: 'long', timeZone: data.homeZone }).format(at)

function corrected(place: Place, explainer: SiteExplainer): Html | null {
  const newest = explainer.versions.find((version) => version.correction !== null)
  if (!newest) return null
  const { data, locale, say } = place
  const moment = writeMoment(newest.publishedAt, locale, data.homeZone, data.homeZoneLabel)
  return html`<p class="note note--warn"><b lang=${locale}>${say.page.correction} (${moment}).</b> <span lang="id" dir="ltr">${newest.correction}</span></p>`
}

const stale = ({ say, locale, to }: Place, { slug }: SiteExplainer): Html =>
  html`<p class="note note--warn" lang=${locale} dir=${directionOf(locale)}>${say.page.stale} <a href=${to(explainerPath(slug, 'id'))} hreflang="id">${say.page.staleAct}</a></p>`

function meaning({ say, locale, here }: Place, { benefit, sources }: ExplainerContent): Html {
  const number = benefit.evidenceSource
  const rows = [
    ['who', benefit.who],
    ['gain', benefit.gain],
    ['evidence', benefit.evidence],
    ['step', benefit.step],
  ] as const
  const around = { lang: locale, dir: directionOf(locale) }
  return html`<section class="meaning" aria-labelledby="arti">
    <h2 id="arti" ...${around}>${say.page.meaning}</h2>
    <dl>${rows.map(
      ([key, words]) => html`<div>
        <dt ...${around}>${say.page[key]}</dt>
        <dd>${words}${key === 'evidence' && number !== null && number <= sources.length ? html`<sup><a href=${`#s${number}`} aria-label=${fill(say.page.source, { n: number })}>${number}</a></sup>` : null}</dd>
      </div>`,
    )}</dl>
    ${benefit.stepUrl ? html`<p><a class="act" href=${benefit.stepUrl} rel="noopener noreferrer" ...${around}>${say.page.stepAct}</a></p>` : null}
    <p class="fraud" ...${around}>${say.page.fraud} <a href=${here('cek-akun/')}>${say.page.fraudAct}</a></p>
  </section>`
}

function section({ locale }: Place, id: string, title: string, words: string, small?: string): Html | null {
  if (words === '') return null
  const around = { lang: locale, dir: directionOf(locale) }
  return html`<h2 id=${id} ...${around}>${title}</h2>${words.split(/\n{2,}/).map((paragraph) => html`<p>${paragraph}</p>`)}${small ? html`<p class="small" ...${around}>${small}</p>` : null}`
}

/** Bars with their numbers in words; the table below says the same, so nobody depends on seeing them. */
function chart(place: Place, content: ExplainerContent, drawn: NonNullable<ExplainerContent['chart']>): Html {
  const { say, locale } = place
  const most = Math.max(...drawn.rows.map((row) => Math.abs(row.value)), 1)
  const write = new Intl.NumberFormat(formatOf(localeFor(place.language)))
  const source = drawn.source === null ? undefined : content.sources[drawn.source - 1]
  const around = { lang: locale, dir: directionOf(locale) }
  return html`<figure class="chart">
    <figcaption><b>${drawn.title}</b>${drawn.unit ? html`<span>${drawn.unit}</span>` : null}</figcaption>
    <ul>${drawn.rows.map(
      (row) =>
        html`<li><span>${row.label}</span><svg width="100%" height="16" aria-hidden="true" focusable="false"><rect width=${`${Math.max(1, Math.round((100 * Math.abs(row.value)) / most))}%`} height="16" rx="3" /></svg><b>${write.format(row.value)}</b></li>`,
    )}</ul>
    <details><summary ...${around}>${say.page.table}</summary>
      <table><caption>${drawn.title}</caption><thead><tr><th scope="col" ...${around}>${say.page.label}</th><th scope="col">${drawn.unit || say.page.value}</th></tr></thead>
      <tbody>${drawn.rows.map((row) => html`<tr><th scope="row">${row.label}</th><td>${write.format(row.value)}</td></tr>`)}</tbody></table>
    </details>
    <p class="small">${source ? html`${source.title}${drawn.source ? html`<sup><a href=${`#s${drawn.source}`} aria-label=${fill(say.page.source, { n: drawn.source })}>${drawn.source}</a></sup>` : null} · ` : null}<a href="grafik.csv" ...${around}>${say.page.csv}</a></p>
  </figure>`
}

function sources({ say, locale }: Place, content: ExplainerContent): Html {
  return html`<h2 id="sumber" lang=${locale} dir=${directionOf(locale)}>${say.page.sources}</h2>
    <ol class="sources">${content.sources.map(
      (one, index) =>
        html`<li id=${`s${index + 1}`}>${one.url ? html`<a href=${one.url} rel="noopener noreferrer">${one.title}</a>` : one.title}${one.publisher ? `. ${one.publisher}` : ''}${one.publishedOn ? `, ${writeDay(one.publishedOn, locale)}` : ''}</li>`,
    )}</ol>`
}

/** "Apakah ini jelas?" and the three questions: forms that add to counts (PUB-07). */
function feedback(place: Place, explainer: SiteExplainer, content: ExplainerContent): Html {
  const { say, locale } = place
  const around = { lang: locale, dir: directionOf(locale) }
  const version = explainer.versions[0]?.version ?? 1
  return html`<section class="clear" aria-labelledby="jelas" ...${around}>
      <h2 id="jelas">${say.page.clear}</h2><p>${say.page.clearLead}</p>
      <form method="post" action="jelas"><input type="hidden" name="versi" value=${version} />
        ${(['clear', 'partly', 'unclear'] as const).map((kind) => html`<button type="submit" name="pilihan" value=${kind} class="act act--plain">${say.page.feelings[kind]}</button>`)}
      </form>
    </section>
    ${
      content.check.length > 0
        ? html`<details class="check"><summary ...${around}>${say.page.check}</summary>
          <p ...${around}>${say.page.checkLead}</p>
          <form method="post" action="paham"><input type="hidden" name="versi" value=${version} />
            ${content.check.map(
              (one, at) =>
                html`<fieldset><legend>${one.question}</legend>${one.options.map(
                  (option, n) =>
                    html`<div class="option"><input type="radio" id=${`j${at}-${n}`} name=${`j${at}`} value=${n} /><label for=${`j${at}-${n}`}>${option}</label></div>`,
                )}</fieldset>`,
            )}
            <button type="submit" class="act" ...${around}>${say.page.checkAct}</button>
          </form></details>`
        : null
    }`
}

function rail(place: Place, explainer: SiteExplainer, content: ExplainerContent): Html {
  const { data, say, here, to, locale } = place
  const missions = explainer.missionIds.flatMap((id) => data.missions.find((mission) => mission.id === id) ?? [])
  const others = explainer.texts.filter((text) => text.language !== place.language)
  const more = data.explainers
    .filter((one) => one !== explainer && one.topic === explainer.topic)
    .flatMap((one) => {
      const text = textIn(one, place.language)
      return text ? [{ slug: one.slug, title: text.content.title }] : []
    })
    .slice(0, 4)
  return html`<aside class="rail" lang=${locale} dir=${directionOf(locale)} aria-label=${content.title}>
    <section class="box"><h2>${say.home.checkTitle}</h2><p>${say.home.checkLead}</p>
      <form class="ask" method="get" action=${here('cek-akun/')}><label for="ak">${say.home.checkField}</label>
      <span><input id="ak" name="q" maxlength="200" autocomplete="off" autocapitalize="none" required /><button type="submit">${say.home.checkAct}</button></span></form></section>
    ${missions.length > 0 ? html`<section><h2>${say.page.missions}</h2><ul>${missions.map((mission) => html`<li><a href=${here(`perwakilan/${mission.id}/`)}>${mission.shortName}</a></li>`)}</ul></section>` : null}
    ${data.askUrl ? html`<section><h2>${say.page.ask}</h2><p>${say.page.askLead}</p><p><a class="act act--plain" href=${data.askUrl}>${say.page.askAct}</a></p></section>` : null}
    <section><h2>${say.page.press}</h2><p>${say.page.pressLead}</p><ul><li><a href="jurnalis/">${say.page.pressAct}</a></li><li><a href="jurnalis/#riwayat">${fill(say.page.history, { n: explainer.versions.length })}</a></li><li><a href=${to(sharePicturePath(explainer, place.language))}>${say.page.share}</a></li></ul></section>
    ${others.length > 0 ? html`<section><h2>${say.page.otherLanguages}</h2><ul>${others.map((text) => html`<li><a href=${to(explainerPath(explainer.slug, text.language))} lang=${text.language} hreflang=${text.language}>${nameOfLanguage(text.language)}</a></li>`)}</ul></section>` : null}
    ${more.length > 0 ? html`<section><h2>${fill(say.page.moreTopic, { topic: say.topics[explainer.topic] })}</h2><ul>${more.map((one) => html`<li><a lang=${place.language} href=${to(explainerPath(one.slug, place.language))}>${one.title}</a></li>`)}</ul></section>` : null}
    <section><h2>${say.page.contact}</h2><p lang="id" dir="ltr">${explainer.contact}</p></section>
  </aside>`
}

function jsonLdOf(place: Place, explainer: SiteExplainer, { content, language }: SiteText): unknown {
  const { data } = place
  const newest = explainer.versions[0]
  const first = explainer.versions.at(-1)
  const publisher = {
    '@type': 'GovernmentOrganization',
    name: data.ministry.nameId,
    alternateName: data.ministry.nameEn,
  }
  const article = {
    '@type': 'Article',
    headline: content.title,
    description: content.summary,
    inLanguage: language,
    datePublished: first?.publishedAt.toISOString(),
    dateModified: newest?.publishedAt.toISOString(),
    version: newest?.version,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isAccessibleForFree: true,
    url: data.baseUrl + place.path,
    image: data.baseUrl + sharePicturePath(explainer, language),
    author: publisher,
    publisher,
    citation: content.sources.map((one) => [one.title, one.publisher].filter(Boolean).join('. ')),
  }
  const questions = content.faq.map((one) => ({
    '@type': 'Question',
    name: one.question,
    acceptedAnswer: { '@type': 'Answer', text: one.answer },
  }))
  const graph = questions.length > 0 ? [article, { '@type': 'FAQPage', mainEntity: questions }] : [article]
  return { '@context': 'https://schema.org', '@graph': graph }
}

/** Facts, quotes, terms, contact and every version, for those who report (PUB-08). */
export function journalistPage(data: SiteData, explainer: SiteExplainer, text: SiteText): string {
  const { language, content } = text
  const place = placeOf(data, `${explainerPath(explainer.slug, language)}jurnalis/`, language)
  const { say, locale, to } = place
  const around = { lang: locale, dir: directionOf(locale) }
  const moment = (at: Date) => writeMoment(at, locale, data.homeZone, data.homeZoneLabel)
  const source =
    content.benefit.evidenceSource === null ? undefined : content.sources[content.benefit.evidenceSource - 1]
  const first = explainer.versions.at(-1)
  return renderSite({
    place,
    title: `${say.press.title}: ${content.title}`,
    description: say.press.lead,
    at: 'explainers',
    alternates: explainer.texts.map(
      (one) => [one.language, `${explainerPath(explainer.slug, one.language)}jurnalis/`] as const,
    ),
    body: html`<div class="in narrow">
      <nav class="crumbs" aria-label=${say.crumbs} ...${around}><ol><li><a href=${to(`${folderOf(locale)}penjelas/`)}>${say.nav.explainers}</a></li><li><a href=${to(explainerPath(explainer.slug, language))}>${say.press.back}</a></li></ol></nav>
      <h1><span class="over" ...${around}>${say.press.title}</span> ${content.title}</h1>
      <p class="lead" ...${around}>${say.press.lead}</p>
      <h2 ...${around}>${say.press.facts}</h2>
      <ul class="facts">
        <li>${content.benefit.evidence}${source ? html` <span class="small">${source.title}${source.publisher ? `. ${source.publisher}` : ''}</span>` : null}</li>
        ${content.chart ? content.chart.rows.map((row) => html`<li>${content.chart?.title}, ${row.label}: <b>${new Intl.NumberFormat(formatOf(locale)).format(row.value)}</b></li>`) : null}
        ${explainer.facts.map((fact) => html`<li lang="id" dir="ltr">${fact.name}: <b>${fact.value}</b> <span class="small">${fact.source}${fact.asOf ? `, ${writeDay(fact.asOf, 'id')}` : ''}</span></li>`)}
      </ul>
      <h2 ...${around}>${say.press.quotes}</h2>
      ${content.quotes.length === 0 ? html`<p ...${around}>${say.press.noQuotes}</p>` : content.quotes.map((quote) => html`<figure class="quote"><blockquote><p>${quote.text}</p></blockquote><figcaption>${quote.speaker}</figcaption></figure>`)}
      <h2 ...${around}>${say.press.terms}</h2>
      <dl class="rows" ...${around}>
        <div><dt>${say.press.licence}</dt><dd><a href="https://creativecommons.org/licenses/by/4.0/deed.id" rel="license">${say.press.licenceText}</a></dd></div>
        <div><dt>${say.press.embargo}</dt><dd>${explainer.embargoUntil ? fill(say.press.embargoOver, { moment: moment(explainer.embargoUntil) }) : say.press.noEmbargo}</dd></div>
        <div><dt>${say.press.contact}</dt><dd lang="id" dir="ltr">${explainer.contact}</dd></div>
        ${first ? html`<div><dt>${say.press.published}</dt><dd><time datetime=${first.publishedAt.toISOString()}>${moment(first.publishedAt)}</time></dd></div>` : null}
        <div><dt>${say.press.pictures}</dt><dd><a href=${to(sharePicturePath(explainer, language))}>PNG 1200 × 630</a></dd></div>
      </dl>
      <h2 id="riwayat" ...${around}>${say.press.history}</h2>
      <ul class="history" ...${around}>${explainer.versions.map(
        (version) =>
          html`<li><b>${fill(say.page.version, { n: version.version })}</b> <time datetime=${version.publishedAt.toISOString()}>${moment(version.publishedAt)}</time><br />${
            version.correction
              ? html`<span lang="id" dir="ltr">${fill(siteTexts.id.press.corrected, { text: version.correction })}</span>`
              : version === first
                ? say.press.firstVersion
                : say.press.newVersion
          }</li>`,
      )}</ul>
    </div>`,
  })
}
