import { type Html, html } from '../page.ts'
import { icon } from './icon.ts'
import type { ApprovalTexts } from './texts.ts'
import type { ApprovalView } from './view.ts'

/**
 * Two buttons at the thumb. Each opens a sheet without a script (`details`): the first tap says what will happen, when
 * and in which capacity; the second does it.
 */
export function dock(say: ApprovalTexts, view: ApprovalView): Html | null {
  if (view.decide === null) return null
  const address = `/setujui/${view.itemId}`
  return html`<div class="dock">
    <details class="sheet-of" name="putusan">
      <summary class="act act--plain"><span class="when-shut">${say.return}</span><span class="when-open">${say.notYet}</span></summary>
      <form class="sheet" method="post" action=${`${address}/kembalikan`}>
        <h2>${say.returnTitle}</h2>
        <input type="hidden" name="bundleHash" value=${view.bundleHash} />
        <label class="label" for="catatan">${say.returnLabel}</label>
        <textarea class="field" id="catatan" name="comment" rows="4" minlength="5" maxlength="2000" required aria-describedby="catatan-isi"></textarea>
        <p class="quiet" id="catatan-isi">${say.returnHint}</p>
        <button class="act" type="submit">${say.returnSend}</button>
      </form>
    </details>
    <details class="sheet-of sheet-of--main" name="putusan">
      <summary class="act"><span class="when-shut">${say.approve}</span><span class="when-open">${say.notYet}</span></summary>
      <form class="sheet" method="post" action=${`${address}/setujui`}>
        <h2>${say.sure}</h2>
        <p>${sure(say, view, view.decide.isLast)}</p>
        <p class="capacity"><b>${view.decide.name}</b><span class="quiet">${say.as} ${say.capacities[view.decide.capacity] ?? view.decide.capacity}</span></p>
        <input type="hidden" name="bundleHash" value=${view.bundleHash} />
        <button class="act" type="submit">${icon('check')} ${say.yes}</button>
      </form>
    </details>
  </div>`
}

function sure(say: ApprovalTexts, view: ApprovalView, isLast: boolean): string {
  if (!isLast) return say.sureFirst
  return say.sureText(view.accountCount, view.when?.local ?? say.noTime, view.when?.home ?? '–')
}
