import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type AlertText, alertText, hotline, scenario } from '../../contract/alerts.ts'
import type { Hotline, Scenario } from './model.ts'

const wording = alertText.omit({ language: true })
const file = z.object({
  /** Of the directorate for citizens abroad; every alert begins with them. */
  hotlines: z.array(hotline),
  scenarios: z.record(scenario, z.record(z.string(), wording)),
})

/** What an alert begins with where nobody has prepared anything. */
export type Templates = {
  readonly hotlines: readonly Hotline[]
  textsOf(scenario: Scenario, languages: readonly string[]): readonly AlertText[]
}

/** Reads and checks `alert-templates.json` of the seed folder; a ministry without one begins with nothing. @throws ZodError */
export async function readTemplates(seedFolder: string): Promise<Templates> {
  const path = join(seedFolder, 'alert-templates.json')
  if (!existsSync(path)) return { hotlines: [], textsOf: () => [] }
  const { hotlines, scenarios } = file.parse(JSON.parse(await readFile(path, 'utf8')))
  return {
    hotlines,
    textsOf: (wanted, languages) =>
      Object.entries(scenarios[wanted])
        .filter(([language]) => languages.includes(language))
        .map(([language, words]) => ({ language, ...words })),
  }
}
