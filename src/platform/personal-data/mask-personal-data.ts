import { findPhoneNumbersInText } from 'libphonenumber-js/max'
import { foldDigits } from './fold-digits.ts'
import { isCard, isNik } from './numbers.ts'

/** `nik` = Indonesian resident number; `id` = any passport or travel document. */
export type PersonalKind = 'nik' | 'passport' | 'phone' | 'card' | 'email'
export type PersonalPart = { readonly kind: PersonalKind; readonly from: number; readonly to: number }
export type MaskedText = {
  /** Each personal part replaced by `[kind]`, such as `[passport]`; the rest untouched. */
  readonly text: string
  readonly kinds: readonly PersonalKind[]
}

const nearNik = /(?:\bnik\b|\bktp\b|\bnkk\b|\bno(?:mor)?\s*kk\b|kartu keluarga|nomor induk kependudukan)\D{0,24}$/iu
const nearPassport =
  /(?:pas(?:s)?por[tt]?\w*|splp|travel document|passeport|pasaporte|reisepass|paspoort|pasaport|جواز|护照|護照|パスポート|여권|หนังสือเดินทาง|паспорт)\D{0,24}$/iu
const nearPhone =
  /(?:\bhp\b|\bwa\b|whats\s?app|telp|telepon|\btel\b|phone|mobile|seluler|ponsel|hubungi|call|kontak|contact|nomor saya|no saya|\bsms\b|telegram|هاتف|جوال|电话|電話|手机|전화|โทร|тел)\D{0,20}$/iu
const beforeOther =
  /(?:rp\.?|idr|usd|us\$|eur|[$€£¥₩]|\bpasal\b|\bayat\b|nomor\s+(?:resi|antrean|tiket|pesanan|surat)|\bresi\b|\binvoice\b|order|tracking|\bisbn\b|\bnpwp\b|\bno\.?\s*(?:surat|perkara)|\bvisa\s+type)\W{0,3}$/iu
const afterOther =
  /^\s{0,2}(?:rupiah|juta|ribu|miliar|triliun|won|yen|dolar|dollar|euro|km|kg|persen|%|orang|unit|buah|hari)/iu

/** Digits as people group them; a candidate begins and ends with a digit (or a plus, or a bracket before an area code). */
const grouped = /(?<![\p{L}\p{N}])[+(]?\d(?:[\s.\-()/]{0,2}\d){5,24}(?![\p{L}\p{N}])/gu
const document = /(?<![\p{L}\p{N}])([A-Za-z]{1,3})[\s-]?(\d{6,8})(?![\p{L}\p{N}])/gu
const onlyDigitsDocument = /(?<![\p{L}\p{N}])[A-Za-z]{0,2}\d{6,9}(?![\p{L}\p{N}])/gu
const email = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
/** First letters of Indonesian passports, ordinary, official, diplomatic and travel documents [K]. */
const passportLetters = /^(?:[ABCEXSD]|X[A-Z]|[A-C][A-Z])$/
const dateLike = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?:\s+\d{1,2}[.:]\d{2})?$/u
const moneyLike = /^\d{1,3}(?:\.\d{3}){2,}$/u

/**
 * Finds resident numbers, passports, telephone and card numbers and mail addresses in a text of any script. Numbers are
 * taken for what they are by their own check (dates inside, check digit, numbering plan), or by the word before them.
 * `country` (ISO 3166-1 alpha-2) reads national telephone numbers. Parts are in order and do not overlap.
 */
export function findPersonalData(text: string, country = 'ID'): PersonalPart[] {
  const folded = foldDigits(text)
  const found: PersonalPart[] = []
  const isFree = (from: number, to: number) => found.every((part) => to <= part.from || from >= part.to)
  const add = (kind: PersonalKind, from: number, to: number) => {
    if (isFree(from, to)) found.push({ kind, from, to })
  }
  const before = (at: number) => folded.slice(Math.max(0, at - 48), at)
  for (const match of folded.matchAll(email)) add('email', match.index, match.index + match[0].length)
  for (const match of folded.matchAll(document)) {
    const [whole, letters = '', digits = ''] = match
    const named = nearPassport.test(before(match.index))
    const shaped = passportLetters.test(letters) && (letters.length === 1 ? digits.length === 7 : digits.length === 6)
    if (named || shaped) add('passport', match.index, match.index + whole.length)
  }
  for (const match of folded.matchAll(onlyDigitsDocument))
    if (nearPassport.test(before(match.index))) add('passport', match.index, match.index + match[0].length)
  for (const match of folded.matchAll(grouped)) {
    const digits = match[0].replace(/\D/gu, '')
    const end = match.index + match[0].length
    const lead = before(match.index)
    if (nearNik.test(lead) && digits.length === 16) add('nik', match.index, end)
    else if (beforeOther.test(lead) || afterOther.test(folded.slice(end))) continue
    else if (isNik(digits)) add('nik', match.index, end)
    else if (isCard(digits)) add('card', match.index, end)
    else if (dateLike.test(match[0]) || moneyLike.test(match[0])) continue
    else if (nearPhone.test(lead) && digits.length >= 7 && digits.length <= 15) add('phone', match.index, end)
    else if (isHomeMobile(match[0], digits)) add('phone', match.index, end)
  }
  for (const { startsAt, endsAt, number } of findPhoneNumbersInText(folded, {
    defaultCountry: toCountry(country),
    extended: true,
  })) {
    const written = folded.slice(startsAt, endsAt)
    // Inside a longer code, such as a parcel's, it is no number to call.
    if (/[\p{L}\p{N}]$/u.test(folded.slice(0, startsAt)) || /^[\p{L}\p{N}]/u.test(folded.slice(endsAt))) continue
    const isOther = beforeOther.test(before(startsAt)) || afterOther.test(folded.slice(endsAt))
    if (isOther || dateLike.test(written) || moneyLike.test(written)) continue
    if (written.startsWith('+') || number.isValid()) add('phone', startsAt, endsAt)
  }
  return found.toSorted((a, b) => a.from - b.from)
}

/** Replaces what `findPersonalData` finds; nothing of it stays readable. */
export function maskPersonalData(text: string, country?: string): MaskedText {
  const parts = findPersonalData(text, country)
  let masked = ''
  let at = 0
  for (const { kind, from, to } of parts) {
    masked += `${text.slice(at, from)}[${kind}]`
    at = to
  }
  return { text: masked + text.slice(at), kinds: [...new Set(parts.map((part) => part.kind))] }
}

/** `0812…` and `62 812…`: how Indonesians write their own. */
const isHomeMobile = (written: string, digits: string): boolean =>
  /^(?:08[1-9]\d{7,10}|628[1-9]\d{7,10})$/u.test(digits) && !written.includes('/')

type Country =
  NonNullable<Parameters<typeof findPhoneNumbersInText>[1]> extends infer T ? (T extends string ? T : never) : never
const toCountry = (code: string): Country => code.toUpperCase() as Country
