/** Provinces' codes of the resident number [K]; the Papuan ones up to what is left free. */
const provinces = new Set([
  11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75,
  76, 81, 82, 91, 92, 93, 94, 95, 96, 97,
])

/**
 * Sixteen digits that say a place and a day of birth: province (2), regency (2), district (2), day (women +40), month,
 * year, serial (4, not 0000).
 */
export function isNik(digits: string): boolean {
  if (!/^\d{16}$/u.test(digits)) return false
  const part = (from: number, to: number) => Number(digits.slice(from, to))
  const day = part(6, 8) % 40
  const month = part(8, 10)
  return (
    provinces.has(part(0, 2)) &&
    part(2, 4) > 0 &&
    part(4, 6) > 0 &&
    part(6, 8) <= 71 &&
    day >= 1 &&
    day <= 31 &&
    month >= 1 &&
    month <= 12 &&
    part(12, 16) > 0
  )
}

/** Issuers' first digits: Visa, Mastercard, American Express, Discover, JCB, UnionPay, Maestro, NSICCS. */
const issuers = /^(?:4|5[0-8]|2[2-7]|3[47]|6(?:011|4[4-9]|5|0[0-9]|2|3|7)|35|1946|9)/u

/** Thirteen to nineteen digits of a known issuer with a right check digit (ISO/IEC 7812). */
export function isCard(digits: string): boolean {
  if (!/^\d{13,19}$/u.test(digits) || !issuers.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
