/** Sentences of refusal by key: what happened, what is safe, what next. Gaps as `{name}`. */
export type ProblemTexts = Readonly<Record<string, { readonly id: string; readonly en: string }>>
