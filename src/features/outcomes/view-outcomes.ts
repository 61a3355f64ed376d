import type { z } from 'zod'
import type { outcomeEndpoints } from '../../contract/outcomes.ts'
import { localDayOf, quarterDays, quarterOf } from '../../platform/calendar/zones.ts'
import { writeCsv } from '../../platform/csv.ts'
import { AppError } from '../../platform/errors.ts'
import { findMission, readableMissions, type Scope } from '../missions/index.ts'
import { ensureCodes, listCodes } from './code-store.ts'
import { demandReader, linkOf, mayRecord } from './model.ts'
import type { OutcomeDeps } from './record-outcome.ts'
import { listOutcomes, type StoredOutcome, sumByObjective } from './store.ts'

type MissionView = z.input<typeof outcomeEndpoints.mission.response>
const shownEntries = 200
const codeDays = 92

export const presentOutcome = ({ createdAt, missionId: _missionId, ...rest }: StoredOutcome) => ({
  ...rest,
  level: 'outcome' as const,
  recordedAt: createdAt.toISOString(),
})

/** What a mission's posts may have brought about in a quarter, by objective, with the codes that count it. */
export async function viewMissionOutcomes(
  deps: OutcomeDeps,
  scope: Scope,
  missionId: string,
  wanted: string | undefined,
): Promise<MissionView> {
  demandReader(scope, missionId)
  const mission = await findMission(deps.db, scope, missionId)
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  const now = deps.now()
  const quarter = wanted ?? quarterOf(localDayOf(now, mission.timezone))
  const days = quarterDays(quarter)
  if (mayRecord(scope, missionId)) {
    const since = new Date(now.getTime() - codeDays * 86_400_000)
    await deps.db.transaction().execute((tx) => ensureCodes(tx, scope, missionId, since, now))
  }
  const codes = await listCodes(deps.db, scope, missionId, days.first, days.last)
  return {
    quarter,
    objectives: await sumByObjective(deps.db, scope, days, missionId),
    entries: (await listOutcomes(deps.db, scope, missionId, days, shownEntries)).map(presentOutcome),
    codes: codes.map((code) => ({ ...code, link: linkOf(deps.url, code.code) })),
    mayRecord: mayRecord(scope, missionId),
  }
}

/** Sums over every mission the scope reads. @throws AppError forbidden for whoever reads none. */
export async function viewMinistryOutcomes(
  deps: OutcomeDeps & { homeZone: string },
  scope: Scope,
  wanted: string | undefined,
) {
  const reads = readableMissions(scope)
  if (reads !== 'all' && reads.size === 0)
    return { quarter: wanted ?? quarterOf(localDayOf(deps.now(), deps.homeZone)), objectives: [] }
  const quarter = wanted ?? quarterOf(localDayOf(deps.now(), deps.homeZone))
  return { quarter, objectives: await sumByObjective(deps.db, scope, quarterDays(quarter)) }
}

const csvTexts = {
  id: {
    head: ['Tanggal', 'Jenis', 'Jumlah', 'Sasaran', 'Sumber', 'Kode', 'Tingkat AMEC'],
    kinds: { lead: 'calon mitra', registration: 'pendaftaran', visit: 'kunjungan', buyer: 'pembeli' },
    openings: 'pembukaan tautan',
    outcome: 'hasil (outcome)',
    outTake: 'perhatian (out-take)',
    counted: 'dihitung dari tautan, tanpa mengenali siapa pun',
    note: 'Catatan: angka ini dilaporkan perwakilan atau dihitung dari tautan. Kiriman adalah salah satu sebab, bukan satu-satunya, dan tidak masuk indeks.',
  },
  en: {
    head: ['Day', 'Kind', 'Amount', 'Objective', 'Source', 'Code', 'AMEC level'],
    kinds: { lead: 'leads', registration: 'registrations', visit: 'visits', buyer: 'buyers' },
    openings: 'openings of links',
    outcome: 'outcome',
    outTake: 'out-take',
    counted: 'counted by link, knowing nobody',
    note: 'Note: these numbers are reported by the mission or counted by links. Posts are one cause among others, and nothing of this enters the index.',
  },
} as const

/** The quarter as CSV; cells that a spreadsheet would run are made text. */
export async function exportOutcomes(
  deps: OutcomeDeps,
  scope: Scope,
  missionId: string,
  wanted: string | undefined,
  locale: 'id' | 'en',
): Promise<{ quarter: string; csv: string }> {
  const view = await viewMissionOutcomes(deps, scope, missionId, wanted)
  const texts = csvTexts[locale]
  const rows = [
    [...texts.head],
    ...view.entries.map((one) => [
      one.happenedOn,
      texts.kinds[one.kind],
      one.amount,
      one.objective,
      one.source,
      one.code ?? '',
      texts.outcome,
    ]),
    ...view.codes
      .filter((code) => code.openings > 0)
      .map((code) => [
        view.quarter,
        texts.openings,
        code.openings,
        code.objective,
        texts.counted,
        code.code,
        texts.outTake,
      ]),
    [texts.note],
  ]
  return {
    quarter: view.quarter,
    csv: `\ufeff${writeCsv(rows)}`,
  }
}
