import { diffArrays } from 'diff'

/** A run of words; `known` when the first text has it too. `gap` is the white space behind it. */
export type Run = { readonly words: string; readonly gap: string; readonly known: boolean }

/** The second text, cut into runs of words that the first has as well and runs it has not. */
export function differences(before: string, after: string): readonly Run[] {
  const changes = diffArrays(words(before), words(after), { comparator: (a, b) => a.trim() === b.trim() })
  return changes
    .filter((change) => !change.removed)
    .map((change) => {
      const text = change.value.join('')
      const bare = text.trimEnd()
      return { words: bare, gap: text.slice(bare.length), known: !change.added }
    })
}

const words = (text: string): string[] => text.match(/\s*\S+\s*/g) ?? []
