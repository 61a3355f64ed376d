// Breaks each documented rule of each network in a copy of the connectors and runs the suite: it must fall.
// Usage: node scripts/networks/mutate.ts [NETWORK ... | --missed]   Prints rules × caught, writes bench/results/mutation.json;
// --missed tries again only what that file does not call caught.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Mutant, mutants } from './mutants.ts'

type Verdict = 'caught' | 'missed' | 'moved'
type Result = { readonly network: string; readonly rule: string; readonly verdict: Verdict; readonly by: string }

/** The tests without faults and their waits: quick, and right on a busy machine too. */
const quick =
  'abilities|limits of content|a film|films are|while the network works|sends what|pictures go out|rate limit|withdrawn|suspended|connecting|reads its own|finds what|numbers|what others|audience|what is .* own|daily|json|looking through'

const project = join(import.meta.dirname, '../..')
const wanted = process.argv.slice(2)
const file = join(project, 'bench/results/mutation.json')
const before = (JSON.parse(readFileSync(file, 'utf8')) as { readonly results: readonly Result[] }).results
const isOnlyMissed = wanted.includes('--missed')
const isCaught = ({ network, rule }: Mutant): boolean =>
  before.some((one) => one.network === network && one.rule === rule && one.verdict === 'caught')
const chosen = mutants.filter((mutant) =>
  isOnlyMissed ? !isCaught(mutant) : wanted.length === 0 || wanted.includes(mutant.network),
)
const folder = copyConnectors()
const results: Result[] = []
try {
  for (const path of new Set(chosen.flatMap(testsOf))) {
    const first = runTests([path], ['-t', quick])
    const untouched = first.passed ? first : runTests([path])
    if (!untouched.passed) throw new Error(`${path} falls before anything is broken: ${untouched.first}`)
  }
  for (const mutant of chosen) {
    const result = tryMutant(mutant)
    results.push(result)
    console.log(
      `${result.verdict.padEnd(7)} ${result.network.padEnd(10)} ${result.rule}${result.by === '' ? '' : `  ← ${result.by}`}`,
    )
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const caught = results.filter(({ verdict }) => verdict === 'caught').length
console.log(`${caught} of ${results.length} broken rules caught`)
if (wanted.length === 0 || isOnlyMissed) {
  const kept = mutants.flatMap(({ network, rule }) => {
    const same = (one: Result): boolean => one.network === network && one.rule === rule
    return results.find(same) ?? before.find(same) ?? []
  })
  const summary = {
    at: new Date().toISOString(),
    caught: kept.filter(({ verdict }) => verdict === 'caught').length,
    of: mutants.length,
    results: kept,
  }
  writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`)
  console.log(`${summary.caught} of ${summary.of} in all`)
}
process.exitCode = caught === results.length ? 0 : 1

/** The real tree is never touched. */
function copyConnectors(): string {
  const copy = mkdtempSync(join(tmpdir(), 'selaras-mutants-'))
  for (const part of [
    'src/networks',
    'src/contract',
    'src/platform',
    'data/platforms.json',
    'test/specs',
    'package.json',
    'tsconfig.json',
  ])
    cpSync(join(project, part), join(copy, part), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
  const config =
    "export default { test: { include: ['src/networks/**/*.test.ts'], testTimeout: 30000, maxWorkers: 2 } }\n"
  writeFileSync(join(copy, 'vitest.config.mjs'), config)
  return copy
}

function tryMutant(mutant: Mutant): Result {
  const { network, rule, file, from, to } = mutant
  const path = join(folder, 'src/networks', file)
  const whole = readFileSync(path, 'utf8')
  // The rule's code was changed since: the list must follow.
  if (whole.split(from).length !== 2) return { network, rule, verdict: 'moved', by: '' }
  writeFileSync(
    path,
    whole.replace(from, () => to),
  )
  const { passed, first } = runUntilSure(testsOf(mutant))
  writeFileSync(path, whole)
  return { network, rule, verdict: passed ? 'missed' : 'caught', by: first }
}

/** The quick tests first, then all; a test about faults may fall for a busy machine alone, so it must fall twice. */
function runUntilSure(paths: readonly string[]): { readonly passed: boolean; readonly first: string } {
  const soon = runTests(paths, ['-t', quick])
  if (!soon.passed) return soon
  const once = runTests(paths)
  return once.passed ? once : runTests(paths)
}

function testsOf({ network, tests }: Mutant): readonly string[] {
  return tests ?? [`src/networks/${network}`]
}

function runTests(
  paths: readonly string[],
  more: readonly string[] = [],
): { readonly passed: boolean; readonly first: string } {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const words = [vitest, 'run', '--bail=1', '--reporter=json', `--outputFile=${report}`, ...more, ...paths]
  const { status } = spawnSync(process.execPath, words, { cwd: folder, stdio: 'ignore', timeout: 180_000 })
  if (status === 0) return { passed: true, first: '' }
  return { passed: false, first: firstFailure(report) }
}

type Report = {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly title: string }[]
  }[]
}

function firstFailure(report: string): string {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
    const failed = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .find(({ status }) => status === 'failed')
    return failed?.title ?? 'the tests do not load'
  } catch {
    return 'the tests do not end'
  }
}
