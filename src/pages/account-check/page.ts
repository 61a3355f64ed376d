import type { AccountAnswer } from '../../contract/accounts.ts'
import { type Html, html } from '../page.ts'
import type { AccountCheckTexts } from './texts.ts'

const toneOf: Record<AccountAnswer['answer'], 'ok' | 'warn' | 'alert'> = {
  official: 'ok',
  recorded_unverified: 'warn',
  unregistered: 'warn',
  in_trouble: 'alert',
  impersonator: 'alert',
}
const signOf = { ok: '', warn: '? ', alert: '! ' }

/**
 * Cek Akun Resmi: one field, one answer in words, always a next step. `networkName` turns a code into its name, `at` says
 * where the form leads and where the same answer is to be had by programs.
 */
export function accountCheckBody(
  say: AccountCheckTexts,
  question: string,
  answer: AccountAnswer | undefined,
  networkName: (code: string) => string,
  at: { readonly form: string; readonly api: (question: string) => string },
): Html {
  return html`<h1>${say.title}</h1>
    <p class="lead">${say.lead}</p>
    <form class="ask" method="get" action=${at.form}>
      <label for="q">${say.field}</label>
      <span><input id="q" name="q" value=${question} maxlength="500" autocomplete="off" autocapitalize="none" spellcheck=${false} required /><button type="submit">${say.check}</button></span>
    </form>
    ${answer ? answerCard(say, answer, networkName) : null}
    <h2>${say.how}</h2>
    <ol class="steps">${say.howSteps.map((step) => html`<li>${step}</li>`)}</ol>
    <p class="small">${say.private} <a href=${at.api(question || 'Kemlu_RI')}>${say.api}</a></p>`
}

function answerCard(say: AccountCheckTexts, answer: AccountAnswer, networkName: (code: string) => string): Html {
  const tone = toneOf[answer.answer]
  const { account } = answer
  const where = account ? `${account.handle} · ${networkName(account.network)}` : answer.asked.handle
  const safe = account && (answer.answer === 'official' || answer.answer === 'recorded_unverified')
  return html`<section class=${`answer answer--${tone}`} aria-label=${say.answerLabel}>
    <div class="answer-head">
      <h2><span aria-hidden="true">${signOf[tone]}</span>${say.heading[answer.answer]}</h2>
      <div><b dir="auto">${where}</b>${account ? html` – ${account.missionName}` : null}</div>
    </div>
    <div>
      <p>${say.meaning[answer.answer]}</p>
      <ul>${say.next[answer.answer].map((step) => html`<li>${step}</li>`)}</ul>
      ${safe ? html`<p><a class="act act--plain" href=${account.url} rel="noopener noreferrer">${say.open}</a></p>` : null}
      ${
        answer.meant.length > 0
          ? html`<b>${answer.answer === 'in_trouble' || answer.answer === 'impersonator' ? say.instead : say.meant}</b>
            <ul class="plain">${answer.meant.map(
              (meant) => html`<li>
                <span><b dir="auto">${meant.handle}</b> · ${networkName(meant.network)}<br /><span class="small">${meant.missionName} · ${meant.verified ? say.verified : say.unverified}</span></span>${' '}
                <a href=${meant.url} rel="noopener noreferrer">${say.open}</a>
              </li>`,
            )}</ul>`
          : null
      }
    </div>
  </section>`
}
