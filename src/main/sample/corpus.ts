import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const row = z.object({
  id: z.string(),
  lang: z.string(),
  text: z.string(),
  objective: z.string(),
  secondary: z.string().nullish(),
  purpose: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  benefit: z.boolean(),
  cta: z.boolean(),
})
export type Caption = z.output<typeof row>

/** Invented captions with their labels, by language; what the sample's missions are made to have said. */
export async function readCaptions(seedFolder: string): Promise<ReadonlyMap<string, readonly Caption[]>> {
  const folder = join(seedFolder, 'corpus')
  const names = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort()
  const byLanguage = new Map<string, Caption[]>()
  for (const name of names) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      if (line === '') continue
      const caption = row.parse(JSON.parse(line))
      const language = caption.lang.split('-')[0] ?? caption.lang
      const known = byLanguage.get(language)
      if (known) known.push(caption)
      else byLanguage.set(language, [caption])
    }
  }
  return byLanguage
}
