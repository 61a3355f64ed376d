import type { Baseline, BaselineFigure } from '../../../contract/reports.ts'
import { quarterDays } from '../../../platform/calendar/zones.ts'
import type { Db } from '../../../platform/database/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { listMissions, type Scope } from '../../missions/index.ts'
import { type SampleView, viewSample } from '../../rating/index.ts'
import { listObjectives } from '../../strategy/index.ts'
import { seesMinistryReport } from '../policy.ts'
import { estimateShares, isAudited, renormalised } from './estimate.ts'
import { type BaselineMessage, benefitCode, findBaselineMessages, objectivePrefix, purposeCodes } from './store.ts'

export type BaselineDeps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }

const names: Readonly<Record<string, readonly [nameId: string, nameEn: string]>> = {
  'purpose-0': ['Kegiatan saja', 'Activity only'],
  'purpose-1': ['Tujuan atau hasil', 'Aim or result'],
  'purpose-2': ['Tujuan dan pembaca', 'Aim and audience'],
  [benefitCode]: ['Manfaat disebut', 'Benefit stated'],
  none: ['Tanpa sasaran', 'No objective'],
}

/** The ministry's baseline of a quarter. @throws AppError forbidden for whoever is not of headquarters. */
export async function viewBaseline(deps: BaselineDeps, scope: Scope, quarter: string): Promise<Baseline> {
  if (!seesMinistryReport(scope)) throw new AppError('forbidden', 'report.not_yours')
  const { last } = quarterDays(quarter)
  const missions = (await listMissions(deps.db, scope, last)).filter((mission) => !mission.isHeadquarters)
  const all = await findBaselineMessages(deps.db, quarter)
  const read = all.filter(({ source }) => source !== 'none')
  const sample = await viewSample(deps, scope, quarter, 5)
  const objectives = await listObjectives(deps.db, scope, last)
  const publishing = new Set(all.map(({ missionId }) => missionId))
  const strata = strataOf(read, sample)
  return {
    quarter,
    missions: missions.length,
    publishing: publishing.size,
    messages: read.length,
    unread: all.length - read.length,
    silent: missions
      .filter(({ id }) => !publishing.has(id))
      .map(({ id, shortName }) => ({ missionId: id, shortName }))
      .sort((a, b) => a.shortName.localeCompare(b.shortName, 'id')),
    seed: sample.seed,
    strata,
    isAudited: strata.length > 0 && strata.every((stratum) => stratum.isAudited),
    pairs: sample.pairs,
    agreement: sample.agreement.map(({ label, alpha }) => ({ label, alpha })),
    figures: read.length === 0 ? [] : figuresOf(read, objectives),
  }
}

function strataOf(messages: readonly BaselineMessage[], sample: SampleView): Baseline['strata'] {
  return [...Map.groupBy(messages, ({ stratum }) => stratum)].sort().map(([, members]) => {
    const first = members[0]
    const languageGroup = first?.languageGroup ?? 'other'
    const source = first?.source === 'officer' ? 'officer' : 'machine'
    const planned = sample.strata.find((one) => one.languageGroup === languageGroup && one.source === source)
    return {
      ...{ languageGroup, source },
      messages: members.length,
      drawn: planned?.drawn ?? 0,
      rated: members.filter(({ rating, isSampled }) => rating !== null && isSampled).length,
      isAudited: isAudited(members),
    }
  })
}

function figuresOf(
  messages: readonly BaselineMessage[],
  objectives: readonly { code: string; nameId: string; nameEn: string }[],
): BaselineFigure[] {
  const found = new Set(messages.flatMap(({ label, rating }) => Object.keys({ ...label, ...rating })))
  const known = objectives.map(({ code }) => `${objectivePrefix}${code}`).filter((code) => found.has(code))
  const rest = [...found].filter((code) => code.startsWith(objectivePrefix) && !known.includes(code)).sort()
  const objectiveCodes = [...known, ...rest]
  const codes = [...purposeCodes, benefitCode, ...objectiveCodes]
  const shares = renormalised(renormalised(estimateShares(messages, codes), [...purposeCodes]), objectiveCodes)
  return codes.map((marked) => {
    const code = marked.startsWith(objectivePrefix) ? marked.slice(objectivePrefix.length) : marked
    const objective = objectives.find((one) => one.code === code)
    const [nameId, nameEn] = names[code] ?? [objective?.nameId ?? code, objective?.nameEn ?? code]
    const measure = marked === benefitCode ? 'benefit' : marked === code ? 'purpose' : 'objective'
    const share = shares.get(marked) ?? { share: 0, low: 0, high: 0, labelled: 0 }
    return { code, measure, nameId, nameEn, ...share }
  })
}
