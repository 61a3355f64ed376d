import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { keepCompiled } from './keep-compiled.ts'

keepCompiled()
const { configOrExit } = await import('./run.ts')
const { serve } = await import('./serve.ts')

const config = configOrExit()
if (!existsSync(join(config.projectFolder, 'dist', 'web', 'index.html'))) {
  process.stderr.write('Halaman web belum dibangun; membangunnya sekarang (sekali saja).\n')
  const built = spawnSync(process.execPath, [join(config.projectFolder, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: config.projectFolder,
    stdio: ['ignore', 2, 2],
  })
  if (built.status !== 0) process.stderr.write('Pembangunan gagal; API tetap berjalan, halaman web tidak.\n')
}
serve(config, ['web', 'worker']).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
