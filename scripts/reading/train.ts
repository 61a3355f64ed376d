import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { READING_DATA, readCueLexicon } from '../../src/features/reading/reader/load-reader.ts'
import { readCorpus, readCorrections } from './corpus.ts'
import { trainModel } from './train-model.ts'

/** Changes with every training that is committed: readings carry it. */
const VERSION = '2026-11-25.7'

const corrections = readCorrections()
const rows = [...readCorpus(), ...corrections]
process.stderr.write(`${rows.length} rows, ${corrections.length} of them corrected by people\n`)
const { bytes, head } = trainModel(rows, readCueLexicon(), VERSION)
writeFileSync(join(READING_DATA, 'reader.model'), bytes)
process.stderr.write(
  `${bytes.length} bytes, temperatures ${head.temperatures.join(' ')}, prior ${head.prior.join(' ')}, thresholds ${head.thresholds.benefit} ${head.thresholds.cta}\n`,
)
