// Grows the export samples to a first quarter of every mission: node scripts/exports/grow.ts FOLDER [PER_MISSION] [SEED]
// One file an account, in the form of the tools (Meta Business Suite, X), with texts of the corpus; index.json says whose it is.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { growExports } from './grow-exports.ts'

const [folder, perMission = '30', seed = '1'] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('Usage: node scripts/exports/grow.ts FOLDER [PER_MISSION] [SEED]\n')
  process.exit(2)
}
mkdirSync(folder, { recursive: true })
const files = growExports({ perMission: Number(perMission), seed: Number(seed) })
for (const { fileName, text } of files) writeFileSync(join(folder, fileName), text)
const index = files.map(({ text: _text, ...about }) => about)
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
process.stdout.write(`${files.length} files\n`)
