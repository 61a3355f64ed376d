import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../../platform/database/database.ts'
import { headOf } from './chain-audit.ts'
import { type Head, saveHead } from './store.ts'

/** File of heads in a data folder; one JSON line a head, only ever appended. Copy it elsewhere: it is the witness. */
export const headsFileOf = (dataFolder: string): string => join(dataFolder, 'audit-heads', 'heads.jsonl')

/** Writes the present head to the file and the table where it is new; answers it. */
export async function exportHead(db: Db, headsFile: string, now: Date): Promise<Head | undefined> {
  const head = await headOf(db)
  if (!head) return undefined
  const known = await readHeads(headsFile)
  if (known.some(({ chain, seq, hash }) => chain === head.chain && seq === head.seq && hash === head.hash)) return head
  await mkdir(dirname(headsFile), { recursive: true })
  await appendFile(headsFile, `${JSON.stringify({ ...head, at: now.toISOString() })}\n`, { mode: 0o600 })
  await saveHead(db, head, now)
  return head
}

/** Heads of a file, oldest first; none where there is no file. A line that is no head is left out. */
export async function readHeads(headsFile: string): Promise<Head[]> {
  const text = await readFile(headsFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    try {
      const { chain, seq, hash } = JSON.parse(line) as Partial<Head>
      return typeof chain === 'number' && typeof seq === 'number' && typeof hash === 'string'
        ? [{ chain, seq, hash }]
        : []
    } catch {
      return []
    }
  })
}
