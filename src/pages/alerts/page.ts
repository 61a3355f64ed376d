import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import type { AlertText } from '../../contract/alerts.ts'
import { type Html, html, type Locale } from '../page.ts'
import { type AlertPageTexts, alertPageTexts } from './texts.ts'
import type { AlertSaying, AlertsView, PublicAlertView } from './view.ts'

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'ps', 'dv', 'ckb', 'yi', 'sd', 'ug'])
const directionOf = (language: string): 'rtl' | 'ltr' => (rightToLeft.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr')

const sampleWords = { id: 'Data contoh', en: 'Sample data' }
const skipWords = { id: 'Langsung ke isi', en: 'Skip to content' }

type Frame = {
  readonly view: AlertsView
  readonly locale: Locale
  readonly title: string
  /** From this page to the folder of all: `` or `../`. */
  readonly up: string
  readonly body: ComponentChildren
}

/** A page that needs nothing but the files beside it, so that any web server keeps it up. */
function renderAlertPage({ view, locale, title, up, body }: Frame): string {
  const say = alertPageTexts[locale]
  const tree = html`<html lang=${locale} dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${`${title} · ${view.ministry.shortName}`}</title>
      <link rel="stylesheet" href=${`${up}siaga.css`} />
      <link rel="alternate" type="application/atom+xml" href=${`${up}siaga.atom`} title=${say.title} />
      <link rel="icon" href="data:," />
      <script src=${`${up}siaga.js`} defer></script>
    </head>
    <body class="plain plain--public">
      <a class="skip" href="#isi">${skipWords[locale]}</a>
      <header class="head">
        <span class="mark" aria-hidden="true"><i></i><i></i><i></i><i></i></span>
        <span class="place">${view.ministry.shortName} · ${say.place}</span>
        <nav><a href=${say.other.href} lang=${locale === 'id' ? 'en' : 'id'}>${say.other.word}</a></nav>
        ${view.isSample ? html`<span class="sample">${sampleWords[locale]}</span>` : null}
      </header>
      <main id="isi">${body}</main>
    </body>
  </html>`
  return `<!doctype html>${render(tree as VNode)}\n`
}

/** The list of alerts, and accounts nobody should trust. */
export function alertIndexPage(view: AlertsView, locale: Locale): string {
  const say = alertPageTexts[locale]
  const running = view.alerts.filter((alert) => alert.status === 'open')
  const over = view.alerts.filter((alert) => alert.status === 'over')
  const body = html`<h1>${say.title}</h1>
    ${running.length === 0 ? html`<section class="calm"><h2>${say.noneTitle}</h2><p>${say.none}</p></section>` : html`<h2>${say.running}</h2>`}
    ${running.map((alert) => card(view, say, locale, alert))}
    ${over.length > 0 ? html`<h2>${say.over}</h2><ul class="rows">${over.map((alert) => pastRow(view, say, locale, alert))}</ul>` : null}
    ${view.warnings.length > 0 ? warnings(say, view) : null}
    <p class="quiet">${say.formats} <a href="siaga.json">JSON</a>, <a href="siaga.atom">Atom</a></p>`
  return renderAlertPage({ view, locale, title: say.title, up: '', body })
}

function card(view: AlertsView, say: AlertPageTexts, locale: Locale, alert: PublicAlertView): Html {
  const text = textIn(alert.texts, locale)
  const [first] = alert.hotlines
  return html`<article class=${`alert alert--${alert.level}`}>
    <h3><a href=${`${alert.slug}/${fileOf(locale)}`}><b>${levelOf(say, alert)}</b> <span lang=${text.language} dir=${directionOf(text.language)}>${text.title}</span></a></h3>
    <p>${whereOf(say, locale, alert)}</p>
    <p class="quiet">${say.updated}: ${timeOf(view, alert, alert.decidedAt, locale)}</p>
    ${staleNote(say, alert)}
    ${first ? html`<p><a class="act" href=${linkOf(first)}>${say.call} ${first.number}</a></p>` : null}
  </article>`
}

const pastRow = (view: AlertsView, say: AlertPageTexts, locale: Locale, alert: PublicAlertView): Html => html`<li>
    <span><b>${alert.missionName}</b> · ${textIn(alert.texts, locale).title}<br /><span class="quiet">${timeOf(view, alert, alert.decidedAt, locale)}</span></span>
    <a href=${`${alert.slug}/${fileOf(locale)}`}>${say.open}</a>
  </li>`

const warnings = (say: AlertPageTexts, view: AlertsView): Html => html`<section id="akun" class="troubled">
    <h2>${say.warnings}</h2>
    <p>${say.warningsLead}</p>
    <ul class="rows">${view.warnings.map(
      (one) =>
        html`<li><span><b dir="auto">${one.handle}</b> · ${one.network}<br /><span class="quiet">${one.kind === 'taken_over' ? say.takenOver : say.impersonates} ${one.missionName}</span></span></li>`,
    )}</ul>
    <p><a href="/cek-akun">${say.checkAccount}</a></p>
  </section>`

/** One alert: level, what to do and whom to call before anything else. */
export function alertPage(view: AlertsView, locale: Locale, alert: PublicAlertView): string {
  const say = alertPageTexts[locale]
  const isOver = alert.status === 'over'
  const texts = [textIn(alert.texts, locale), ...alert.texts.filter((text) => text !== textIn(alert.texts, locale))]
  const [own, ...others] = texts
  if (!own) throw new Error(`alert ${alert.slug} has no text`)
  const body = html`<p class="quiet"><a href=${`../${fileOf(locale)}`}>${say.back}</a></p>
    <section class=${isOver ? 'alert alert--over' : `alert alert--${alert.level}`}>
      <p class="alert-level"><b>${isOver ? say.kinds.stand_down : levelOf(say, alert)}</b>${isOver ? null : html` · ${say.levels[alert.level]}`}</p>
      <h1 lang=${own.language} dir=${directionOf(own.language)}>${own.title}</h1>
      <p class="alert-where">${whereOf(say, locale, alert)}</p>
    </section>
    ${isOver ? html`<p class="note">${say.ended}</p>` : staleNote(say, alert)}
    ${hotlines(say, alert)}
    ${wording(say, own, locale)}
    <dl class="facts">
      <div><dt>${say.since}</dt><dd>${timeOf(view, alert, alert.startsAt, locale)}</dd></div>
      <div><dt>${say.updated}</dt><dd>${say.update} ${alert.number}, ${timeOf(view, alert, alert.decidedAt, locale)}</dd></div>
      ${alert.nextUpdateAt === null ? null : html`<div><dt>${say.next}</dt><dd>${timeOf(view, alert, alert.nextUpdateAt, locale)}. ${say.nextHow}</dd></div>`}
    </dl>
    ${others.length > 0 ? html`<nav class="languages" aria-label=${say.otherLanguages}>${others.map((text) => html`<a href=${`#${text.language}`} lang=${text.language}>${nameOf(text.language)}</a>`)}</nav>` : null}
    ${others.map((text) => html`<section id=${text.language} lang=${text.language} dir=${directionOf(text.language)} class="version"><h2>${text.title}</h2>${wording(say, text, locale)}</section>`)}
    <h2>${say.history}</h2>
    <ol class="history" reversed>${alert.sayings.map((saying) => history(view, say, locale, alert, saying))}</ol>
    <p class="quiet">${say.formats} <a href="siaga.json">JSON</a>, <a href="../siaga.atom">Atom</a></p>`
  return renderAlertPage({ view, locale, title: `${levelOf(say, alert)}: ${own.title}`, up: '../', body })
}

const hotlines = (
  say: AlertPageTexts,
  alert: PublicAlertView,
): Html => html`<section class="call" aria-label=${say.call}>
    ${alert.hotlines.map((one) => html`<a class="act" href=${linkOf(one)}><span>${one.label}</span> <b dir="ltr">${one.number}</b></a>`)}
  </section>`

const headings: Readonly<Record<string, { readonly what: string; readonly situation: string }>> = {
  id: { what: alertPageTexts.id.what, situation: alertPageTexts.id.situation },
  en: { what: alertPageTexts.en.what, situation: alertPageTexts.en.situation },
  ar: { what: 'ما عليكم فعله', situation: 'الوضع' },
}

function wording(say: AlertPageTexts, text: AlertText, locale: Locale): Html {
  const known = headings[text.language.split('-')[0] ?? '']
  const heading = known ?? { what: say.what, situation: say.situation }
  const lang = known ? text.language : locale
  return html`<div lang=${text.language} dir=${directionOf(text.language)}>
    <h2 lang=${lang}>${heading.what}</h2>
    <ol class="todo">${text.instructions.map((step) => html`<li>${step}</li>`)}</ol>
    ${text.situation === '' ? null : html`<h2 lang=${lang}>${heading.situation}</h2><p class="situation">${text.situation}</p>`}
  </div>`
}

function history(
  view: AlertsView,
  say: AlertPageTexts,
  locale: Locale,
  alert: PublicAlertView,
  saying: AlertSaying,
): Html {
  const text = textIn(saying.texts, locale)
  const at = (instant: string) => timeOf(view, alert, instant, locale)
  return html`<li value=${saying.number}>
    <b>${saying.kind === 'stand_down' ? say.kinds.stand_down : `${say.kinds[saying.kind]}: ${say.level} ${saying.level}`}</b>
    <div lang=${text.language} dir=${directionOf(text.language)}>${text.title}</div>
    <p class="quiet">${say.known} ${at(saying.knownAt)}. ${say.decided} ${at(saying.decidedAt)}. ${say.public} ${saying.publicAt === null ? say.notYet : at(saying.publicAt)}.</p>
  </li>`
}

/** Shown where the promise is broken already; otherwise the script beside it shows it when the reader's clock says so. */
const staleNote = (say: AlertPageTexts, alert: PublicAlertView): Html | null =>
  alert.nextUpdateAt === null
    ? null
    : html`<p class="note note--stale" role="status" data-until=${alert.nextUpdateAt} hidden=${!alert.isStale}>${say.stale}</p>`

const levelOf = (say: AlertPageTexts, alert: { readonly level: number }): string => `${say.level} ${alert.level}`

function whereOf(say: AlertPageTexts, locale: Locale, alert: PublicAlertView): string {
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(alert.countryIso2) ?? alert.countryIso2
  if (alert.areas.length === 0) return `${country}, ${say.wholeCountry}`
  const rest = alert.elsewhereLevel === null ? '' : `. ${say.level} ${alert.elsewhereLevel} ${say.elsewhere}`
  return `${country}: ${alert.areas.join(', ')}${rest}`
}

export const textIn = (texts: readonly AlertText[], locale: string): AlertText => {
  const found = texts.find((text) => text.language.split('-')[0] === locale) ?? texts[0]
  if (!found) throw new Error('an alert without a text')
  return found
}

const fileOf = (locale: Locale): string => (locale === 'id' ? 'index.html' : 'en.html')

export const linkOf = ({ kind, number }: { readonly kind: string; readonly number: string }): string => {
  if (kind === 'link') return number
  const dialled = number.replace(/[^\d+]/g, '')
  return kind === 'whatsapp' ? `https://wa.me/${dialled.replace(/\D/g, '')}` : `tel:${dialled}`
}

function nameOf(language: string): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

/** In the place's time, and at home where that differs. */
function timeOf(view: AlertsView, alert: PublicAlertView, instant: string, locale: Locale): Html {
  const at = new Date(instant)
  const say = (zone: string) =>
    new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).format(at)
  const clock = (zone: string) =>
    new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    }).format(at)
  const home = alert.zone === view.homeZone ? '' : ` · ${clock(view.homeZone)} ${view.homeZoneLabel}`
  return html`<time datetime=${instant}>${say(alert.zone)} ${alert.zone === view.homeZone ? view.homeZoneLabel : alert.zoneLabel}${home}</time>`
}
