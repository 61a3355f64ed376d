import { startAccountUpkeep } from '../features/accounts/jobs.ts'
import { startAlertPages } from '../features/alerts/jobs.ts'
import { startFreezing, startRollups } from '../features/alignment/jobs.ts'
import { startEscalation } from '../features/approvals/jobs.ts'
import { headsFileOf } from '../features/audit/index.ts'
import { startAuditChain } from '../features/audit/jobs.ts'
import { startDispatcher } from '../features/deliveries/jobs.ts'
import { startSiteExport } from '../features/explainers/jobs.ts'
import { startImporting } from '../features/imports/jobs.ts'
import { startMailing } from '../features/notifications/jobs.ts'
import type { NewInboxEntry } from '../features/observing/index.ts'
import { startObserving } from '../features/observing/jobs.ts'
import { readInstallationKind } from '../features/people/index.ts'
import { startSessionUpkeep } from '../features/people/jobs.ts'
import { takeInboxEntries } from '../features/questions/index.ts'
import { startQuestionUpkeep } from '../features/questions/jobs.ts'
import type { Reader } from '../features/reading/index.ts'
import { startReading } from '../features/reading/jobs.ts'
import { startReports } from '../features/reports/jobs.ts'
import { createMailer } from '../platform/mail.ts'
import {
  alertPageDeps,
  composeImporting,
  composeOutside,
  composePorts,
  composeReports,
  composeSite,
  type Installation,
} from './compose.ts'
import { indexSources } from './index-sources.ts'
import { startNoticing } from './noticing.ts'
import type { Started } from './run.ts'

const intervalMs = 1_000
const observing = { tickMs: 5_000, concurrency: 4 }

/** The worker role: every background loop of this installation. A sample reaches no network. */
export async function startWorker(installation: Installation, reader: Reader): Promise<Started> {
  const { config, database, clock, log, ministry, connection, processId } = installation
  const deps = { db: database.db, now: () => clock.now(), log, intervalMs }
  const ports = composePorts(installation)
  const loops: Started[] = [
    startSessionUpkeep({ ...deps, homeZone: ministry.homeZone }),
    startReading({ ...deps, reader }),
    startSiteExport({ ...composeSite(installation), log }),
    startRollups(deps),
    startFreezing({ ...deps, homeZone: ministry.homeZone, sources: indexSources }),
    startReports({ ...composeReports(installation), log, intervalMs }),
    startEscalation(deps),
    startAlertPages(alertPageDeps(installation)),
    startQuestionUpkeep({ ...deps, homeZone: ministry.homeZone }),
    startNoticing(deps),
    startAlertPages(alertPageDeps(installation)),
    startAuditChain({ ...deps, headsFile: headsFileOf(config.dataFolder) }),
  ]
  const outside = await composeOutside(installation)
  // Asked each time: a sample may end while this process runs.
  const isSample = async () => (await readInstallationKind(database.db)) === 'sample'
  const openConnection = async (accountId: string) =>
    (await isSample()) ? undefined : outside.openConnection(accountId)
  const { networks } = outside
  loops.push(startImporting({ ...composeImporting(installation, outside.profiles), log, intervalMs }))
  loops.push(
    startAccountUpkeep({
      ...deps,
      homeZone: ministry.homeZone,
      secrets: outside.secrets,
      networks,
      timeoutMs: config.networkTimeoutMs,
      isSample,
    }),
  )
  loops.push(
    startMailing({
      ...deps,
      mailer: config.mail && createMailer(config.mail),
      secrets: outside.secrets,
      url: config.url,
      isSample,
    }),
  )
  // In which language a stranger writes, nobody says.
  const onInbox = (entries: readonly NewInboxEntry[]) =>
    takeInboxEntries(
      { ...deps, homeZone: ministry.homeZone },
      entries.map((entry) => ({ ...entry, language: 'und' })),
    )
  const { loadImage, loadVideo, onSent } = ports
  loops.push(
    startDispatcher({
      db: database.db,
      connection,
      networks,
      openConnection,
      loadImage,
      loadVideo,
      onSent,
      clock,
      log,
      processId,
      options: { lateMs: config.lateMs },
    }),
    startObserving({ ...ports.seen, networks, openConnection, log, onInbox }, observing),
  )
  return {
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
