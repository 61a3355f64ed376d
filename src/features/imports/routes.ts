import { Readable } from 'node:stream'
import type { MultipartFile, MultipartValue } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { day, id } from '../../contract/common.ts'
import { importEndpoints, importKind } from '../../contract/imports.ts'
import { localeOf, type Say } from '../../http/problem.ts'
import type { Routes } from '../../http/routes.ts'
import { instantOf } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import type { Scope } from '../missions/index.ts'
import { type CaptureDeps, captureLinks } from './capture-links.ts'
import { applyImport, discardImport, mapImport, undoImport } from './decide-import.ts'
import { demandImporter } from './policy.ts'
import { mustFindRun, presentDetail, presentRun } from './present.ts'
import { type ReceiveDeps, receiveFile } from './receive-file.ts'
import { readBadRows, reportCsv } from './report.ts'
import { listRuns } from './run-store.ts'

export type ImportRouteDeps = ReceiveDeps & CaptureDeps & { readonly say: Say }

const maxBytes = 200_000_000
const page = 100
const about = z.object({
  accountId: id,
  zone: z.string().min(1).max(100),
  kind: importKind.optional(),
  takenOn: z.union([day, z.literal('').transform(() => undefined)]).optional(),
})

export function importRoutes(routes: Routes<Scope>, deps: ImportRouteDeps): void {
  const { db } = deps
  const sayTo = (request: FastifyRequest) => (key: string, params: Readonly<Record<string, string | number>>) =>
    deps.say(localeOf(request), key, params)
  const show = async (runId: string, scope: Scope, request: FastifyRequest) =>
    presentRun(db, scope, await mustFindRun(db, scope, runId), deps.now(), sayTo(request))
  const mine = async (runId: string, scope: Scope) => {
    const run = await mustFindRun(db, scope, runId)
    demandImporter(scope, run.missionId)
    return run
  }

  routes.add(importEndpoints.receive, async ({ params, scope, request }) => {
    demandImporter(scope, params.missionId)
    if (!request.isMultipart()) throw new AppError('unsupported', 'import.no_file')
    const file = await request.file({ limits: { fileSize: maxBytes } })
    if (!file) throw new AppError('invalid', 'import.no_file')
    const fields = about.safeParse(fieldsOf(file))
    if (!fields.success) {
      file.file.resume()
      throw new AppError('invalid', 'import.fields')
    }
    const { takenOn, ...rest } = fields.data
    const incoming = {
      ...rest,
      missionId: params.missionId,
      fileName: file.filename,
      appliesItself: false,
      takenAt: takenAt(takenOn, rest.zone, deps.now()),
    }
    const runId = await receiveFile(deps, scope, incoming, whole(file))
    return show(runId, scope, request)
  })
  routes.add(importEndpoints.list, async ({ params, scope, request }) => {
    demandImporter(scope, params.missionId)
    const runs = await listRuns(db, scope, params.missionId, 50)
    return { imports: await Promise.all(runs.map((run) => presentRun(db, scope, run, deps.now(), sayTo(request)))) }
  })
  routes.add(importEndpoints.get, async ({ params, scope, request }) =>
    presentDetail(deps, scope, await mine(params.importId, scope), deps.now(), sayTo(request)),
  )
  routes.add(importEndpoints.badRows, async ({ params, query, scope, request }) => {
    const run = await mine(params.importId, scope)
    const rows = await readBadRows(db, run.id, query.after, page, sayTo(request))
    const last = rows.at(-1)
    return { rows, ...(last && rows.length === page ? { next: last.line } : {}) }
  })
  routes.add(importEndpoints.report, async ({ params, scope, request, reply }) => {
    const run = await mine(params.importId, scope)
    const say = sayTo(request)
    const head = ['line', 'column', 'value', 'why', 'todo'].map((name) => say(`import.row.head.${name}`, {}))
    reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="impor-${run.id}.csv"`)
    return reply.send(Readable.from(reportCsv(db, run.id, say, head)))
  })
  routes.add(importEndpoints.map, async ({ params, body, scope, request }) => {
    await mapImport(deps, scope, params.importId, body)
    return show(params.importId, scope, request)
  })
  routes.add(importEndpoints.apply, async ({ params, scope, request }) => {
    await applyImport(deps, scope, params.importId)
    return show(params.importId, scope, request)
  })
  routes.add(importEndpoints.discard, async ({ params, scope }) => {
    await discardImport(deps, scope, params.importId)
    return null
  })
  routes.add(importEndpoints.undo, async ({ params, scope, request }) => {
    await undoImport(deps, scope, params.importId)
    return show(params.importId, scope, request)
  })
  routes.add(importEndpoints.capture, async ({ params, body, scope, request }) => ({
    links: await captureLinks(deps, scope, params.missionId, body, sayTo(request)),
  }))
}

/** The end of a day in the file's zone, or now where that is yet to come. */
function takenAt(takenOn: string | undefined, zone: string, now: Date): Date | undefined {
  if (takenOn === undefined) return undefined
  try {
    const end = instantOf(`${takenOn}T23:59`, zone)
    return end < now ? end : now
  } catch {
    return undefined
  }
}

/** A file cut at its limit is no file. */
async function* whole(file: MultipartFile): AsyncGenerator<Uint8Array> {
  for await (const piece of file.file) yield piece as Uint8Array
  if (file.file.truncated) throw new AppError('too_large', 'import.too_large')
}

function fieldsOf(file: MultipartFile): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(file.fields)
      .filter((entry): entry is [string, MultipartValue] => {
        const field = entry[1]
        return field !== undefined && !Array.isArray(field) && field.type === 'field'
      })
      .map(([name, field]) => [name, field.value]),
  )
}
