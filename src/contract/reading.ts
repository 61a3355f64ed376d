import { z } from 'zod'
import { instant, language } from './common.ts'
import { endpoint } from './endpoint.ts'
import { messageReading } from './messages.ts'

export const plainFlag = z.object({
  kind: z.enum(['long-sentence', 'jargon', 'acronym']),
  /** UTF-16 offsets into the text. */
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  /** Plainer words, where the list has some. */
  suggestion: z.string().optional(),
  /** One sentence for the writer, in the language of the text. */
  why: z.string(),
})
export type PlainFlag = z.output<typeof plainFlag>

/** What a text reads as while it is being written. Nothing is stored. */
export const draftReading = z.object({
  /** BCP-47; `und` where the text names none. */
  language: z.string(),
  reading: messageReading,
  /** Indonesian and English only. */
  plainLanguage: z
    .object({
      /** 0–100, as C4 of the index. */
      score: z.number(),
      words: z.number().int(),
      wordsPerSentence: z.number(),
      jargonPer100Words: z.number(),
      unexplainedAcronyms: z.number().int(),
      listsVersion: z.string(),
      flags: z.array(plainFlag),
    })
    .nullable(),
})
export type DraftReading = z.output<typeof draftReading>

/** How far the reader of this version has come with the messages in the asker's scope. */
export const readingProgress = z.object({
  modelVersion: z.string(),
  /** All messages in scope. */
  messages: z.number().int(),
  /** Read by this version as they stand. */
  read: z.number().int(),
  /** Wait to be read: new, changed, or read by an older version. */
  waiting: z.number().int(),
  /** When this version began to read everything again; null where it never had to. */
  beganAt: instant.nullable(),
  finishedAt: instant.nullable(),
})

export const readingEndpoints = {
  draft: endpoint({
    method: 'POST',
    path: '/api/v1/readings/draft',
    summary: 'Reads a text that is being written: what it is for, why, and how plain it is; stores nothing',
    access: 'person',
    body: z.object({ text: z.string().max(20_000), language: language.optional() }),
    response: draftReading,
  }),
  progress: endpoint({
    method: 'GET',
    path: '/api/v1/readings/progress',
    summary: 'How far reading has come since the reader was upgraded',
    access: 'person',
    response: readingProgress,
  }),
}
