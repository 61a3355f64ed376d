/**
 * The shape a translation must have: every key of the Indonesian texts, as any string. Indonesian has one plural
 * form (`…_other`), so a translation may add `…_one` beside it.
 */
export type Translated<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]>
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]?: string
}

/** A file of texts as a loader finds it. */
export type TextsFile<T> = { readonly texts: T }
