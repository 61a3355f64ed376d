import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Letters keep their own widths, as on a real screen.
  '--font-render-hinting=none',
]
const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/**
 * A Chromium for tests: `CHROMIUM_PATH` when set, else the one that npm carries (x86-64 Linux), else the system's.
 * Throws when there is none, saying what to do. Close it when done.
 */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given) return chromium.launch({ executablePath: given, args: quiet })
  if (process.platform === 'linux' && process.arch === 'x64') {
    // The package unpacks the libraries a bare machine lacks only when it believes it runs on Lambda with Node 22.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x'
    const { default: carried } = await import('@sparticuz/chromium')
    // Its own list of arguments is not taken: one process for all, and web security switched off.
    return chromium.launch({ executablePath: await carried.executablePath(), args: [...quiet, '--headless=shell'] })
  }
  const system = systemPaths.find((path) => existsSync(path))
  if (system === undefined) throw new Error('No Chromium found: set CHROMIUM_PATH to one')
  return chromium.launch({ executablePath: system, args: quiet })
}
