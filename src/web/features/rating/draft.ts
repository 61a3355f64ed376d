import type { BlindTask } from '../../../contract/rating.ts'

export const elements = ['who', 'gain', 'evidence', 'step'] as const
export type Element = (typeof elements)[number]

/** A rating that is being made. */
export type Draft = {
  readonly objective: string | null
  readonly purpose: 0 | 1 | 2 | null
  readonly benefit: boolean
  readonly cta: boolean
  readonly elements: readonly Element[]
  readonly mustSay: readonly number[]
  readonly contradicts: boolean
  readonly used: number
  readonly matching: number
}

export const emptyDraft: Draft = {
  objective: null,
  purpose: null,
  benefit: false,
  cta: false,
  elements: [],
  mustSay: [],
  contradicts: false,
  used: 0,
  matching: 0,
}

export const isReady = (draft: Draft): boolean => draft.objective !== null && draft.purpose !== null

/** The benefit statement is rated for what explains policy (C5). */
export const asksElements = (draft: Draft): boolean => draft.objective === 'policy'

const purposeKeys: Readonly<Record<string, 0 | 1 | 2>> = { q: 0, w: 1, e: 2 }
export const keysOfPurpose = ['Q', 'W', 'E'] as const
export const keysOfElements = ['S', 'D', 'F', 'G'] as const
export const keysOfPoints = ['Z', 'X', 'C', 'V'] as const

export type Stroke = Draft | 'save' | 'undo' | 'skip' | undefined

/**
 * What one key does: digits choose the objective in the order of the tree (0 none), Q W E the purpose, M benefit, A call to
 * action, S D F G elements of a benefit statement, Z X C V must-say points, K contradiction, Enter saves, Backspace undoes,
 * L skips. Undefined where the key means nothing here.
 */
export function stroke(
  draft: Draft,
  key: string,
  task: Pick<BlindTask, 'narrative'>,
  objectives: readonly string[],
): Stroke {
  const low = key.toLowerCase()
  if (key === 'Enter') return isReady(draft) ? 'save' : undefined
  if (key === 'Backspace') return 'undo'
  if (low === 'l') return 'skip'
  if (key === '0') return { ...draft, objective: 'none', elements: [] }
  if (/^[1-9]$/.test(key)) {
    const objective = objectives[Number(key) - 1]
    return objective === undefined ? undefined : { ...draft, objective }
  }
  const purpose = purposeKeys[low]
  if (purpose !== undefined) return { ...draft, purpose }
  if (low === 'm') return { ...draft, benefit: !draft.benefit }
  if (low === 'a') return { ...draft, cta: !draft.cta }
  const element = elements[keysOfElements.findIndex((one) => one.toLowerCase() === low)]
  if (element !== undefined && asksElements(draft)) return { ...draft, elements: toggled(draft.elements, element) }
  if (task.narrative === null) return undefined
  if (low === 'k') return { ...draft, contradicts: !draft.contradicts }
  const point = keysOfPoints.findIndex((one) => one.toLowerCase() === low)
  if (point >= 0 && point < task.narrative.mustSay.length) return { ...draft, mustSay: toggled(draft.mustSay, point) }
  return undefined
}

export const toggled = <T>(list: readonly T[], one: T): readonly T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one]

/** What is sent of a draft; only what was asked. */
export function bodyOf(draft: Draft, task: Pick<BlindTask, 'narrative' | 'facts'>, elapsedMs: number) {
  return {
    objective: draft.objective ?? 'none',
    purpose: draft.purpose ?? 0,
    benefit: draft.benefit,
    cta: draft.cta,
    benefitElements: asksElements(draft) ? [...draft.elements] : null,
    mustSay: task.narrative === null ? null : [...draft.mustSay],
    contradicts: task.narrative === null ? null : draft.contradicts,
    figures:
      task.facts.length === 0 || draft.used === 0
        ? null
        : { used: draft.used, matching: Math.min(draft.used, draft.matching) },
    elapsedMs: Math.max(0, Math.round(elapsedMs)),
  }
}
