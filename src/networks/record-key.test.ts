import { expect, it } from 'vitest'
import { newRecordKey, timeOfRecordKey } from './record-key.ts'

const half = () => 0.5

it('a key is the one the protocol’s own library makes of the same instant', () => {
  expect(newRecordKey(new Date('2026-11-25T03:00:00.123Z'), half)).toBe('3n3464x25ngk2')
})

it('a key tells when it was made', () => {
  expect(timeOfRecordKey('3jzfcijpj2z2a')?.toISOString()).toBe('2023-06-30T15:03:01.887Z')
  expect(timeOfRecordKey(newRecordKey(new Date('2026-11-25T03:00:00.123Z'), half))?.toISOString()).toBe(
    '2026-11-25T03:00:00.123Z',
  )
})

it.each(['', 'self', '3jzfcijpj2z2', '3jzfcijpj2z2A', 'zzzzzzzzzzzzz'])('%j is no such key', (key) => {
  expect(timeOfRecordKey(key)).toBeUndefined()
})

it('later keys sort after earlier ones, and those of one millisecond differ', () => {
  const times = [0, 1, 2, 1000, 86_400_000].map((ms) => new Date(Date.UTC(2026, 10, 25) + ms))
  const keys = times.map((time) => newRecordKey(time, half))
  expect([...keys].sort()).toEqual(keys)
  const many = new Set(Array.from({ length: 500 }, () => newRecordKey(new Date(0), Math.random)))
  expect(many.size).toBeGreaterThan(495)
})

it('keys of one millisecond are all different, whatever is drawn', () => {
  const now = new Date('2026-11-25T05:00:00Z')
  const keys = Array.from({ length: 2000 }, (_, n) => newRecordKey(now, () => (n % 7) / 7))
  expect(new Set(keys).size).toBe(2000)
})
