import { explainerPath, sharePicturePath } from './explainer-page.ts'
import { folderOf } from './layout.ts'
import { localeFor } from './locale.ts'
import { type SiteData, textIn } from './site-data.ts'
import { siteTexts } from './texts.ts'

const xml = (text: string): string =>
  // XML 1.0 forbids control characters even escaped.
  text.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const entriesOf = (data: SiteData, language: string) =>
  data.explainers
    .flatMap((explainer) => {
      const text = textIn(explainer, language)
      const newest = explainer.versions[0]
      const first = explainer.versions.at(-1)
      return text && newest && first ? [{ explainer, content: text.content, newest, first }] : []
    })
    .slice(0, 50)

/** Explainers of a language, last published first (RFC 4287). */
export function atomFeed(data: SiteData, language: string): string {
  const say = siteTexts[localeFor(language)]
  const home = data.baseUrl + folderOf(language)
  const entries = entriesOf(data, language).map(({ explainer, content, newest, first }) => {
    const url = data.baseUrl + explainerPath(explainer.slug, language)
    const { who, gain, evidence, step } = content.benefit
    return `<entry><id>${xml(url)}</id><title>${xml(content.title)}</title><link href="${xml(url)}"/><published>${first.publishedAt.toISOString()}</published><updated>${newest.publishedAt.toISOString()}</updated><summary>${xml(content.summary)}</summary><content type="text">${xml([who, gain, evidence, step].join('\n'))}</content></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(language)}"><id>${xml(home)}</id><title>${xml(say.name)}</title><updated>${data.updatedAt.toISOString()}</updated><author><name>${xml(data.ministry.nameId)}</name></author><rights>CC BY 4.0</rights><link href="${xml(home)}"/><link rel="self" href="${xml(home)}umpan.atom"/>${entries.join('')}</feed>
`
}

/** The same by JSON Feed 1.1. */
export function jsonFeed(data: SiteData, language: string): string {
  const home = data.baseUrl + folderOf(language)
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: siteTexts[localeFor(language)].name,
    home_page_url: home,
    feed_url: `${home}umpan.json`,
    language,
    authors: [{ name: data.ministry.nameId }],
    items: entriesOf(data, language).map(({ explainer, content, newest, first }) => ({
      id: data.baseUrl + explainerPath(explainer.slug, language),
      url: data.baseUrl + explainerPath(explainer.slug, language),
      title: content.title,
      summary: content.summary,
      content_text: [content.benefit.who, content.benefit.gain, content.benefit.evidence, content.benefit.step].join(
        '\n',
      ),
      image: data.baseUrl + sharePicturePath(explainer, language),
      date_published: first.publishedAt.toISOString(),
      date_modified: newest.publishedAt.toISOString(),
    })),
  })
}

export const sitemap = (data: SiteData, paths: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((path) => `<url><loc>${xml(data.baseUrl + path)}</loc></url>`).join('')}</urlset>
`

export const robots = (data: SiteData): string =>
  data.isSample ? 'User-agent: *\nDisallow: /\n' : `User-agent: *\nAllow: /\nSitemap: ${data.baseUrl}sitemap.xml\n`
