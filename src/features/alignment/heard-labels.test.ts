import { expect, test } from 'vitest'
import type { Correction, Corrections } from './correction.ts'
import { noLabels, type StratumSum } from './day-cell.ts'
import { heardLabels, waitingWeight } from './heard-labels.ts'

const machine = { messages: 9, weight: 9, objectives: { none: 9 }, purpose: 0, readable: 8 }
const officer: StratumSum = {
  languageGroup: 'id',
  labelSource: 'officer',
  messages: 10,
  weight: 10,
  objectives: { products: 10 },
  purpose: 10,
  readable: 10,
  machine,
}
const auditOf = (...sources: string[]): Corrections =>
  new Map(
    ['officer', 'machine'].map((source): [string, Correction] => {
      const isAudited = sources.includes(source)
      const rated = isAudited ? 30 : 29
      return [`id ${source}`, { languageGroup: 'id', source, rated, isAudited, objectives: {}, purpose: 0 }]
    }),
  )

test('an officer’s label is heard once its stratum is audited', () => {
  expect(heardLabels([officer], auditOf('officer', 'machine'))).toEqual([officer])
  expect(waitingWeight([officer], auditOf('officer', 'machine'))).toBe(0)
})

test('until then the machine’s label of the same messages stands in; what it has not read is unlabelled', () => {
  const heard = heardLabels([officer], auditOf('machine'))
  expect(heard).toEqual([
    { languageGroup: 'id', labelSource: 'machine', ...machine, machine: noLabels },
    { ...noLabels, languageGroup: 'id', labelSource: 'none', messages: 1, weight: 1, machine: noLabels },
  ])
  expect(waitingWeight([officer], auditOf('machine'))).toBe(10)
})

test('calling every message a purpose gains nothing before anyone has audited it', () => {
  const heard = heardLabels([officer], auditOf('machine'))
  expect(heard.reduce((sum, { purpose }) => sum + purpose, 0)).toBe(0)
})

test('where neither is audited the officer’s estimate shows', () => {
  expect(heardLabels([officer], auditOf())).toEqual([officer])
})

test('ratings and machine labels are heard as they stand', () => {
  const rated = { ...officer, labelSource: 'rated', machine: noLabels }
  const read = { ...officer, labelSource: 'machine', machine: noLabels }
  expect(heardLabels([rated, read], auditOf('machine'))).toEqual([rated, read])
})
