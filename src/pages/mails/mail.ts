import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'
import { type Html, html, type Locale } from '../page.ts'

/** Subject, plain text and HTML of one mail, the same words in both. */
export type MailPage = { readonly subject: string; readonly text: string; readonly html: string }

export type MailMatter = {
  readonly title: string
  readonly body: string
  /** Whole address where it is dealt with. */
  readonly url: string
}

export type MailFrame = {
  readonly locale: Locale
  readonly subject: string
  readonly greeting: string
  readonly lead: string
  readonly matters: readonly MailMatter[]
  /** Word on each matter's link. */
  readonly act: string
  readonly more?: readonly string[]
  readonly foot: string
}

// Mail readers keep no style sheet; colours are those of tokens.css in light, which readers turn dark by themselves.
const ink = '#16202e'
const soft = '#566275'
const accent = '#0d5c6b'
const family = "'Plus Jakarta Sans',Segoe UI,Roboto,Helvetica,Arial,sans-serif"

/** Lays a mail out: a head, matters each with its link, what to know. No picture, nothing fetched from outside. */
export function layMail(frame: MailFrame): MailPage {
  const tree = html`<html lang=${frame.locale} dir="ltr">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>${frame.subject}</title>
    </head>
    <body style=${`margin:0;padding:24px 16px;font:16px/1.5 ${family};color:${ink}`}>
      <div style="max-width:560px;margin:0 auto">
        <p style=${`margin:0 0 20px;font-weight:700;color:${accent}`}>Selaras</p>
        <p style="margin:0 0 8px">${frame.greeting}</p>
        <p style="margin:0 0 20px">${frame.lead}</p>
        ${frame.matters.map((matter) => matterOf(matter, frame.act))}
        ${(frame.more ?? []).map((line) => html`<p style="margin:0 0 8px">${line}</p>`)}
        <p style=${`margin:24px 0 0;padding-top:12px;border-top:1px solid #dde3ea;font-size:13px;color:${soft}`}>${frame.foot}</p>
      </div>
    </body>
  </html>`
  return { subject: frame.subject, text: plainOf(frame), html: `<!doctype html>${render(tree as VNode)}` }
}

function matterOf({ title, body, url }: MailMatter, act: string): Html {
  return html`<div style=${`margin:0 0 16px;padding:12px 16px;border-left:4px solid ${accent};background:#f3f6f8;color:${ink}`}>
    ${title === '' ? null : html`<p style="margin:0 0 4px;font-weight:700" dir="auto">${title}</p>`}
    ${body === '' ? null : html`<p style="margin:0 0 8px" dir="auto">${body}</p>`}
    <p style="margin:0"><a href=${url} style=${`color:${accent};font-weight:600;overflow-wrap:anywhere`}>${act}</a></p>
  </div>`
}

function plainOf(frame: MailFrame): string {
  const matters = frame.matters.map(({ title, body, url }) =>
    [title && `* ${title}`, body && `  ${body}`, `  ${frame.act}: ${url}`].filter(Boolean).join('\n'),
  )
  return [frame.greeting, frame.lead, ...matters, ...(frame.more ?? []), `-- \n${frame.foot}`].join('\n\n')
}
