import { sql } from 'kysely'
import type { Db } from '../../platform/database/database.ts'
import type { RatedMessage } from '../rating/index.ts'
import type { DeltaDraws } from './bootstrap.ts'
import type { StratumSum } from './day-cell.ts'
import type { TextSums } from './scorecard.ts'

/** What a window of one mission adds up to. */
export type WindowSums = {
  readonly sums: readonly StratumSum[]
  readonly posts: number
  readonly deleted: number
  readonly excluded: number
  /** Behind C4, C5 and C7. */
  readonly texts: TextSums
}

/** Grows with every change of a mission's day cells; 0 before the first. */
export type Versions = ReadonlyMap<string, number>

/** C1 and C3 of many missions as one, a value a draw. */
export type JointDraws = { readonly c1: Float64Array; readonly c3: Float64Array }

type Kept<T> = { readonly version: number; readonly value: T }

const mostWindows = 2_000
const mostSamples = 8

/**
 * Sums of windows and samples of quarters, kept in this process as long as the database says that nothing of them has
 * changed: every look asks for the versions first, so another process's change is met at once.
 */
export class WindowCache {
  readonly #windows = new Map<string, Kept<WindowSums>>()
  readonly #samples = new Map<string, Kept<readonly RatedMessage[]>>()
  readonly #intervals = new Map<string, Kept<JointDraws>>()
  readonly #deltas = new WeakMap<readonly RatedMessage[], DeltaDraws>()

  window(key: string, version: number): WindowSums | undefined {
    return valid(this.#windows, key, version)
  }

  keepWindow(key: string, version: number, value: WindowSums): void {
    keep(this.#windows, key, { version, value }, mostWindows)
  }

  /** `version`: the sum of all missions' versions, for a sample is the whole ministry's. */
  sample(key: string, version: number): readonly RatedMessage[] | undefined {
    return valid(this.#samples, key, version)
  }

  keepSample(key: string, version: number, value: readonly RatedMessage[]): void {
    keep(this.#samples, key, { version, value }, mostSamples)
  }

  intervals(key: string, version: number): JointDraws | undefined {
    return valid(this.#intervals, key, version)
  }

  keepIntervals(key: string, version: number, value: JointDraws): void {
    keep(this.#intervals, key, { version, value }, mostSamples)
  }

  /** Redrawn corrections of a sample, drawn once as long as the sample is kept. */
  deltas(sample: readonly RatedMessage[], draw: (sample: readonly RatedMessage[]) => DeltaDraws): DeltaDraws {
    const drawn = this.#deltas.get(sample) ?? draw(sample)
    this.#deltas.set(sample, drawn)
    return drawn
  }
}

function valid<T>(map: Map<string, Kept<T>>, key: string, version: number): T | undefined {
  const kept = map.get(key)
  return kept?.version === version ? kept.value : undefined
}

/** The oldest give way. */
function keep<T>(map: Map<string, Kept<T>>, key: string, value: Kept<T>, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}

const caches = new WeakMap<Db, WindowCache>()

/** One cache a database of this process. */
export function cacheOf(db: Db): WindowCache {
  const known = caches.get(db) ?? new WindowCache()
  caches.set(db, known)
  return known
}

/** Every mission's version: read before what is computed from its cells, so that a newer value is never taken for an older one. */
export async function readVersions(db: Db): Promise<Versions> {
  const rows = await db.selectFrom('alignmentVersion').selectAll().execute()
  return new Map(rows.map((row) => [row.missionId, row.version]))
}

export const versionOfAll = (versions: Versions): number => [...versions.values()].reduce((sum, one) => sum + one, 0)

/** Raises the versions of these missions, in the transaction that changes their cells. */
export async function raiseVersions(db: Db, missions: readonly string[]): Promise<void> {
  await sql`insert into alignment_version (mission_id, version)
    select distinct mission_id, 1 from unnest(${missions}::text[]) mission_id order by mission_id
    on conflict (mission_id) do update set version = alignment_version.version + 1`.execute(db)
}
