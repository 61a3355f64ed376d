// Runs the checks and the tests (or, with --networks, the tests against real networks) and closes with a plain count.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Report = { numPassedTests: number; numFailedTests: number; numFailedTestSuites: number; numPendingTests: number }

const networks = process.argv.includes('--networks')
const folder = mkdtempSync(join(tmpdir(), 'selaras-report-'))
const reportFile = join(folder, 'report.json')
const run = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'inherit', shell: false }).status ?? 1

const checked = networks ? 0 : run('npm', ['run', '-s', 'check'])
const config = networks ? 'vitest.networks.config.ts' : 'vitest.config.ts'
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=default', '--reporter=json']
const tested = run(process.execPath, [...vitest, `--outputFile.json=${reportFile}`])
const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
rmSync(folder, { recursive: true })
// A file that does not even load has no failed test of its own; it must count all the same.
const failed =
  Math.max(report.numFailedTests, report.numFailedTestSuites > 0 || tested !== 0 ? 1 : 0) + (checked === 0 ? 0 : 1)
console.log(checked === 0 ? '' : 'The checks (format, lint, types, walls, dead code) failed; see above.')
console.log(`${report.numPassedTests} passed, ${failed} failed`)
process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0
