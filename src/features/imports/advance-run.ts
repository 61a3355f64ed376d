import { systemScope } from '../missions/index.ts'
import { applyStep } from './apply-run.ts'
import { checkStep } from './check-run.ts'
import { type JoinDeps, joinStep } from './join-run.ts'
import { claimRun, findRun, type ImportRun, releaseRun } from './run-store.ts'
import { type UndoDeps, undoStep } from './undo-run.ts'

export type AdvanceDeps = JoinDeps & UndoDeps

const scope = systemScope('importing')

/**
 * Takes an import as far as it goes by itself: to its preview, to its end, or to where somebody must say something. Another
 * process may take over at any moment; then this one lets go. Answers the import as it stands, `undefined` where no
 * import waits (or the named one is in other hands).
 */
export async function advanceRun(
  deps: AdvanceDeps,
  options: {
    readonly id?: string
    readonly isStopped?: () => boolean
    readonly onProgress?: (run: ImportRun) => void
  } = {},
): Promise<ImportRun | undefined> {
  const claimed = await claimRun(deps.db, scope, deps.worker, options.id)
  if (!claimed) return undefined
  const isStopped = options.isStopped ?? (() => false)
  let run: ImportRun | undefined = claimed
  try {
    while (run && !isStopped()) {
      options.onProgress?.(run)
      const here: ImportRun = run
      const joining = {
        ...deps,
        onJoined: (joinedCount: number) => {
          options.onProgress?.({ ...here, joinedCount })
          return isStopped() ? ('stop' as const) : undefined
        },
      }
      const isMine: boolean | 'rest' = await step(joining, here)
      if (isMine === 'rest' || !isMine) break
      run = await findRun(deps.db, scope, here.id)
    }
  } finally {
    await releaseRun(deps.db, scope, deps.worker, claimed.id)
  }
  const ended = await findRun(deps.db, scope, claimed.id)
  if (ended) options.onProgress?.(ended)
  return ended
}

function step(deps: AdvanceDeps, run: ImportRun): Promise<boolean> | 'rest' {
  switch (run.state) {
    case 'checking':
      return checkStep(deps, run)
    case 'applying':
      return applyStep(deps, run)
    case 'joining':
      return joinStep(deps, run)
    case 'undoing':
      return undoStep(deps, run)
    default:
      return 'rest'
  }
}
