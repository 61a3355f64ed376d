import type { AlertContent, AlertText, AlertUpdate, Hotline } from '../../../contract/alerts.ts'

/** What the form holds: instructions one a line, promises and knowledge as distances from now. */
export type AlertFields = {
  level: AlertContent['level']
  areas: string
  elsewhereLevel: AlertContent['level'] | null
  texts: readonly TextFields[]
  hotlines: readonly Hotline[]
  nextHours: number
  knownMinutesAgo: number
}
export type TextFields = { language: string; title: string; situation: string; steps: string }

export const textFields = ({ language, title, situation, instructions }: AlertText): TextFields => ({
  language,
  title,
  situation,
  steps: instructions.join('\n'),
})

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Languages that nobody wrote in are left out. */
export const alertTexts = (texts: readonly TextFields[]): AlertText[] =>
  texts
    .filter((text) => text.title.trim() !== '')
    .map(({ language, title, situation, steps }) => ({
      language,
      title: title.trim(),
      situation: situation.trim(),
      instructions: linesOf(steps),
    }))

export const areasOf = (text: string): string[] =>
  text
    .split(',')
    .map((area) => area.trim())
    .filter(Boolean)

/** The fields as they are sent; `now` is the moment of pressing. */
export function contentOf(fields: AlertFields, now: Date): AlertContent {
  const areas = areasOf(fields.areas)
  return {
    level: fields.level,
    areas,
    elsewhereLevel: areas.length > 0 ? fields.elsewhereLevel : null,
    texts: alertTexts(fields.texts),
    hotlines: fields.hotlines.filter((line) => line.number.trim() !== '').map((line) => ({ ...line })),
    nextUpdateAt: new Date(now.getTime() + fields.nextHours * 3_600_000).toISOString(),
    knownAt: new Date(now.getTime() - fields.knownMinutesAgo * 60_000).toISOString(),
  }
}

/** Enough to be said: Indonesian with a title and a step, and somebody to call. */
export const isSayable = (fields: AlertFields): boolean => {
  const master = alertTexts(fields.texts).find((text) => text.language === 'id')
  const others = alertTexts(fields.texts).every((text) => text.instructions.length > 0)
  return (
    master !== undefined &&
    master.title.length >= 3 &&
    others &&
    fields.hotlines.some((line) => line.number.trim().length >= 3 && line.label.trim().length >= 2)
  )
}

/** An update begins with what was said last. */
export const fieldsOfUpdate = (last: AlertUpdate): AlertFields => ({
  level: last.level,
  areas: last.areas.join(', '),
  elsewhereLevel: last.elsewhereLevel,
  texts: last.texts.map(textFields),
  hotlines: last.hotlines,
  nextHours: 3,
  knownMinutesAgo: 0,
})
