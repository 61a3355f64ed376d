import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { html as markup } from 'htm/preact'
import type { ComponentChildren, VNode } from 'preact'
import { render } from 'preact-render-to-string'

export type Locale = 'id' | 'en'
export type Html = VNode | VNode[]
/** Escaped markup: every value put in is text unless it is markup itself. */
export const html = markup as (strings: TemplateStringsArray, ...values: unknown[]) => Html

export type PageLayout = {
  readonly locale: Locale
  readonly title: string
  /** Shown beside the mark, such as the room's name. */
  readonly place: string
  readonly isSample: boolean
  readonly body: ComponentChildren
  /** Links of the head, the current one marked. */
  readonly links?: readonly { readonly href: string; readonly word: string; readonly isHere: boolean }[]
  /** `staff` = dense and grey, `public` = generous on paper. */
  readonly tone: 'staff' | 'public'
}

const sampleWords = { id: 'Data contoh', en: 'Sample data' }
const skipWords = { id: 'Langsung ke isi', en: 'Skip to content' }

/** A whole plain page, readable without JavaScript: one style sheet, no script. */
export function renderPage(page: PageLayout): string {
  const links = page.links ?? []
  const tree = html`<html lang=${page.locale} dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${page.title} · Selaras</title>
      <link rel="stylesheet" href="/p/style.css" />
      <link rel="icon" href="data:," />
    </head>
    <body class=${`plain plain--${page.tone}`}>
      <a class="skip" href="#isi">${skipWords[page.locale]}</a>
      <header class="head">
        <span class="mark" aria-hidden="true"><i></i><i></i><i></i><i></i></span>
        <span class="place">${page.place}</span>
        ${links.length > 0 ? html`<nav>${links.map((link) => html`<a href=${link.href} aria-current=${link.isHere ? 'page' : undefined}>${link.word}</a>`)}</nav>` : null}
        ${page.isSample ? html`<span class="sample">${sampleWords[page.locale]}</span>` : null}
      </header>
      <main id="isi">${page.body}</main>
    </body>
  </html>`
  return `<!doctype html>${render(tree as VNode)}`
}

export function sendPage(reply: FastifyReply, page: PageLayout, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(renderPage(page))
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** The style sheet of all plain pages: the application's colours and sizes, and what plain pages need beside them. */
export function serveStyles(app: FastifyInstance): void {
  const styles = `${read('../web/ui/tokens.css')}\n${read('./plain.css')}\n${read('./approval/approval.css')}\n${read('./handover-minutes/minutes.css')}\n${read('./plan/plan.css')}\n${read('./questions/questions.css')}`
  app.get('/p/style.css', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(styles),
  )
}
