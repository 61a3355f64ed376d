import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { defineConfig, type Plugin } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

export default defineConfig({
  root: path('src/web'),
  base: '/',
  resolve: {
    // React's interface in a tenth of its size: 62 kB of base instead of 120 (docs/decisions/web-parts.md).
    alias: {
      'react-dom/client': 'preact/compat/client',
      'react-dom': 'preact/compat',
      'react/jsx-runtime': 'preact/jsx-runtime',
      react: 'preact/compat',
    },
  },
  build: {
    outDir: path('dist/web'),
    emptyOutDir: true,
    // Fonts and images stay files: the content policy allows no `data:` fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Libraries mark files for servers that render React; here everything is the client.
      onLog: (level, log, tell) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : tell(level, log)),
      input: { app: path('src/web/index.html'), 'service-worker': path('src/web/shell/service-worker.ts') },
      output: {
        // Few files for slow lines: each further request costs a round trip of up to 400 ms.
        codeSplitting: {
          groups: [
            { name: 'parts', test: isPart },
            // Before the two below: a group takes what its files stand on, and theirs is the shell.
            { name: 'shell', test: isShell },
            { name: 'icons', test: isIcon },
            { name: 'charts', test: isChart },
            { name: 'writing', test: isWriting },
          ],
        },
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  plugins: [keepShell(), compress()],
})

/** Icons; those of the shell travel with it, the others come with the first screen that shows one. */
function isIcon(id: string): boolean {
  return /node_modules\/lucide-react\/dist\/esm\/icons\//.test(id)
}

/** Libraries that every screen stands on. */
function isPart(id: string): boolean {
  return /node_modules\/(preact|@tanstack|use-sync-external-store|i18next|react-i18next|lucide-react(?!\/dist\/esm\/icons))\//.test(
    id,
  )
}

const isUi = (names: string) => new RegExp(`src/web/ui/(${names})\\.(tsx?|css)$`)

/** Parts of boards and scores. */
function isChart(id: string): boolean {
  return isUi(
    'answer-bar|band-scale|bars|chart-frame|data-table|matrix-cell|mix-table|progress-line|sparkline|stat|tuning-bar|weight-bar',
  ).test(id)
}

/** Parts of the editor and of judging texts. */
function isWriting(id: string): boolean {
  return isUi('coach-note|locked-span|result-card|steps|tabs|variant-row|when-field|writing').test(id)
}

/** Our own ground: frame, client, texts and the small components; dialogs and heavy parts are fetched when opened. */
function isShell(id: string): boolean {
  const own = /src\/web\/(api|i18n|shell|ui)\/(.+)/.test(id)
  return own && !apart.test(id) && !isChart(id) && !isWriting(id)
}

const apart =
  /(-dialog|combo-field|compare-pair|differences|facts|field|scroll-area|segmented-control|qr-code|texts\.en|i18n\/en)\.|world-map|service-worker|app-paths/

/** Tells the service worker which files the first screen needs, and which exist. */
function keepShell(): Plugin {
  return {
    name: 'selaras-keep-shell',
    generateBundle(_, bundle) {
      const files = Object.values(bundle)
      const chunks = files.filter((file) => file.type === 'chunk')
      const entry = chunks.find((chunk) => chunk.isEntry && chunk.name === 'app')
      const worker = bundle['service-worker.js']
      if (entry === undefined || worker?.type !== 'chunk') throw new Error('The build has no app or no service worker')
      if (worker.imports.length > 0) throw new Error('The service worker must stand alone: it is a classic script')
      const scripts = withImports(entry.fileName, chunks)
      const styles = chunks
        .filter((chunk) => scripts.includes(chunk.fileName))
        .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])])
      const font = files.find((file) => /plus-jakarta-sans-latin-wght-normal/.test(file.fileName))
      const shell = [...scripts, ...styles, ...(font ? [font.fileName] : [])]
      const assets = files.map((file) => file.fileName).filter((name) => name.startsWith('assets/'))
      const list = (names: readonly string[]) => JSON.stringify(names.map((name) => `/${name}`).sort())
      worker.code = worker.code.replaceAll('__SHELL__', list(shell)).replaceAll('__ASSETS__', list(assets))
    },
  }
}

function withImports(
  name: string,
  chunks: readonly { fileName: string; imports: string[] }[],
  seen = new Set<string>(),
): string[] {
  if (seen.has(name)) return []
  seen.add(name)
  const imports = chunks.find((chunk) => chunk.fileName === name)?.imports ?? []
  return [name, ...imports.flatMap((next) => withImports(next, chunks, seen))]
}

/** Writes `.br` and `.gz` beside each text file, so that the server compresses nothing while it serves. */
function compress(): Plugin {
  let outDir = ''
  return {
    name: 'selaras-compress',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      // Called after a failed build too, whose own error is the one to read.
      if (!existsSync(outDir)) return
      for (const name of readdirSync(outDir, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|html|svg|json|webmanifest)$/.test(name)) continue
        const file = join(outDir, name)
        const body = readFileSync(file)
        writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }))
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }),
        )
      }
    },
  }
}
