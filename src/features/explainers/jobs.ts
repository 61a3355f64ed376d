import { startLoop } from '../../jobs/start-loop.ts'
import type { Log } from '../../platform/log.ts'
import { exportSite, siteFolder } from './site/export-site.ts'
import type { SiteDeps } from './site/load-site.ts'

const exportEveryMs = 15_000

/**
 * Keeps the folder of the public site as new as its content: a change stands there within a minute. A sample's invented site is
 * shown by the application, and written as files by command only.
 */
export function startSiteExport(deps: SiteDeps & { readonly log: Log }): { stop(): Promise<void> } {
  return startLoop(
    { everyMs: exportEveryMs, log: deps.log, failure: 'the public site could not be written as files' },
    async () => {
      if (await deps.isSample()) return
      const result = await exportSite(deps, siteFolder(deps.dataFolder))
      if (result) deps.log.info({ ...result }, 'public site written')
    },
  )
}
