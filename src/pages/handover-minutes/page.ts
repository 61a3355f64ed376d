import type { Handover } from '../../contract/account-custody.ts'
import { type Html, html, type Locale } from '../page.ts'
import { handoverMinutesTexts } from './texts.ts'

export type MinutesView = {
  readonly handover: Handover
  readonly missionName: string
  networkName(code: string): string
  /** A day or instant in words of the page's language. */
  dayOf(at: string): string
}

/** Berita acara serah terima akun: one A4 page that prints, with what was signed and by whom. */
export function handoverMinutesBody(locale: Locale, view: MinutesView): Html {
  const say = handoverMinutesTexts[locale]
  const { handover, missionName, networkName, dayOf } = view
  const { leaver, successor, accounts, signatures } = handover
  const signed = (side: 'leaver' | 'successor') => signatures.find((one) => one.side === side)
  return html`<article class="minutes">
    <h1>${say.title}</h1>
    <p class="lead">${missionName} · ${say.endsOn} ${dayOf(handover.endsOn)}</p>
    ${handover.outcome === 'cancelled' ? html`<p><b>${say.cancelled}</b> ${handover.cancelReason}</p>` : null}
    ${handover.outcome === null ? html`<p><b>${say.draft}</b></p>` : null}
    <table>
      <tbody>
        <tr><th scope="row">${say.leaver}</th><td>${leaver.name}, ${leaver.office}</td></tr>
        <tr><th scope="row">${say.successor}</th><td>${successor ? `${successor.name}, ${successor.office}` : say.nobody}</td></tr>
      </tbody>
    </table>
    <p>${say.statement}</p>
    ${accounts.map(
      (account) => html`<section>
        <h2><span dir="auto">${account.handle}</span> · ${networkName(account.network)}</h2>
        <table>
          <thead><tr><th scope="col">${say.step}</th><th scope="col">${say.done}</th><th scope="col">${say.by}</th></tr></thead>
          <tbody>${stepOrder.map((step) => {
            const done = account.steps.find((one) => one.step === step)
            return html`<tr>
              <th scope="row">${say.steps[step]}</th>
              <td>${done ? dayOf(done.at) : say.notDone}</td>
              <td>${done?.by ?? ''}</td>
            </tr>`
          })}</tbody>
        </table>
      </section>`,
    )}
    <div class="minutes-signatures">
      ${(['leaver', 'successor'] as const).map((side) => {
        const one = signed(side)
        return html`<div>
          <b>${say[side]}</b>
          <p>${one ? html`${say.signed} ${one.by}<br />${dayOf(one.at)}` : say.unsigned}</p>
        </div>`
      })}
    </div>
    <p class="quiet">${say.hash} <code>${handover.minutesHash}</code></p>
    <p class="quiet minutes-screen"><a href=${`/akun/serah-terima/${handover.id}`}>${say.back}</a></p>
  </article>`
}

const stepOrder = [
  'password_reset',
  'recovery_moved',
  'mfa_reenrolled',
  'sessions_revoked',
  'successor_confirmed',
] as const
