import type { ItemTextInput } from '../../contract/items.ts'
import type { StoredText } from './model.ts'

/**
 * Language versions after a save. A changed master gets the next revision; a version is up to date with the master it
 * was last changed or checked against. A version written before there is a master waits for one (revision 0).
 */
export function mergeTexts(
  before: readonly StoredText[],
  input: readonly ItemTextInput[],
  homeLanguage: string,
  now: Date,
): StoredText[] {
  const at = now.toISOString()
  const old = new Map(before.map((text) => [text.language, text]))
  const masterRevision = revisionOf(
    old.get(homeLanguage),
    input.find((text) => text.language === homeLanguage),
  )
  return input.map(({ isChecked, ...text }) => {
    const known = old.get(text.language)
    const isMaster = text.language === homeLanguage
    const isNew = known?.text !== text.text
    const revision = revisionOf(known, text)
    const kept = known?.masterRevision ?? masterRevision
    return {
      ...text,
      isMaster,
      revision,
      masterRevision: isMaster ? revision : isNew || isChecked ? masterRevision : kept,
      updatedAt: isNew || isChecked || !known ? at : known.updatedAt,
    }
  })
}

function revisionOf(known: StoredText | undefined, input: { text: string } | undefined): number {
  if (!input) return 0
  return known ? known.revision + (known.text === input.text ? 0 : 1) : 1
}
