// Runs the conformance suite of every connector and writes its tables into docs/NETWORKS.md.
// Usage: node scripts/networks/write-table.ts
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadPlatformProfiles } from '../../src/networks/index.ts'
import { connectedNetworks, writeTables } from './table.ts'

type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly ancestorTitles: readonly string[]; readonly status: string }[]
  }[]
}

const project = join(import.meta.dirname, '../..')
const profiles = loadPlatformProfiles(join(project, 'data/platforms.json'))
const paths = connectedNetworks(profiles).map(({ profile }) => `src/networks/${profile.code}/${profile.code}.test.ts`)
const results = new Map<string, { passed: number; failed: number }>()
for (const { ancestorTitles, status } of runSuite(paths)) {
  const part = ancestorTitles.find((title) => /^[a-z]+: /.test(title))
  if (part === undefined) continue
  const count = results.get(part) ?? { passed: 0, failed: 0 }
  if (status === 'passed') count.passed += 1
  else if (status === 'failed') count.failed += 1
  results.set(part, count)
}
const file = join(project, 'docs/NETWORKS.md')
const [open, shut] = ['<!-- tables -->\n', '<!-- /tables -->'] as const
const whole = readFileSync(file, 'utf8')
if (!whole.includes(open) || !whole.includes(shut)) throw new Error('docs/NETWORKS.md has no place for the tables.')
const before = whole.slice(0, whole.indexOf(open) + open.length)
const after = whole.slice(whole.indexOf(shut))
const made = `Made by \`node scripts/networks/write-table.ts\` on ${new Date().toISOString().slice(0, 10)}. A number says how many tests of the suite cover the part.`
writeFileSync(file, `${before}${made}\n\n${writeTables(profiles, results)}\n${after}`)
const failed = [...results.values()].reduce((sum, one) => sum + one.failed, 0)
console.log(`${results.size} parts of ${paths.length} networks written, ${failed} tests failed`)
process.exitCode = failed === 0 ? 0 : 1

function runSuite(files: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'selaras-table-'))
  const report = join(folder, 'report.json')
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const words = [vitest, 'run', '--reporter=json', `--outputFile=${report}`, ...files]
  spawnSync(process.execPath, words, { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] })
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  return testResults.flatMap(({ assertionResults }) => assertionResults)
}
