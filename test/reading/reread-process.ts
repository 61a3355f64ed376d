// Reads everything again in a process of its own, slowly, so that a test can kill it: DATABASE_URL names the database.
import { createCueReader, rereadAll } from '../../src/features/reading/index.ts'
import { openDatabase } from '../../src/platform/database/database.ts'

const { db, close } = openDatabase({ url: process.env.DATABASE_URL ?? '' }, 2)
const pauseMs = Number(process.env.PAUSE_MS ?? 0)
const reader = createCueReader()
const slow = {
  ...reader,
  read: (input: Parameters<typeof reader.read>[0]) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
    return reader.read(input)
  },
}
const done = await rereadAll(
  {
    db,
    now: () => new Date(),
    reader: slow,
    onProgress: ({ read, waiting }) => process.stderr.write(`${read} ${waiting}\n`),
  },
  20,
)
process.stdout.write(JSON.stringify(done))
await close()
