import { writeCsv } from '../../platform/csv.ts'
import { accountPage } from './account-page.ts'
import { explainerPage, explainerPath, journalistPage, sharePicturePath } from './explainer-page.ts'
import { atomFeed, jsonFeed, robots, sitemap } from './feeds.ts'
import { accessPage, frontPage, listPage, missingPage, searchPage, thanksPage, withdrawnPage } from './front-pages.ts'
import { folderOf } from './layout.ts'
import { siteLocales } from './locale.ts'
import { missionListPage, missionPage, missionPath } from './mission-pages.ts'
import { catalogueOf, csvOf, dataSets, jsonOf, openDataPage } from './open-data.ts'
import { contentLanguages, type SiteData, type SiteExplainer, type SiteText } from './site-data.ts'

/** One file of the site; drawn when it is first asked for. */
export type SiteFile = {
  readonly type: string
  /** Pages and lists; a picture is drawn by whoever has the pen. */
  readonly draw: (() => string) | { readonly explainer: SiteExplainer; readonly text: SiteText }
}

const page = (draw: () => string): SiteFile => ({ type: 'text/html; charset=utf-8', draw })

/**
 * Every file of the site by its path; a page's path ends with a slash or is '', in a folder it is that folder's `index.html`.
 * Nothing in it depends on who asks.
 */
export function siteFiles(data: SiteData): Map<string, SiteFile> {
  const files = new Map<string, SiteFile>()
  for (const locale of siteLocales) {
    const folder = folderOf(locale)
    files.set(
      folder,
      page(() => frontPage(data, locale)),
    )
    files.set(
      `${folder}penjelas/`,
      page(() => listPage(data, locale)),
    )
    files.set(
      `${folder}cari/`,
      page(() => searchPage(data, locale)),
    )
    files.set(
      `${folder}cek-akun/`,
      page(() => accountPage(data, locale)),
    )
    files.set(
      `${folder}perwakilan/`,
      page(() => missionListPage(data, locale)),
    )
    for (const mission of data.missions)
      files.set(
        missionPath(mission.id, locale),
        page(() => missionPage(data, mission, locale)),
      )
    files.set(
      `${folder}data/`,
      page(() => openDataPage(data, locale)),
    )
    files.set(
      `${folder}aksesibilitas/`,
      page(() => accessPage(data, locale)),
    )
  }
  for (const explainer of data.explainers)
    for (const text of explainer.texts) {
      const { language, content } = text
      const path = explainerPath(explainer.slug, language)
      files.set(
        path,
        page(() => explainerPage(data, explainer, text)),
      )
      files.set(
        `${path}jurnalis/`,
        page(() => journalistPage(data, explainer, text)),
      )
      files.set(
        `${path}terima-kasih/`,
        page(() => thanksPage(data, explainer, language)),
      )
      const { chart } = content
      if (chart)
        files.set(`${path}grafik.csv`, {
          type: 'text/csv; charset=utf-8',
          draw: () => writeCsv([['label', chart.unit || 'value'], ...chart.rows.map((row) => [row.label, row.value])]),
        })
      files.set(sharePicturePath(explainer, language), { type: 'image/png', draw: { explainer, text } })
    }
  for (const gone of data.withdrawn)
    files.set(
      explainerPath(gone.slug, 'id'),
      page(() => withdrawnPage(data, gone)),
    )
  for (const language of new Set([...siteLocales, ...contentLanguages(data)])) {
    files.set(`${folderOf(language)}umpan.atom`, {
      type: 'application/atom+xml; charset=utf-8',
      draw: () => atomFeed(data, language),
    })
    files.set(`${folderOf(language)}umpan.json`, {
      type: 'application/feed+json; charset=utf-8',
      draw: () => jsonFeed(data, language),
    })
  }
  for (const set of dataSets(data)) {
    files.set(`data/${set.code}.csv`, { type: 'text/csv; charset=utf-8', draw: () => csvOf(set) })
    files.set(`data/${set.code}.json`, { type: 'application/json; charset=utf-8', draw: () => jsonOf(data, set) })
  }
  files.set('data/katalog.json', { type: 'application/ld+json; charset=utf-8', draw: () => catalogueOf(data) })
  files.set(
    '404.html',
    page(() => missingPage(data, '', 'id')),
  )
  const listed = [...files.keys()].filter(
    (path) => (path === '' || path.endsWith('/')) && !/(cari|terima-kasih)\/$/.test(path),
  )
  files.set('sitemap.xml', { type: 'application/xml; charset=utf-8', draw: () => sitemap(data, listed) })
  files.set('robots.txt', { type: 'text/plain; charset=utf-8', draw: () => robots(data) })
  return files
}
