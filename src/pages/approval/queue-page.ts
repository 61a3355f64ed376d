import { type Html, html } from '../page.ts'
import { icon } from './icon.ts'
import type { ApprovalTexts } from './texts.ts'
import type { QueueView } from './view.ts'

/** Everything that waits for one person, the next to be published on top. */
export function queueBody(say: ApprovalTexts, view: QueueView): Html {
  if (view.rows.length === 0) return html`<h1>${say.empty}</h1><p class="lead">${say.emptyLead}</p>`
  return html`<h1>${say.waiting(view.rows.length)}</h1>
    <ul class="queue">
      ${view.rows.map(
        (row) => html`<li>
          <a class="queue-row" href=${row.href}>
            <span class="quiet">${row.missionName} · ${row.author}</span>
            <b dir="auto">${row.title}</b>
            <span class="small">${say.publishes} ${row.local} <span class="quiet">(${row.home})</span></span>
            ${row.due ? html`<span class="small">${row.isOverdue ? say.overdue : `${say.due} ${row.due}`}</span>` : null}
            ${row.tier === 'routine' ? null : html`<span class="flag-chip">${icon('flag')} ${say[row.tier]}</span>`}
          </a>
        </li>`,
      )}
    </ul>`
}
