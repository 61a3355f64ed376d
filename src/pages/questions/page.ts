import { type PublicAnswer, questionTopics } from '../../contract/questions.ts'
import { type Html, html, type Locale } from '../page.ts'
import { questionPageTexts } from './texts.ts'

/** Where formal requests for information go. */
const ppidUrl = 'https://ppid.kemlu.go.id'

export type AskForm = {
  /** Sealed: says when the form was made and gives its question one code, however often it is sent. */
  readonly ticket: string
  /** Puzzle of a script that spares the question a look before it counts; none without script. */
  readonly puzzle: string
  readonly missions: readonly { readonly id: string; readonly name: string }[]
  readonly chosen: {
    readonly topic?: string
    readonly mission?: string
    readonly text?: string
    readonly urgent?: boolean
  }
  /** A sentence: what was wrong with what was sent. */
  readonly refusal?: string
}

/** The question box: one page, no script needed. */
export function askBody(locale: Locale, form: AskForm): Html {
  const say = questionPageTexts[locale]
  const { chosen } = form
  return html`<h1>${say.ask}</h1>
    <p class="lead">${say.lead}</p>
    <aside class="card answer--alert"><div>
      <b>${say.emergencyTitle}</b>
      <p>${say.emergencyText} <a href="/siaga">${say.emergencyLink}</a></p>
    </div></aside>
    ${form.refusal ? html`<section class="card answer--warn" role="alert"><div>${form.refusal}</div></section>` : null}
    <form method="post" action="/tanya" class="stack" data-puzzle=${form.puzzle}>
      <input type="hidden" name="tiket" value=${form.ticket} />
      <input type="hidden" name="jawaban-teka" value="" />
      ${locale === 'en' ? html`<input type="hidden" name="bahasa" value="en" />` : null}
      <p class="apart" aria-hidden="true"><label>${say.leaveEmpty} <input name="situs" tabindex="-1" autocomplete="off" /></label></p>
      <fieldset class="choices">
        <legend class="label">${say.topic}</legend>
        ${questionTopics.map(
          (topic) =>
            html`<label class="choice"><input type="radio" name="topik" value=${topic} required checked=${chosen.topic === topic} /> ${say.topics[topic]}</label>`,
        )}
      </fieldset>
      <div>
        <label class="label" for="perwakilan">${say.where}</label>
        <select class="field" id="perwakilan" name="perwakilan" aria-describedby="perwakilan-petunjuk">
          <option value="">${say.headquarters}</option>
          ${form.missions.map((mission) => html`<option value=${mission.id} selected=${chosen.mission === mission.id}>${mission.name}</option>`)}
        </select>
        <p class="quiet" id="perwakilan-petunjuk">${say.whereHint}</p>
      </div>
      <div>
        <label class="label" for="teks">${say.text}</label>
        <textarea class="field" id="teks" name="teks" rows="6" minlength="5" maxlength="4000" required dir="auto" aria-describedby="teks-petunjuk">${chosen.text ?? ''}</textarea>
        <p class="quiet" id="teks-petunjuk">${say.textHint}</p>
      </div>
      <label class="choice"><input type="checkbox" name="mendesak" value="ya" checked=${chosen.urgent === true} /> <span>${say.urgent}<br /><span class="quiet">${say.urgentHint}</span></span></label>
      <div><button class="act" type="submit">${say.send}</button></div>
    </form>
    <ul class="steps">${say.privacy.map((line) => html`<li>${line}</li>`)}</ul>
    <p><a href=${withLocale('/tanya-jawab', locale)}>${say.others}</a> · <a href=${withLocale('/tanya/lihat', locale)}>${say.lookTitle}</a></p>
    <p class="quiet">${say.formal} <a href=${ppidUrl} rel="noopener noreferrer">${say.ppid}</a></p>
    <script type="module" src="/p/tanya.js"></script>`
}

/** After a question was kept: its code, and until when it is answered. */
export function sentBody(locale: Locale, sent: { code: string; missionName: string; due: string }): Html {
  const say = questionPageTexts[locale]
  return html`<h1>${say.sent}</h1>
    <p class="lead">${say.sentLead(sent.missionName, sent.due)}</p>
    <section class="card"><div><span class="label">${say.code}</span><p class="code" dir="ltr"><b>${sent.code}</b></p><p>${say.codeHint}</p></div></section>
    <p><a class="act act--plain" href=${withLocale(`/tanya/lihat?kode=${encodeURIComponent(sent.code)}`, locale)}>${say.look}</a></p>`
}

