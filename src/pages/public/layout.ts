import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { type Html, html } from '../page.ts'
import { scriptFontOf } from '../pictures/subset-font.ts'
import { directionOf, localeFor, nameOfLanguage, type SiteLocale, siteLocales, writeMoment } from './locale.ts'
import type { SiteData } from './site-data.ts'
import { fill, type SiteTexts, siteTexts } from './texts.ts'

export type NavPlace = 'explainers' | 'accounts' | 'missions' | 'alerts' | 'ask'

/** Where a page stands and in which language; from it every link is made relative, so that a folder serves anywhere. */
export type Place = {
  readonly data: SiteData
  /** Below the site's root, with a slash at the end; '' is the front page. */
  readonly path: string
  /** Of the content; the words around it are in `locale`. */
  readonly language: string
  readonly locale: SiteLocale
  readonly say: SiteTexts
  /** Address of a path below the root, as seen from this page. */
  to(path: string): string
  /** The same inside the language of the words around. */
  here(path: string): string
}

/** The folder of a language: Indonesian stands at the root. */
export const folderOf = (language: string): string => (language === 'id' ? '' : `${language}/`)

export function placeOf(data: SiteData, path: string, language: string): Place {
  const locale = localeFor(language)
  const up = '../'.repeat(path.split('/').length - 1)
  const to = (target: string) => up + target || './'
  return { data, path, language, locale, say: siteTexts[locale], to, here: (target) => to(folderOf(locale) + target) }
}

export type SitePage = {
  readonly place: Place
  readonly title: string
  readonly description: string
  readonly at?: NavPlace
  readonly body: ComponentChildren
  /** The same page in other languages: language and path. */
  readonly alternates?: readonly (readonly [string, string])[]
  readonly image?: string
  readonly jsonLd?: unknown
  readonly isHidden?: boolean
  readonly kind?: 'article' | 'website'
}

// Said in the page as well, so that it holds wherever the folder is served from.
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'"

export function renderSite(page: SitePage): string {
  const { place } = page
  const { data, say, locale, language, to } = place
  const absolute = (path: string) => data.baseUrl + path
  const name = say.name
  const alternates = page.alternates ?? []
  const tree = html`<html lang=${language} dir=${directionOf(language)}>
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content=${policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${page.title === name ? name : `${page.title} · ${name}`}</title>
      <meta name="description" content=${page.description} />
      <link rel="stylesheet" href=${to('gaya.css')} />
      ${scriptFontOf(language) ? html`<link rel="preload" as="font" type="font/ttf" crossorigin="anonymous" href=${to(`huruf/${language}.ttf`)} /><link rel="stylesheet" href=${to(`huruf/${language}.css`)} />` : null}
      <link rel="icon" href=${to('ikon.svg')} type="image/svg+xml" />
      <link rel="canonical" href=${absolute(place.path)} />
      ${alternates.length > 1 ? alternates.map(([other, path]) => html`<link rel="alternate" hreflang=${other} href=${absolute(path)} />`) : null}
      <link rel="alternate" type="application/atom+xml" title=${name} href=${to(`${folderOf(locale)}umpan.atom`)} />
      <link rel="alternate" type="application/feed+json" title=${name} href=${to(`${folderOf(locale)}umpan.json`)} />
      <meta property="og:title" content=${page.title} />
      <meta property="og:description" content=${page.description} />
      <meta property="og:type" content=${page.kind ?? 'website'} />
      <meta property="og:site_name" content=${name} />
      <meta property="og:url" content=${absolute(place.path)} />
      ${page.image ? html`<meta property="og:image" content=${absolute(page.image)} /><meta property="og:image:width" content="1200" /><meta property="og:image:height" content="630" /><meta name="twitter:card" content="summary_large_image" />` : null}
      ${page.isHidden || data.isSample ? html`<meta name="robots" content="noindex" />` : null}
      ${page.jsonLd ? html`<script type="application/ld+json" dangerouslySetInnerHTML=${{ __html: JSON.stringify(page.jsonLd).replace(/</g, '\\u003c') }}></script>` : null}
    </head>
    <body>
      <a class="skip" href="#isi" lang=${locale}>${say.skip}</a>
      ${header(page)}
      <main id="isi" tabindex="-1">${page.body}</main>
      ${footer(place)}
    </body>
  </html>`
  return `<!DOCTYPE html>${render(tree as VNode)}`
}

