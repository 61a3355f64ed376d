import { accountsProblems } from './problems/accounts.ts'
import { alertsProblems } from './problems/alerts.ts'
import { alignmentProblems } from './problems/alignment.ts'
import { anyRoomProblems } from './problems/any-room.ts'
import { approvalsProblems } from './problems/approvals.ts'
import { backupProblems } from './problems/backup.ts'
import { calendarProblems } from './problems/calendar.ts'
import { campaignsProblems } from './problems/campaigns.ts'
import { custodyProblems } from './problems/custody.ts'
import { deliveriesProblems } from './problems/deliveries.ts'
import { explainersProblems } from './problems/explainers.ts'
import { importsProblems } from './problems/imports.ts'
import { itemsProblems } from './problems/items.ts'
import { mediaProblems } from './problems/media.ts'
import { messagesProblems } from './problems/messages.ts'
import { missionsProblems } from './problems/missions.ts'
import { noticesProblems } from './problems/notices.ts'
import { observingProblems } from './problems/observing.ts'
import { outcomesProblems } from './problems/outcomes.ts'
import { peopleProblems } from './problems/people.ts'
import type { ProblemTexts } from './problems/problem-texts.ts'
import { questionsProblems } from './problems/questions.ts'
import { ratingProblems } from './problems/rating.ts'
import { reportsProblems } from './problems/reports.ts'
import { strategyProblems } from './problems/strategy.ts'

/** Every room's sentences of refusal; a new room adds its file under problems/ and one line here. */
export const problemTexts: ProblemTexts = {
  ...anyRoomProblems,
  ...accountsProblems,
  ...alertsProblems,
  ...alignmentProblems,
  ...custodyProblems,
  ...messagesProblems,
  ...missionsProblems,
  ...noticesProblems,
  ...peopleProblems,
  ...approvalsProblems,
  ...calendarProblems,
  ...backupProblems,
  ...campaignsProblems,
  ...importsProblems,
  ...itemsProblems,
  ...explainersProblems,
  ...mediaProblems,
  ...questionsProblems,
  ...strategyProblems,
  ...deliveriesProblems,
  ...observingProblems,
  ...outcomesProblems,
  ...ratingProblems,
  ...reportsProblems,
}

/** The sentence of `problem.<key>` in a language, gaps filled; the bare key where nobody has written one. */
export function sayProblem(
  locale: 'id' | 'en',
  key: string,
  params: Readonly<Record<string, string | number>>,
): string {
  const text = problemTexts[key.replace(/^problem\./, '')]?.[locale] ?? key
  return text.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = String(params[name] ?? gap)
    return name === 'language' ? languageName(value, locale) : value
  })
}

/** People read “Indonesia”, not `id`. What is no language tag stays as it is. */
function languageName(tag: string, locale: 'id' | 'en'): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
