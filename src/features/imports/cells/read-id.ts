/** What a cell of ids says. `ruined`: a spreadsheet took the id for a number, and its last digits are gone for good. */
export type IdCell =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'ruined' }

/** Digits that a spreadsheet keeps; an id of a network has 15 to 19. */
const keptDigits = 15

export function readId(cell: string): IdCell {
  // YouTube puts a space before ids that begin with "-"; spreadsheets are told "text" by an apostrophe or by ="…".
  const id = cell
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
  if (id === '' || id === '-' || id === '--') return { kind: 'none' }
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(id)) return { kind: 'ruined' }
  const rest = id.slice(keptDigits)
  if (/^\d+$/.test(id) && rest.length >= 3 && /^0+$/.test(rest)) return { kind: 'ruined' }
  return { kind: 'id', id }
}
