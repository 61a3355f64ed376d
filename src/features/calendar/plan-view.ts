import type { PlanView } from '../../pages/plan/page.ts'
import type { PlanPageTexts } from '../../pages/plan/texts.ts'
import { localTimeOf, quarterDays } from '../../platform/calendar/zones.ts'
import type { Mission } from '../missions/index.ts'
import type { MissionMix, Objective } from '../strategy/index.ts'
import type { DayNote, MissionPlan } from './model.ts'
import type { KitAhead, Responsible } from './plan-page-store.ts'

const written = ['aims', 'audience', 'channels', 'partners', 'measures'] as const
/** How much of each list fits on the sheet beside everything else at its fullest. */
const most = { shares: 7, kits: 5, days: 9, names: 3 }

export type PlanParts = {
  readonly mission: Mission
  readonly quarter: string
  readonly mix: MissionMix
  readonly objectives: readonly Objective[]
  readonly plan: MissionPlan
  readonly kits: readonly KitAhead[]
  readonly days: readonly DayNote[]
  readonly people: readonly Responsible[]
}

export type PlanWords = { readonly locale: 'id' | 'en'; readonly homeZone: string; readonly homeLabel: string }

/** The parts of a plan in words, cut to one page; what is left out is counted. */
export function planView(
  say: PlanPageTexts,
  words: PlanWords,
  parts: PlanParts,
  about: { readonly now: Date; readonly isSample: boolean },
): PlanView {
  const { mission, quarter, plan } = parts
  const { locale } = words
  const span = quarterDays(quarter)
  const [year = '', number = ''] = quarter.split('-Q')
  const roman = ['I', 'II', 'III', 'IV'][Number(number) - 1] ?? number
  const day = (of: string) => sayDay(of, locale)
  const moment = (at: Date) => {
    const local = localTimeOf(at, mission.timezone)
    return `${day(local.slice(0, 10))} ${local.slice(11).replace(':', locale === 'id' ? '.' : ':')}`
  }
  return {
    title: say.title(mission.shortName, say.quarter(roman, year)),
    span: say.span(day(span.first), day(span.last)),
    backHref: `/bauran/${mission.id}?triwulan=${quarter}`,
    isSample: about.isSample,
    mix: mixOf(say, parts, locale, moment),
    words: written.map((key) => ({ name: say.words[key], text: plan[key] })),
    kits: cut(parts.kits, most.kits, (kit) => ({
      title: short(kit.title, 72),
      meta: [
        say[kit.obligation],
        kit.targetAt ? moment(kit.targetAt) : say.until(day(kit.endsOn)),
        say.answers[kit.status] ?? kit.status,
      ].join(' · '),
    })),
    days: cut(important(parts.days), most.days, (note) => ({
      day: day(note.day),
      name: short(locale === 'id' ? note.nameId : note.nameEn, 48),
      kind: say.kinds[note.kind],
    })),
    people: ['head_of_mission', 'mission_officer', 'regional_desk'].map((role) => ({
      role: say.roles[role] ?? role,
      names: namesOf(say, parts.people, role),
    })),
    comment:
      plan.deskComment === '' ? undefined : { text: plan.deskComment, by: plan.deskCommentBy?.name ?? say.system },
    printed: say.printed(
      `${moment(about.now)} ${mission.city} · ${localTimeOf(about.now, words.homeZone).slice(11).replace(':', '.')} ${words.homeLabel}`,
    ),
  }
}

function mixOf(
  say: PlanPageTexts,
  { mix, objectives }: PlanParts,
  locale: 'id' | 'en',
  moment: (at: Date) => string,
): PlanView['mix'] {
  const shown = mix.agreed ?? mix.proposed
  if (!shown) return undefined
  const nameOf = (code: string) => {
    const found = objectives.find((one) => one.code === code)
    return short((locale === 'id' ? found?.nameId : found?.nameEn) ?? code, 48)
  }
  const sorted = shown.shares.toSorted((a, b) => b.percent - a.percent)
  const restPercent = sorted.slice(most.shares).reduce((sum, share) => sum + share.percent, 0)
  const rows = sorted
    .slice(0, most.shares)
    .map((share) => ({ name: nameOf(share.objectiveCode), percent: share.percent }))
  if (restPercent > 0) rows.push({ name: say.rest, percent: Math.round(restPercent * 100) / 100 })
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  return {
    state: mix.agreed ? say.agreed : say.proposed,
    shares: rows.map((row) => ({ ...row, words: `${number.format(row.percent)} %` })),
    signed: [
      say.proposedBy(shown.proposedBy?.name ?? say.system, moment(new Date(shown.proposedAt))),
      ...(shown.agreedAt ? [say.agreedBy(shown.agreedBy?.name ?? say.system, moment(new Date(shown.agreedAt)))] : []),
    ],
  }
}

/** Where there are more days than fit, those off come before those to write about; shown by date again. */
function important(days: readonly DayNote[]): DayNote[] {
  const order: readonly DayNote['kind'][] = ['host', 'national', 'home', 'un']
  const chosen = days.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)).slice(0, most.days)
  const later = days.filter((note) => !chosen.includes(note))
  return [...chosen.toSorted((a, b) => (a.day < b.day ? -1 : 1)), ...later]
}

function namesOf(say: PlanPageTexts, people: readonly Responsible[], role: string): string {
  const names = people.filter((one) => one.role === role).map((one) => short(one.name, 40))
  if (names.length === 0) return say.nobody
  const left = names.length - most.names
  return [...names.slice(0, most.names), ...(left > 0 ? [say.more(left)] : [])].join(', ')
}

const cut = <T, U>(list: readonly T[], count: number, row: (one: T) => U) => ({
  shown: list.slice(0, count).map(row),
  left: Math.max(0, list.length - count),
})

const short = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)

const sayDay = (day: string, locale: 'id' | 'en'): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
    new Date(`${day}T00:00:00Z`),
  )
