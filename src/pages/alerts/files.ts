import { readFileSync } from 'node:fs'
import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { html } from '../page.ts'
import { alertIndexPage, alertPage, textIn } from './page.ts'
import { alertPageTexts } from './texts.ts'
import type { AlertsView, PublicAlertView } from './view.ts'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const styles = (): string => `${read('../../web/ui/tokens.css')}\n${read('../plain.css')}\n${read('./alerts.css')}`

/** Every public file about alerts by its path below `/siaga/`: pages in two languages, JSON, Atom, and what they lean on. */
export function alertFiles(view: AlertsView): ReadonlyMap<string, string> {
  const files = new Map([
    ['siaga.css', styles()],
    ['siaga.js', read('./siaga.js')],
    ['index.html', alertIndexPage(view, 'id')],
    ['en.html', alertIndexPage(view, 'en')],
    ['siaga.json', jsonOf(view, { alerts: view.alerts.map((alert) => dataOf(view, alert)), accounts: view.warnings })],
    ['siaga.atom', atomOf(view)],
  ])
  for (const alert of view.alerts) {
    files.set(`${alert.slug}/index.html`, alertPage(view, 'id', alert))
    files.set(`${alert.slug}/en.html`, alertPage(view, 'en', alert))
    files.set(`${alert.slug}/siaga.json`, jsonOf(view, { ...dataOf(view, alert), updates: alert.sayings }))
  }
  return files
}

const jsonOf = (view: AlertsView, value: object): string =>
  `${JSON.stringify({ publisher: view.ministry.nameId, sample: view.isSample, ...value }, undefined, 1)}\n`

const dataOf = (view: AlertsView, { sayings: _sayings, page, ...alert }: PublicAlertView) => ({
  ...alert,
  page: `${view.url}${page}`,
})

function atomOf(view: AlertsView): string {
  const say = alertPageTexts.id
  const sayings = view.alerts
    .flatMap((alert) => alert.sayings.map((saying) => ({ alert, saying })))
    .toSorted((a, b) => b.saying.decidedAt.localeCompare(a.saying.decidedAt))
    .slice(0, 100)
  const mark = view.isSample ? ' (Data contoh)' : ''
  const tree = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">
    <id>${`${view.url}/siaga/`}</id>
    <title>${`${view.ministry.shortName}: ${say.title}${mark}`}</title>
    <updated>${sayings[0]?.saying.decidedAt ?? '1970-01-01T00:00:00.000Z'}</updated>
    <author><name>${view.ministry.nameId}</name></author>
    <link rel="self" href=${`${view.url}/siaga/siaga.atom`}></link>
    <link rel="alternate" href=${`${view.url}/siaga/`}></link>
    ${sayings.map(({ alert, saying }) => {
      const text = textIn(saying.texts, 'id')
      const head = saying.kind === 'stand_down' ? say.kinds.stand_down : `${say.level} ${saying.level}`
      return html`<entry>
        <id>${`${view.url}${alert.page}#${saying.number}`}</id>
        <title>${`${head}, ${alert.missionName}: ${text.title}`}</title>
        <updated>${saying.decidedAt}</updated>
        <link rel="alternate" href=${`${view.url}${alert.page}`}></link>
        <summary>${[text.situation, ...text.instructions].filter(Boolean).join(' ')}</summary>
      </entry>`
    })}
  </feed>`
  return `<?xml version="1.0" encoding="utf-8"?>\n${render(tree as VNode)}\n`
}
