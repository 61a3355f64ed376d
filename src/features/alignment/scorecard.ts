import type { BoardMission, Component } from '../../contract/alignment.ts'
import { bandOf, minMessages } from './bands.ts'
import { benefitStatement, minBenefitMessages } from './components/benefit-statement.ts'
import { messageConsistency } from './components/message-consistency.ts'
import { plainLanguage } from './components/plain-language.ts'
import { minQuestions, type QuestionTally, responsiveness } from './components/responsiveness.ts'
import type { Estimate, Parents } from './estimate.ts'
import type { EvidenceSums } from './evidence.ts'
import {
  alignmentIndex,
  type ComponentId,
  type ComponentValues,
  componentIds,
  effectiveWeights,
  geometricIndex,
  lossesOf,
  type Weights,
  weightsOf,
} from './iks.ts'
import { componentOf, type Mix, type Score, scoreOf } from './score.ts'

/** Sums of a window behind C4, C5 and C7. */
export type TextSums = EvidenceSums & {
  readonly plainMessages: number
  readonly plainWeight: number
  readonly plainSum: number
}

/** C2 as the steering room reckons it. */
export type AdoptionFigure = Pick<Component, 'state' | 'value' | 'n' | 'needed'>

/** Everything that one mission's index comes from. */
export type IndexInputs = {
  readonly isHeadquarters: boolean
  readonly estimate: Estimate
  readonly target: Mix | null
  readonly texts: TextSums
  /** Null: campaigns do not apply (headquarters), or were not asked for. */
  readonly adoption: AdoptionFigure | null
  /** C6 and the reach it stands on; null where no network tells ages. */
  readonly youth: { readonly value: number; readonly known: number } | null
  /** Null where the mission keeps no register of questions. */
  readonly questions: QuestionTally | null
}

export type Scorecard = {
  readonly score: Score
  readonly components: Readonly<Record<ComponentId, Component>>
  /** What the index is made of: components that are scored. */
  readonly values: ComponentValues
  readonly weights: Weights
  /** Percent that each component decides, missing ones' weight given on. All 0 without an index. */
  readonly shares: Weights
  /** Points of the index lost by component; all 0 without an index. */
  readonly losses: Readonly<Record<ComponentId, number>>
  readonly index: number | null
  readonly geometric: number | null
  readonly band: BoardMission['band']
  /** C7 under 50 holds the band down. */
  readonly isFloored: boolean
}

const none: ComponentValues = { C1: null, C2: null, C3: null, C4: null, C5: null, C6: null, C7: null, C8: null }

/**
 * The index of one mission from its sums (domain 5.2.1 to 5.2.2a). There is none while the labels behind C1 or C3 are unaudited, while less than
 * 70 % could be read, or where neither stands; a band needs both of them. Other components that are missing, too few or
 * unaudited give their weight on.
 */
export function scorecardOf(inputs: IndexInputs, parents: Parents): Scorecard {
  const score = scoreOf(inputs.estimate, inputs.target, parents)
  const components = componentsOf(inputs, score)
  const weights = weightsOf(inputs)
  const { c1, c3 } = score
  const isHeld = [c1, c3].some(({ state }) => state === 'unaudited' || state === 'unreadable')
  const hasGround = !isHeld && [c1, c3].some(({ state }) => state === 'scored')
  const values = hasGround
    ? (Object.fromEntries(
        componentIds.map((id) => [id, components[id].state === 'scored' ? components[id].value : null]),
      ) as ComponentValues)
    : none
  const index = alignmentIndex(values, weights)
  const hasBoth = values.C1 !== null && values.C3 !== null
  return {
    score,
    components,
    values,
    weights,
    shares: effectiveWeights(values, weights),
    losses: lossesOf(values, weights),
    index,
    geometric: geometricIndex(values, weights),
    band: index !== null && hasBoth ? bandOf(index, values.C7) : null,
    isFloored: index !== null && bandOf(index, values.C7) !== bandOf(index),
  }
}

function componentsOf(inputs: IndexInputs, { c1, c3 }: Score): Scorecard['components'] {
  const { texts, adoption, youth, questions, isHeadquarters } = inputs
  const asked = questions === null ? 0 : questions.actionable
  return {
    C1: c1,
    C2:
      adoption === null || isHeadquarters
        ? componentOf('C2', isHeadquarters ? 'not_applicable' : 'missing', 0, null, adoption?.needed ?? 3)
        : { ...adoption, id: 'C2', interval: null },
    C3: c3,
    C4: counted(
      'C4',
      texts.plainWeight,
      minMessages,
      plainLanguage({ weight: texts.plainWeight, sum: texts.plainSum }),
    ),
    C5: counted(
      'C5',
      texts.benefitWeight,
      minBenefitMessages,
      benefitStatement({ weight: texts.benefitWeight, sum: texts.benefitSum }),
    ),
    C6: counted('C6', youth?.known ?? 0, 1, youth?.value ?? null),
    C7: counted(
      'C7',
      texts.comparedWeight,
      minMessages,
      messageConsistency({
        said: { weight: texts.saidWeight, sum: texts.saidSum },
        figures: { used: texts.figuresUsed, matching: texts.figuresMatching },
      }),
    ),
    C8: counted('C8', asked, minQuestions, questions === null ? null : responsiveness(questions)),
  }
}

/** A component that stands on a count: nothing at all = missing, less than is needed = too few. */
function counted(id: ComponentId, n: number, needed: number, value: number | null): Component {
  const state = n <= 0 || value === null ? 'missing' : n < needed - 1e-9 ? 'too_few' : 'scored'
  return componentOf(id, state, n, value, needed)
}