function header({ place, at, alternates }: SitePage): Html {
  const { data, say, locale, here, to } = place
  const links: readonly (readonly [NavPlace, string])[] = [
    ['explainers', here('penjelas/')],
    ['accounts', here('cek-akun/')],
    ['missions', here('perwakilan/')],
    ['alerts', to('siaga/')],
  ]
  // Further languages of an explainer stand beside its text.
  const languages = (alternates ?? siteLocales.map((other) => [other, folderOf(other)] as const)).filter(
    ([other]) => other === place.language || siteLocales.some((known) => known === other),
  )
  return html`<header lang=${locale} dir=${directionOf(locale)}>
    <div class="official"><div class="in"><span>${say.official}</span>
      ${
        languages.length > 1
          ? html`<nav class="lang" aria-label=${say.languages}><ul>${languages.map(
              ([other, path]) =>
                html`<li><a href=${to(path)} lang=${other} hreflang=${other} aria-current=${other === place.language ? 'true' : undefined}>${nameOfLanguage(other)}</a></li>`,
            )}</ul></nav>`
          : null
      }
${data.isSample ? html`<span class="sample">${say.sample}</span>` : null}</div></div>
    <div class="bar"><div class="in">
      <a class="brand" href=${here('')}>${tuningMark()}<span><b>${say.name}</b><small>${say.ministry}</small></span></a>
      <nav aria-label=${say.menu}><ul>
        ${links.map(([key, href]) => html`<li><a href=${href} aria-current=${key === at ? 'page' : undefined}>${say.nav[key]}</a></li>`)}
        ${data.askUrl ? html`<li><a href=${data.askUrl} aria-current=${at === 'ask' ? 'page' : undefined}>${say.nav.ask}</a></li>` : null}
      </ul></nav>
    </div></div>
  </header>`
}

/** A tick before a word; drawn, for many fonts have none. */
export const tick = (): Html =>
  html`<svg class="tick" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d="m3 8.5 3.2 3.2L13 5" /></svg>`

const tuningMark = (): Html =>
  html`<svg viewBox="0 0 24 24" width="36" height="36" aria-hidden="true" focusable="false"><rect class="m" width="24" height="24" rx="6.5" /><path class="n" d="M6 12.5v3M10 9v6.5M14 6.5v9M18 10.5v5" /></svg>`

function footer({ data, say, locale, here, to }: Place): Html {
  const moment = writeMoment(data.updatedAt, locale, data.homeZone, data.homeZoneLabel)
  return html`<footer lang=${locale} dir=${directionOf(locale)}><div class="in">
    <p>${say.foot.promise}<br />${fill(say.foot.updated, { moment })}</p>
    <ul>
      <li><a href="https://e-ppid.kemlu.go.id/">${say.foot.ppid}</a></li>
      <li><a href=${here('data/')}>${say.foot.data}</a></li>
      <li><a href=${here('aksesibilitas/')}>${say.foot.access}</a></li>
      <li><a href=${to(`${folderOf(locale)}umpan.atom`)}>${say.foot.feed}</a></li>
    </ul>
  </div></footer>`
}

/** A field with its button; a plain GET form. */
export function askForm(
  place: Place,
  form: { id: string; action: string; label: string; act: string; value?: string; type?: 'search' | 'text' },
): Html {
  return html`<form class="ask" method="get" action=${form.action} lang=${place.locale} role=${form.type === 'search' ? 'search' : undefined}>
    <label for=${form.id}>${form.label}</label>
    <span><input id=${form.id} name="q" type=${form.type ?? 'text'} value=${form.value ?? ''} maxlength="200" autocomplete="off" required /><button type="submit">${form.act}</button></span>
  </form>`
}
