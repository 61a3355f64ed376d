import { createHash } from 'node:crypto'
import type { Benefit, ExplainerContent, ExplainerDraft } from '../../contract/explainers.ts'
import type { FieldIssue } from '../../platform/errors.ts'

export type {
  Benefit,
  Explainer,
  ExplainerContent,
  ExplainerDraft,
  ExplainerRow,
  ExplainerTopic,
  KitPieces,
} from '../../contract/explainers.ts'

export type Stage = 'writing' | 'in_check' | 'published' | 'withdrawn'

/** What is said of an explainer beside its texts. */
export type About = Omit<ExplainerDraft, 'texts'>

/** One language of a published version. `isStale`: made from an older master. */
export type PublishedText = {
  readonly language: string
  readonly isMaster: boolean
  readonly isStale: boolean
  readonly content: ExplainerContent
}

/** Benefit elements that are there, 0–4 (PUB-02). Evidence counts with a figure and the source it comes from. */
export function rubricOf({ benefit, sources }: Pick<ExplainerContent, 'benefit' | 'sources'>): number {
  return [benefit.who !== '', benefit.gain !== '', hasEvidence(benefit, sources.length), benefit.step !== ''].filter(
    Boolean,
  ).length
}

const hasEvidence = (benefit: Benefit, sources: number): boolean =>
  /\p{Nd}/u.test(benefit.evidence) && benefit.evidenceSource !== null && benefit.evidenceSource <= sources

/** What the master lacks before the desk may see it: every section of the template (PUB-01) and all four elements. */
export function submitIssues(about: About, content: ExplainerContent): FieldIssue[] {
  const need = (isFine: boolean, path: string): FieldIssue[] =>
    isFine ? [] : [{ path, key: `explainer.missing_${path.replaceAll('.', '_')}` }]
  const { benefit, sources } = content
  return [
    ...need(content.title !== '', 'title'),
    ...need(content.summary !== '', 'summary'),
    ...need(benefit.who !== '', 'benefit.who'),
    ...need(benefit.gain !== '', 'benefit.gain'),
    ...need(hasEvidence(benefit, sources.length), 'benefit.evidence'),
    ...need(benefit.step !== '', 'benefit.step'),
    ...need(content.decided !== '', 'decided'),
    ...need(content.why !== '', 'why'),
    ...need(content.next.length > 0, 'next'),
    ...need(sources.length > 0, 'sources'),
    ...need(about.decidedOn !== null, 'decidedOn'),
    ...need(about.contact !== '', 'contact'),
    ...need(content.check.length === 0 || content.check.length === 3, 'check'),
    ...need(
      content.check.every((one) => one.answer < one.options.length),
      'check.answer',
    ),
  ]
}

/** What may not even be stored: no single master, a language twice. */
export function draftIssues(draft: ExplainerDraft): FieldIssue[] {
  const languages = draft.texts.map((text) => text.language)
  const twice = languages.findIndex((language, index) => languages.indexOf(language) !== index)
  const masters = draft.texts.filter((text) => text.isMaster).length
  return [
    ...(masters === 1 ? [] : [{ path: 'texts', key: 'explainer.one_master' }]),
    ...(twice < 0 ? [] : [{ path: `texts.${twice}.language`, key: 'explainer.language_twice' }]),
  ]
}

/** Same words, same hash; for "made from this master" and "checked exactly this". */
export const hashOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32)

/** Part of an address made of a title: Latin letters, digits and dashes, at most 60; the rest falls away. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (plain.length <= 60) return plain || 'penjelas'
  const cut = plain.slice(0, 61)
  return cut.slice(0, Math.max(20, cut.lastIndexOf('-'))).replace(/-+$/, '')
}

/** Everything that is read aloud of a text, for plain language and search. */
export function proseOf(content: ExplainerContent): string {
  const { benefit } = content
  return [
    content.title,
    content.summary,
    benefit.who,
    benefit.gain,
    benefit.evidence,
    benefit.step,
    content.decided,
    content.why,
    ...content.next,
    ...content.faq.flatMap((one) => [one.question, one.answer]),
  ]
    .filter((part) => part !== '')
    .map((part) => (/[.!?。！？؟।]$/u.test(part) ? part : `${part}.`))
    .join('\n')
}
