import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const step = z.object({
  step: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
  required: z.boolean(),
  id: z.string(),
  en: z.string(),
  url: z.url({ protocol: /^https$/ }).optional(),
})
const file = z.object({ every: z.array(step), networks: z.record(z.string(), z.array(step)) })
export type PlaybookStep = z.output<typeof step>

/** Steps of a network in their order; its own stand after the report to the platform. */
export type Playbooks = (network: string) => readonly PlaybookStep[]

/** The step that a warning on other channels ticks by itself. */
export const tellElsewhereStep = 'tell_elsewhere'
const reportStep = 'report_platform'

/** Reads and checks `playbooks.json` of the seed folder; none without it. @throws ZodError */
export async function readPlaybooks(seedFolder: string): Promise<Playbooks> {
  const path = join(seedFolder, 'playbooks.json')
  if (!existsSync(path)) return () => []
  const { every, networks } = file.parse(JSON.parse(await readFile(path, 'utf8')))
  const after = every.findIndex((one) => one.step === reportStep) + 1
  return (network) => [...every.slice(0, after), ...(networks[network] ?? []), ...every.slice(after)]
}
