// Runs the checks and the tests (or, with --networks, the tests against real networks) and closes with a plain count.
// Files that fail among the others are run once more, alone: what fails twice has failed, what needed the second run is named.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

type Assertion = { status: string }
type FileReport = { name: string; status: string; assertionResults: Assertion[] }
type Report = { testResults: FileReport[] }

/** More failing files than this is no accident of a busy machine: they are not run again. */
const mostSecondRuns = 3

const networks = process.argv.includes('--networks')
const folder = mkdtempSync(join(tmpdir(), 'selaras-report-'))
const run = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'inherit', shell: false }).status ?? 1

const checked = networks ? 0 : run('npm', ['run', '-s', 'check'])
const config = networks ? 'vitest.networks.config.ts' : 'vitest.config.ts'

/** `files` undefined: all of them. A run that ended badly outside of any file counts as a failed file of its own. */
function runTests(name: string, files: readonly string[] = []) {
  const reportFile = join(folder, `${name}.json`)
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=default', '--reporter=json']
  const status = run(process.execPath, [...vitest, `--outputFile.json=${reportFile}`, ...files])
  const { testResults } = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
  const bad = testResults.filter((file) => file.status !== 'passed').map((file) => relative(process.cwd(), file.name))
  return { status, testResults, bad }
}
const countOf = (files: readonly FileReport[], status: string) =>
  files.flatMap((file) => file.assertionResults).filter((assertion) => assertion.status === status).length

const first = runTests('first')
const again = first.bad.length > 0 && first.bad.length <= mostSecondRuns ? runTests('second', first.bad) : undefined
rmSync(folder, { recursive: true })

const last = again
  ? [
      ...first.testResults.filter(({ name }) => !first.bad.includes(relative(process.cwd(), name))),
      ...again.testResults,
    ]
  : first.testResults
const stillBad = again ?? first
// A file that does not even load has no failed test of its own; it must count all the same.
const failed =
  Math.max(countOf(last, 'failed'), stillBad.bad.length > 0 || stillBad.status !== 0 ? 1 : 0) + (checked === 0 ? 0 : 1)
const mended = first.bad.filter((file) => again && !again.bad.includes(file))
if (mended.length > 0) console.log(`Failed among the others and passed alone, worth a look: ${mended.join(', ')}`)
if (checked !== 0) console.log('The checks (format, lint, types, walls, dead code) failed; see above.')
console.log(`${countOf(last, 'passed')} passed, ${failed} failed`)
process.exitCode = failed > 0 || countOf(last, 'passed') === 0 ? 1 : 0
