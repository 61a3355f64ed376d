import { type Html, html } from '../page.ts'
import type { PlanPageTexts } from './texts.ts'

/** What stands on the page, already in words; lists come cut to what fits, with how many were left out. */
export type PlanView = {
  readonly title: string
  readonly span: string
  readonly backHref: string
  readonly isSample: boolean
  readonly mix:
    | {
        readonly state: string
        readonly shares: readonly { readonly name: string; readonly percent: number; readonly words: string }[]
        readonly signed: readonly string[]
      }
    | undefined
  readonly words: readonly { readonly name: string; readonly text: string }[]
  readonly kits: Cut<{ readonly title: string; readonly meta: string }>
  readonly days: Cut<{ readonly day: string; readonly name: string; readonly kind: string }>
  readonly people: readonly { readonly role: string; readonly names: string }[]
  readonly comment: { readonly text: string; readonly by: string } | undefined
  readonly printed: string
}
export type Cut<T> = { readonly shown: readonly T[]; readonly left: number }

const sampleWords = 'Data contoh · Sample data'

/** The one-page plan of a mission (STR-07). It prints on one A4, whatever stands on it. */
export function planBody(say: PlanPageTexts, view: PlanView): Html {
  return html`<nav class="plan-screen"><a href=${view.backHref}>${say.back}</a> <span class="quiet">${say.print}</span></nav>
    <article class="plan">
      <header class="plan-head">
        <div>
          <h1>${view.title}</h1>
          <p>${view.span}</p>
        </div>
        ${view.isSample ? html`<span class="sample">${sampleWords}</span>` : null}
      </header>
      <div class="plan-column">
      <section class="plan-mix">
        <h2>${say.mix}</h2>
        ${view.mix ? mixTable(view.mix) : html`<p class="quiet">${say.none}</p>`}
      </section>
      <section class="plan-who">
        <h2>${say.who}</h2>
        <dl>
          ${view.people.map(({ role, names }) => html`<div><dt>${role}</dt><dd>${names}</dd></div>`)}
        </dl>
      </section>
      <section class="plan-kits">
        <h2>${say.kits}</h2>
        ${list(say, view.kits, say.noKits, (kit) => html`<li><b>${kit.title}</b> <span class="plan-meta">${kit.meta}</span></li>`)}
      </section>
      </div>
      <div class="plan-column">
      <section class="plan-words">
        <dl>
          ${view.words.map(
            ({ name, text }) =>
              html`<div><dt>${name}</dt><dd>${text === '' ? html`<span class="quiet">${say.unwritten}</span>` : text}</dd></div>`,
          )}
        </dl>
      </section>
      <section class="plan-days">
        <h2>${say.days}</h2>
        ${list(say, view.days, say.noDays, (one) => html`<li><b>${one.day}</b> ${one.name} <span class="plan-meta">${one.kind}</span></li>`)}
      </section>
      </div>
      ${
        view.comment
          ? html`<section class="plan-comment"><h2>${say.comment}</h2><p>${view.comment.text} <span class="plan-meta">${view.comment.by}</span></p></section>`
          : null
      }
      <footer>${view.printed}</footer>
    </article>`
}

function list<T>(say: PlanPageTexts, { shown, left }: Cut<T>, none: string, row: (one: T) => Html): Html {
  if (shown.length === 0) return html`<p class="quiet">${none}</p>`
  return html`<ul>${shown.map(row)}${left > 0 ? html`<li class="plan-meta">${say.more(left)}</li>` : null}</ul>`
}

function mixTable(mix: NonNullable<PlanView['mix']>): Html {
  return html`<table>
      <tbody>
        ${mix.shares.map(
          (share) =>
            html`<tr><th scope="row">${share.name}</th><td class="plan-bar"><meter min="0" max="100" value=${share.percent}>${share.words}</meter></td><td class="plan-figure">${share.words}</td></tr>`,
        )}
      </tbody>
    </table>
    <p class="plan-meta"><b>${mix.state}.</b> ${mix.signed.join('. ')}.</p>`
}
