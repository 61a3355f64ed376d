import { foldDigits } from '../../../platform/personal-data/fold-digits.ts'

/** What a cell of numbers says: a count, nothing (`null`: the network told none, which is not 0), or no number at all. */
export type Count =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'bad' }

// "-" and "--" (Meta), "undefined" (TikTok), "n/a": no value.
const absent = /^(?:[-–—]+|undefined|null|n\/?a|nan|none|tidak ada)?$/i
const grouped = /^\d{1,3}(?:[.,'’ ]\d{3})+$/
/** K, M and B of English interfaces; rb and jt of Indonesian ones (ribu, juta), M there being a thousand millions is not met. */
const powers: Readonly<Record<string, number>> = {
  k: 1e3,
  rb: 1e3,
  ribu: 1e3,
  tsd: 1e3,
  mil: 1e3,
  m: 1e6,
  jt: 1e6,
  juta: 1e6,
  mio: 1e6,
  b: 1e9,
}

/**
 * Reads a count (0 to 2^31 - 1) as the tools write it: `1204`, `2,310`, `2.310`, `2 310`, `640.0`, `1.2K`, `1,2 rb`. A
 * separator before exactly three digits groups thousands, for counts have no decimals.
 */
export function readCount(cell: string): Count {
  const text = clean(cell)
  if (absent.test(text)) return { kind: 'none' }
  const value = countIn(text)
  if (value === undefined || value > 2_147_483_647) return { kind: 'bad' }
  return { kind: 'count', value }
}

/** Reads a number with decimals (hours, a share), with a per cent sign or without; `undefined` = none or no number. */
export function readDecimal(cell: string): number | undefined {
  const text = clean(cell)
  const isPercent = text.endsWith('%')
  const digits = text.replace(/\s*%$/, '')
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const plain = last < 0 ? digits : `${digits.slice(0, last).replace(/[.,'’ ]/g, '')}.${digits.slice(last + 1)}`
  if (!/^-?\d+(?:\.\d+)?$/.test(plain)) return undefined
  return isPercent ? Number(plain) / 100 : Number(plain)
}

function countIn(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text)
  if (grouped.test(text)) return Number(text.replace(/\D/g, ''))
  const whole = /^(\d+)[.,]0+$/.exec(text)?.[1]
  if (whole !== undefined) return Number(whole)
  // 1,234.0 and 1.234,0
  const mixed = /^(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,]0+$/.exec(text)?.[1]
  if (mixed !== undefined) return Number(mixed.replace(/\D/g, ''))
  const short = /^(\d+(?:[.,]\d+)?)\s*([a-z]+)\.?$/i.exec(text)
  const power = powers[short?.[2]?.toLowerCase() ?? '']
  if (short?.[1] === undefined || power === undefined) return undefined
  return Math.round(Number(short[1].replace(',', '.')) * power)
}

const clean = (cell: string): string =>
  foldDigits(cell)
    .replace(/[\u00a0\u2009\u202f]/g, ' ')
    .replace(/[\u066c\u060c]/g, ',')
    .replace(/\u066b/g, '.')
    .trim()
