// After an install: builds the browser application (an install without development packages goes on without it) and
// lets Node compile the server once, so that even the first start is quick.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const vite = 'node_modules/vite/bin/vite.js'
if (existsSync(vite) && existsSync('vite.config.ts')) {
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  process.exitCode = built.status ?? 1
}

// npm's own Node may be older than the one that will run it; then nothing is lost but a second.
spawnSync('node', ['src/main/cli.ts', 'help'], { stdio: 'ignore' })