export type Looked =
  | { readonly kind: 'nothing'; readonly refusal?: string }
  | {
      readonly kind: 'found'
      readonly state: 'waiting' | 'answered' | 'closed'
      readonly missionName: string
      readonly due: string
      readonly answer: { readonly text: string; readonly day: string } | null
      readonly helped: boolean | null
    }

/** One question by its code. */
export function lookBody(locale: Locale, code: string, looked: Looked): Html {
  const say = questionPageTexts[locale]
  return html`<h1>${say.lookTitle}</h1>
    <p class="lead">${say.lookLead}</p>
    <form method="get" action="/tanya/lihat">
      <label class="label" for="kode">${say.code}</label>
      <div class="ask">
        <input class="field" id="kode" name="kode" value=${code} maxlength="40" autocomplete="off" autocapitalize="characters" spellcheck=${false} required dir="ltr" />
        <button class="act" type="submit">${say.look}</button>
      </div>
      ${locale === 'en' ? html`<input type="hidden" name="bahasa" value="en" />` : null}
    </form>
    ${looked.kind === 'nothing' ? (looked.refusal ? html`<section class="card answer--warn" role="status"><div>${looked.refusal}</div></section>` : null) : foundCard(locale, code, looked)}`
}

function foundCard(locale: Locale, code: string, looked: Extract<Looked, { kind: 'found' }>): Html {
  const say = questionPageTexts[locale]
  if (!looked.answer)
    return html`<section class="card" role="status"><div>${looked.state === 'closed' ? say.closed : say.waiting(looked.missionName, looked.due)}</div></section>`
  return html`<section class="card" aria-live="polite"><div>
    <h2>${say.answered(looked.missionName, looked.answer.day)}</h2>
    ${looked.answer.text.split(/\n{2,}/u).map((paragraph) => html`<p dir="auto">${paragraph}</p>`)}
    ${
      looked.helped === null
        ? html`<form method="post" action="/tanya/kabar" class="ask">
            <input type="hidden" name="kode" value=${code} />
            ${locale === 'en' ? html`<input type="hidden" name="bahasa" value="en" />` : null}
            <span class="label">${say.helpedQuestion}</span>
            <button class="act" name="terjawab" value="ya">${say.helped}</button>
            <button class="act act--plain" name="terjawab" value="belum">${say.didNotHelp}</button>
          </form>`
        : html`<p class="quiet">${looked.helped ? say.thanksHelped : say.thanksNot}</p>`
    }
  </div></section>`
}

/** Published questions and answers, with a search that needs no script. `dayOf` says an instant as a day in words. */
export function publicAnswersBody(
  locale: Locale,
  asked: { readonly q: string; readonly answers: readonly PublicAnswer[] },
  dayOf: (at: string) => string,
): Html {
  const say = questionPageTexts[locale]
  return html`<h1>${say.answersTitle}</h1>
    <p class="lead">${say.answersLead}</p>
    <form method="get" action="/tanya-jawab" role="search">
      <label class="label" for="q">${say.search}</label>
      <div class="ask">
        <input class="field" id="q" name="q" type="search" value=${asked.q} maxlength="200" />
        <button class="act" type="submit">${say.searchAct}</button>
      </div>
      ${locale === 'en' ? html`<input type="hidden" name="bahasa" value="en" />` : null}
    </form>
    ${
      asked.answers.length === 0
        ? html`<section class="card"><div>${asked.q === '' ? say.noneYet : say.none} <a href=${withLocale('/tanya', locale)}>${say.ask}</a></div></section>`
        : asked.answers.map(
            (one) => html`<article class="card" id=${one.id} lang=${one.language} dir="auto"><div>
              <h2>${one.question}</h2>
              ${one.answer.split(/\n{2,}/u).map((paragraph) => html`<p>${paragraph}</p>`)}
              <p class="quiet">${say.topics[one.topic]} · ${say.from(one.missionName, dayOf(one.publishedAt))}</p>
            </div></article>`,
          )
    }
    <p><a class="act act--plain" href=${withLocale('/tanya', locale)}>${say.ask}</a></p>`
}

const withLocale = (path: string, locale: Locale): string =>
  locale === 'id' ? path : `${path}${path.includes('?') ? '&' : '?'}bahasa=en`
