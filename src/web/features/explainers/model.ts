import type { Explainer, ExplainerContent, ExplainerDraft } from '../../../contract/explainers.ts'

export type DraftText = ExplainerDraft['texts'][number]

export const emptyContent: ExplainerContent = {
  title: '',
  summary: '',
  decided: '',
  why: '',
  benefit: { who: '', gain: '', evidence: '', evidenceSource: null, step: '', stepUrl: null },
  next: [],
  faq: [],
  sources: [],
  quotes: [],
  chart: null,
  check: [],
}

export const emptyDraft: ExplainerDraft = {
  topic: 'economy',
  objectiveCode: 'policy',
  regionId: null,
  decidedOn: null,
  contact: '',
  embargoUntil: null,
  missionIds: [],
  factIds: [],
  texts: [{ language: 'id', isMaster: true, isCurrent: true, content: emptyContent }],
}

export const draftOf = ({ about, texts }: Explainer): ExplainerDraft => ({
  ...about,
  texts: texts.map(({ language, isMaster, isCurrent, content }) => ({ language, isMaster, isCurrent, content })),
})

/** The four elements of the benefit, as the server counts them. */
export function rubricParts({ benefit, sources }: ExplainerContent) {
  const { who, gain, evidence, evidenceSource, step } = benefit
  return {
    who: who.trim() !== '',
    gain: gain.trim() !== '',
    evidence: /\p{Nd}/u.test(evidence) && evidenceSource !== null && evidenceSource <= sources.length,
    step: step.trim() !== '',
  }
}

/** What the plain-language panel reads. */
export const proseOf = (content: ExplainerContent): string =>
  [
    content.title,
    content.summary,
    content.benefit.who,
    content.benefit.gain,
    content.benefit.evidence,
    content.benefit.step,
    content.decided,
    content.why,
    ...content.next,
  ]
    .filter((part) => part.trim() !== '')
    .map((part) => (/[.!?]$/.test(part.trim()) ? part : `${part}.`))
    .join('\n')

export const linesOf = (text: string): string[] => text.split('\n')
/** Lines as they are stored: blank ones fall away. */
export const filled = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line !== '')

/** A draft that the server takes: nothing blank in its lists. */
export function tidy(draft: ExplainerDraft): ExplainerDraft {
  return {
    ...draft,
    texts: draft.texts.map((text) => {
      const { content } = text
      const sources = content.sources.filter((source) => source.title.trim() !== '')
      return {
        ...text,
        content: {
          ...content,
          sources,
          next: filled(content.next),
          faq: content.faq.filter((one) => one.question.trim() !== '' && one.answer.trim() !== ''),
          quotes: content.quotes.filter((one) => one.text.trim() !== '' && one.speaker.trim() !== ''),
          check: content.check
            .map((one) => ({ ...one, options: filled(one.options) }))
            .filter((one) => one.question.trim() !== '' && one.options.length > 1),
        },
      }
    }),
  }
}
