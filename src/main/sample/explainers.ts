import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seedExplainers } from '../../features/explainers/index.ts'
import { readPlainLists } from '../../features/reading/index.ts'
import type { Tx } from '../../platform/database/database.ts'

const dayMs = 86_400_000

/** Explainers of `data/sample/explainers.json`, published a few days apart. */
export async function writeExplainers(
  deps: { readonly db: Tx; readonly now: () => Date; readonly seedFolder: string },
  people: { readonly authorId: string; readonly checkerId: string },
): Promise<void> {
  const content: unknown = JSON.parse(await readFile(join(deps.seedFolder, 'sample', 'explainers.json'), 'utf8'))
  const began = deps.now().getTime()
  await seedExplainers(deps.db, content, people, readPlainLists(), (index) => new Date(began - (1 + 4 * index) * dayMs))
}
