/** Interfaces in which the tools were met, and those of host countries whose months a calendar of twelve has. */
const locales = [
  'id',
  'en',
  'ms',
  'es',
  'pt',
  'fr',
  'de',
  'it',
  'nl',
  'tr',
  'pl',
  'ru',
  'vi',
  'ar-EG',
  'ja',
  'zh',
  'ko',
]

function readNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  // With a day beside it: languages with cases write the name otherwise there.
  for (const locale of locales)
    for (const style of ['long', 'short'] as const)
      for (const rest of [{}, { day: 'numeric' as const }]) {
        const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: style, timeZone: 'UTC', ...rest })
        for (let month = 0; month < 12; month++) {
          const parts = format.formatToParts(Date.UTC(2026, month, 15))
          const name =
            parts
              .find((part) => part.type === 'month')
              ?.value.toLowerCase()
              .replace(/\.$/, '') ?? ''
          // Another language's word that came first keeps its month.
          if (!/^\d*$/.test(name) && !names.has(name)) names.set(name, month + 1)
        }
      }
  // Abbreviations that Intl does not give but exports do.
  for (const [name, month] of [
    ['sept', 9],
    ['agu', 8],
    ['agt', 8],
    ['ags', 8],
    ['okt', 10],
    ['nop', 11],
    ['peb', 2],
    ['mei', 5],
    ['des', 12],
  ] as const)
    if (!names.has(name)) names.set(name, month)
  return names
}

let known: ReadonlyMap<string, number> | undefined

/** Month (1–12) of a name or abbreviation in any of many languages; `undefined` = no month. */
export function monthOf(word: string): number | undefined {
  known ??= readNames()
  const name = word.toLowerCase().replace(/\.$/, '')
  const numbered = /^(\d{1,2})[月월]$/.exec(name)?.[1]
  return numbered === undefined ? known.get(name) : Number(numbered)
}
