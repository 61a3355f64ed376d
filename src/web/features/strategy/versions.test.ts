import { expect, test } from 'vitest'
import type { Objective } from '../../../contract/strategy.ts'
import { differencesOf, nodesOn, treeOf } from './versions.ts'

const version = (part: Partial<Objective>): Objective => ({
  code: 'tourism',
  version: 1,
  parentCode: null,
  sort: 0,
  nameId: 'Pariwisata',
  nameEn: 'Tourism',
  definitionId: '',
  definitionEn: '',
  examples: [],
  ownerUnit: '',
  topics: ['tourism'],
  cuePhrases: [],
  validFrom: '2026-01-01',
  validTo: null,
  changedBy: null,
  ...part,
})

test('a node is shown as it holds on the day, with what is announced beside it', () => {
  const versions = [
    version({ validTo: '2026-12-31' }),
    version({ version: 2, nameId: 'Wisata', validFrom: '2027-01-01' }),
    version({ code: 'old', validTo: '2026-06-30' }),
    version({ code: 'new', validFrom: '2027-03-01' }),
  ]
  const on = (day: string) =>
    nodesOn(versions, day).map((node) => [node.code, node.state, node.shown.nameId, node.next?.version])
  expect(on('2026-11-25')).toEqual([
    ['tourism', 'holds', 'Pariwisata', 2],
    ['old', 'ended', 'Pariwisata', undefined],
    ['new', 'announced', 'Pariwisata', undefined],
  ])
  expect(on('2027-01-01')[0]).toEqual(['tourism', 'holds', 'Wisata', undefined])
})

test('a version that another replaced the same day is never shown as the one that holds', () => {
  const versions = [version({ validTo: '2025-12-31' }), version({ version: 2, nameId: 'Wisata' })]
  expect(nodesOn(versions, '2026-01-01')[0]?.shown.nameId).toBe('Wisata')
})

test('children stand below their parent in their order, and orphans at the top', () => {
  const versions = [
    version({ code: 'b', sort: 2 }),
    version({ code: 'a', sort: 1 }),
    version({ code: 'b2', parentCode: 'b', sort: 4 }),
    version({ code: 'b1', parentCode: 'b', sort: 3 }),
    version({ code: 'orphan', parentCode: 'gone', sort: 5 }),
  ]
  const shape = treeOf(nodesOn(versions, '2026-11-25')).map(({ node, children }) => [
    node.code,
    children.map((child) => child.node.code),
  ])
  expect(shape).toEqual([
    ['a', []],
    ['b', ['b1', 'b2']],
    ['orphan', []],
  ])
})

test('two versions differ only where they do', () => {
  const before = version({ cuePhrases: ['wisata'] })
  const after = version({ version: 2, nameId: 'Wisata', cuePhrases: ['wisata', 'pelesir'] })
  expect(differencesOf(before, after)).toEqual([
    { field: 'nameId', before: 'Pariwisata', after: 'Wisata' },
    { field: 'cuePhrases', before: 'wisata', after: 'wisata\npelesir' },
  ])
})
