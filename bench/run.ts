// npm run bench -- NAME: runs bench/NAME.ts in a process of its own.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.slice(0, -3))
const [name = '', ...words] = process.argv.slice(2)
if (names.includes(name)) {
  process.exitCode =
    spawnSync(process.execPath, ['--expose-gc', `${folder}${name}.ts`, ...words], { stdio: 'inherit' }).status ?? 1
} else {
  console.error(`Usage: npm run bench -- NAME\nNames: ${names.join(', ')}`)
  process.exitCode = 2
}
