import { approvalTexts } from '../../pages/approval/texts.ts'
import type { ApprovalText, ApprovalView } from '../../pages/approval/view.ts'
import type { Locale } from '../../pages/page.ts'
import { instantOf, localDayOf } from '../../platform/calendar/zones.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import type { Mission } from '../missions/index.ts'
import type { Objective } from '../strategy/index.ts'
import type { Bundle } from './build-bundle.ts'
import type { Verdict } from './policy.ts'
import type { ReviewCase } from './read-case.ts'

export type Words = {
  readonly locale: Locale
  readonly homeZone: string
  /** Such as WIB. */
  readonly homeLabel: string
  readonly homeLanguage: string
}

/** Moments of a planned time: at the mission with its place, and at home. */
export function momentsOf(
  words: Words,
  mission: Mission,
  planned: { plannedLocal: string | null; plannedZone: string | null },
  now: Date,
): ApprovalView['when'] {
  if (planned.plannedLocal === null || planned.plannedZone === null) return null
  const at = instantOf(planned.plannedLocal, planned.plannedZone)
  const place =
    planned.plannedZone === mission.timezone ? mission.shortName.replace(`${mission.kind} `, '') : planned.plannedZone
  const isSameDay = localDayOf(at, planned.plannedZone) === localDayOf(at, words.homeZone)
  return {
    local: `${formatted(words.locale, at, planned.plannedZone)} ${place}`,
    home: `${isSameDay ? clockTime(words.locale, at, words.homeZone) : formatted(words.locale, at, words.homeZone)} ${words.homeLabel}`,
    isPast: at < now,
  }
}

/** A review's deadline after publication would only mislead: the time of publication is then the deadline. */
const isOutBefore = (planned: { plannedLocal: string | null; plannedZone: string | null }, dueAt: Date): boolean =>
  planned.plannedLocal !== null &&
  planned.plannedZone !== null &&
  instantOf(planned.plannedLocal, planned.plannedZone) < dueAt

/** An instant by the ministry's clock, such as `Kam 26 Nov 11.00 WIB`. */
export const homeMoment = (words: Words, at: Date): string =>
  `${formatted(words.locale, at, words.homeZone)} ${words.homeLabel}`

const clockTime = (locale: Locale, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(
    at,
  )

const formatted = (locale: Locale, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)

/** An item in review, in words. */
export function approvalView(
  words: Words,
  found: ReviewCase,
  about: {
    readonly objectives: readonly Objective[]
    readonly verdict: Verdict | undefined
    readonly reader: string
    readonly next: ApprovalView['next']
    readonly now: Date
  },
): ApprovalView {
  const { view, mission, bundle } = found
  const { item } = view
  const say = approvalTexts[words.locale]
  const home = (iso: string) => homeMoment(words, new Date(iso))
  const sentence = (key: string, params: Readonly<Record<string, string | number>>) =>
    sayProblem(words.locale, key, params)
  const names = new Map(about.objectives.map((one) => [one.code, words.locale === 'id' ? one.nameId : one.nameEn]))
  return {
    itemId: item.id,
    missionName: mission.shortName,
    title: item.title || (bundle.content.variants[0]?.text.slice(0, 80) ?? ''),
    author: item.author.name,
    submitted: item.submittedAt === null ? '' : home(item.submittedAt),
    when: momentsOf(words, mission, item, about.now),
    decideBy:
      found.wait && !isOutBefore(item, found.wait.dueAt)
        ? { at: homeMoment(words, found.wait.dueAt), isOver: found.wait.dueAt < about.now }
        : null,
    objectives: item.objectives.map(({ code, weight }) => ({
      code,
      name: names.get(code) ?? code,
      percent: Math.round(weight * 100),
    })),
    kind: say.kinds[item.kind] ?? item.kind,
    audience: item.audience,
    benefit: item.benefit,
    desiredAction: item.desiredAction,
    flags: view.risk.reasons.map((reason) => sentence(reason.key, reason.params)),
    hints: view.findings.map((finding) => sentence(finding.key, finding.params)),
    texts: textsOf(words, found, bundle),
    pictures: bundle.content.media
      .filter(({ contentType }) => !isFilm(contentType))
      .map(({ mediaId, altText }) => ({ src: `/api/v1/media/${mediaId}?size=small`, alt: altText })),
    films: bundle.content.media
      .filter(({ contentType }) => isFilm(contentType))
      .map(({ mediaId, altText }) => ({ href: `/api/v1/media/${mediaId}`, alt: altText })),
    accountCount: bundle.content.variants.length,
    bundleHash: bundle.hash,
    reviews: found.reviews.map((review) => ({
      who: review.reviewer.name,
      capacity: review.capacity,
      at: home(review.createdAt),
      decision: review.decision,
      comment: review.comment,
    })),
    decide:
      about.verdict?.kind === 'may'
        ? { name: about.reader, capacity: about.verdict.capacity, isLast: found.open === found.steps.at(-1) }
        : null,
    standing:
      about.verdict?.kind === 'refused' && about.verdict.key === 'approval.own_words'
        ? sentence(about.verdict.key, {})
        : (say.standing[item.status] ?? item.status),
    next: about.next,
  }
}

/** Variants with the same words, language and link stand together; the master first. */
function textsOf(words: Words, { view }: ReviewCase, bundle: Bundle): ApprovalText[] {
  const languages = new Intl.DisplayNames([words.locale], { type: 'language' })
  const groups = Map.groupBy(bundle.content.variants, (one) =>
    JSON.stringify([one.language !== words.homeLanguage, one.language, one.text, one.link?.url ?? '']),
  )
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, variants]) => {
      const [first] = variants
      if (!first) return []
      const isMaster = first.language === words.homeLanguage
      return [
        {
          language: first.language,
          languageName: languages.of(first.language) ?? first.language,
          isMaster,
          text: first.text,
          core: view.campaign?.kit.cores.find((core) => core.language === first.language)?.message ?? '',
          gist: isMaster ? '' : first.gist,
          translator: isMaster ? '' : first.translatorName,
          link: first.link?.url ?? '',
          accounts: variants.map((one) => `${view.profiles.get(one.network)?.name ?? one.network} ${one.handle}`),
        },
      ]
    })
}

const isFilm = (contentType: string): boolean => contentType.startsWith('video/')
