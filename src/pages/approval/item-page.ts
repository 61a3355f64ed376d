import { type Html, html } from '../page.ts'
import { dock } from './dock.ts'
import { icon } from './icon.ts'
import type { ApprovalTexts } from './texts.ts'
import type { ApprovalText, ApprovalView } from './view.ts'

/** One item before its reviewer: deadline, purpose, risk flags, exact text; the decision at the thumb. */
export function itemBody(say: ApprovalTexts, view: ApprovalView): Html {
  return html`<div class=${view.decide ? 'approval approval--open' : 'approval'}>
    <p class="quiet"><a href="/setujui">‹ ${say.back}</a> · ${view.missionName}</p>
    ${view.decide ? null : html`<p class="standing" role="status">${view.standing}</p>`}
    ${view.decide ? null : nextCard(say, view)}
    <p class="due">${due(say, view)}</p>
    <h1 class="title" dir="auto">${view.title}</h1>
    <p class="quiet">${say.by} ${view.author} · ${view.submitted}</p>
    ${purpose(say, view)} ${flags(say, view)}
    <section aria-labelledby="teks">
      <h2 id="teks">${say.text}</h2>
      ${view.pictures.map((picture) => html`<figure class="picture"><img src=${picture.src} alt=${picture.alt} loading="lazy" decoding="async" /><figcaption class="quiet">${picture.alt}</figcaption></figure>`)}
      ${view.films.map((film) => html`<figure class="picture"><video src=${film.href} controls preload="metadata" aria-label=${film.alt}></video><figcaption class="quiet">${film.alt}</figcaption></figure>`)}
      ${view.texts.map((text) => textCard(say, text))}
      <p class="quiet">${say.print} <code>${view.bundleHash.slice(0, 4)}…${view.bundleHash.slice(-4)}</code></p>
    </section>
    ${history(say, view)} ${dock(say, view)}
  </div>`
}

/** When it goes out and by when to decide; whoever has nothing left to decide reads no deadline. */
function due(say: ApprovalTexts, { when, decide, decideBy }: ApprovalView): string {
  const advice = decide ? ` ${when?.isPast ? say.past : say.before}` : ''
  const publishing = when === null ? say.noTime : `${say.publishes} ${when.local} (${when.home}).${advice}`
  if (decideBy === null) return publishing
  return `${publishing} ${decideBy.isOver ? say.overdue : `${say.due} ${decideBy.at}`}.`
}

function purpose(say: ApprovalTexts, view: ApprovalView): Html {
  const rows: [string, unknown][] = [
    [
      say.whatFor,
      view.objectives.length > 0
        ? view.objectives.map(
            ({ code, name, percent }) =>
              html`<span class="goal"><i class=${`dot dot--${code}`}></i><span>${name} ${percent} %</span></span>`,
          )
        : view.kind,
    ],
    [say.whom, view.audience],
    [say.benefit, view.benefit],
    [say.action, view.desiredAction],
  ]
  return html`<dl class="purpose">
    ${rows.filter(([, value]) => value !== '').map(([word, value]) => html`<div><dt>${word}</dt><dd dir="auto">${value}</dd></div>`)}
  </dl>`
}

function flags(say: ApprovalTexts, view: ApprovalView): Html {
  return html`<section aria-labelledby="risiko">
    <h2 id="risiko">${say.risk}</h2>
    <ul class="flags">
      ${view.flags.map((flag) => html`<li class="flag flag--warn">${icon('flag')}<span>${flag}</span></li>`)}
      ${view.hints.map((hint) => html`<li class="flag">${icon('look')}<span>${hint}</span></li>`)}
      ${view.flags.length === 0 ? html`<li class="flag flag--ok">${icon('check')}<span>${view.hints.length === 0 ? say.noRisk : say.oneIsEnough}</span></li>` : null}
    </ul>
  </section>`
}

function textCard(say: ApprovalTexts, text: ApprovalText): Html {
  return html`<article class="text-card">
    <h3>${text.languageName}${text.isMaster ? html` <span class="quiet">${say.master}</span>` : null}</h3>
    <p class="words" lang=${text.language} dir="auto">${withCore(say, text)}</p>
    ${text.link ? html`<p class="small">${say.link}: <span class="url">${text.link}</span></p>` : null}
    ${text.gist ? html`<p class="gist"><b>${say.gist}:</b> ${text.gist}</p>` : null}
    ${text.translator ? html`<p class="quiet">${say.translator} ${text.translator}</p>` : null}
    <p class="quiet">${say.goesTo} ${text.accounts.join(', ')}</p>
  </article>`
}

/** The text with the kit's core marked where it stands. */
function withCore(say: ApprovalTexts, { text, core }: ApprovalText): unknown {
  const at = core === '' ? -1 : text.indexOf(core)
  if (at < 0) return text
  return [text.slice(0, at), html`<mark class="core" title=${say.core}>${core}</mark>`, text.slice(at + core.length)]
}

function history(say: ApprovalTexts, view: ApprovalView): Html | null {
  if (view.reviews.length === 0) return null
  return html`<section aria-labelledby="putusan">
    <h2 id="putusan">${say.history}</h2>
    <ul class="flags">
      ${view.reviews.map(
        (review) => html`<li class="flag">${icon(review.decision === 'approved' ? 'check' : 'back')}
          <span><b>${review.who}</b> ${say.decisions[review.decision]}, ${say.as} ${say.capacities[review.capacity] ?? review.capacity} · ${review.at}${review.comment ? html`<br />“${review.comment}”` : null}</span></li>`,
      )}
    </ul>
  </section>`
}

function nextCard(say: ApprovalTexts, { next }: ApprovalView): Html | null {
  if (next === null) return null
  return html`<a class="next" href=${next.href}><span class="quiet">${say.next} · ${say.left(next.count)}</span><b dir="auto">${next.title}</b><span class="quiet">${next.missionName}</span></a>`
}

/** A refusal as a page: what happened, and where to go. */
export function noticeBody(title: string, sentence: string, links: readonly { href: string; word: string }[]): Html {
  return html`<h1>${title}</h1>
    <p class="lead">${sentence}</p>
    ${links.map((link) => html`<p><a class="act" href=${link.href}>${link.word}</a></p>`)}`
}
