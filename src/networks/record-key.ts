const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * A new record key (TID: 53 bits of microseconds, 10 bits of clock id, 13 characters that sort by time), chosen once
 * per delivery before its first call (atproto.com/specs/tid, read 2026-11-24). `random` answers 0 ≤ x < 1. Keys made in
 * one process are never equal, so a year's repeats may be made in one millisecond; two processes' keys of one microsecond
 * are equal once in a thousand.
 */
export function newRecordKey(now: Date, random: () => number): string {
  const drawn = BigInt(now.getTime()) * 1000n + BigInt(Math.floor(random() * 1000))
  const isTaken = drawn <= lastMicroseconds && lastMicroseconds - drawn < nearMicroseconds
  lastMicroseconds = isTaken ? lastMicroseconds + apart : drawn
  return writeKey((lastMicroseconds << 10n) | BigInt(Math.floor(random() * 1024)))
}

let lastMicroseconds = 0n
/** Leaves room for the further posts of a thread, which follow a microsecond apart. */
const apart = 32n
/** A clock further behind than this was moved, and meets no key of before. */
const nearMicroseconds = 10_000_000n

/** The key of the `index`-th further post of a thread: the same on every attempt, and later than the one before. */
export function furtherRecordKey(key: string, index: number): string {
  return writeKey(readKey(key) + (BigInt(index) << 10n))
}

/** The instant a TID was made, or `undefined` when `key` is none. */
export function timeOfRecordKey(key: string): Date | undefined {
  if (!/^[234567a-j][234567a-z]{12}$/.test(key)) return undefined
  return new Date(Number((readKey(key) >> 10n) / 1000n))
}

function writeKey(bits: bigint): string {
  let rest = bits
  let key = ''
  for (let i = 0; i < 13; i += 1) {
    key = (alphabet[Number(rest & 31n)] ?? '') + key
    rest >>= 5n
  }
  return key
}

function readKey(key: string): bigint {
  let bits = 0n
  for (const character of key) bits = (bits << 5n) | BigInt(alphabet.indexOf(character))
  return bits
}
