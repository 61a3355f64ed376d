// Builds the browser application after an install; an install without development packages goes on without it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const vite = 'node_modules/vite/bin/vite.js'
if (existsSync(vite) && existsSync('vite.config.ts')) {
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { stdio: 'inherit' })
  process.exitCode = built.status ?? 1
}
