import type { RatedMessage } from '../rating/index.ts'
import { type Corrections, stratumKey } from './correction.ts'
import { noLabels, type StratumSum } from './day-cell.ts'

/**
 * The labels that are heard: an officer's label is an estimate like any other (domain 5.2.2a.2) and counts once its
 * stratum is audited. Until then, where the machine's labels of that language are audited, what it says of the same messages
 * stands in with its audit, so that correcting a label never costs a mission its score and calling everything a purpose
 * gains it nothing; what the machine has not read counts as unlabelled. Where neither is audited the officer's label
 * shows, as an estimate that scores nobody.
 */
export function heardLabels(sums: readonly StratumSum[], corrections: Corrections): StratumSum[] {
  return sums.flatMap((sum) => {
    if (!isWaiting(sum, corrections)) return sum
    const { languageGroup, machine } = sum
    const silent = { ...noLabels, messages: sum.messages - machine.messages, weight: sum.weight - machine.weight }
    return [
      { ...machine, languageGroup, labelSource: 'machine', machine: noLabels },
      { ...silent, languageGroup, labelSource: 'none', machine: noLabels },
    ].filter(({ messages }) => messages > 0)
  })
}

/** The same for one message: its label is the one that is heard. */
export function heardMessage(message: RatedMessage, corrections: Corrections): RatedMessage {
  const { languageGroup, standing } = message
  const { label, machine } = standing
  if (!isWaiting({ languageGroup, labelSource: label.source }, corrections)) return message
  return { ...message, standing: { ...standing, label: machine, isReadable: machine.isReadable } }
}

/** Weight of messages whose officer's label waits for the audit of its stratum. */
export function waitingWeight(sums: readonly StratumSum[], corrections: Corrections): number {
  return sums.reduce((total, sum) => total + (isWaiting(sum, corrections) ? sum.weight : 0), 0)
}

type Stratum = Pick<StratumSum, 'languageGroup' | 'labelSource'>

const isWaiting = ({ languageGroup, labelSource }: Stratum, corrections: Corrections): boolean =>
  labelSource === 'officer' &&
  !corrections.get(stratumKey(languageGroup, 'officer'))?.isAudited &&
  corrections.get(stratumKey(languageGroup, 'machine'))?.isAudited === true
