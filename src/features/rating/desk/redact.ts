/** What stands in a text in place of whoever published it. */
const whose = '▢▢▢'

/**
 * A text without the names and handles of the mission that published it, so that a rater weighs the words and not the
 * sender. Places that the text speaks of stay: they are its content.
 */
export function redact(text: string, names: readonly string[]): string {
  const known = [...new Set(names.map((name) => name.trim()))].filter((name) => name.length >= 3)
  if (known.length === 0) return text
  const longestFirst = known.sort((a, b) => b.length - a.length).map(escapeRegExp)
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])@?(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu'), whose)
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
