import { z } from 'zod'

export const id = z.uuid()
/** Stable mission code, such as `kbri-kairo`. */
export const missionId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
/** Calendar day, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** Instant in UTC. */
export const instant = z.iso.datetime()
/** Wall time without zone, `YYYY-MM-DDTHH:MM`. */
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)
/** Quarter, `2026-Q4`. */
export const quarter = z.string().regex(/^\d{4}-Q[1-4]$/)
/** BCP-47 tag, such as `id` or `zh-Hant`. */
export const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
export const objectiveCode = z.string().regex(/^[a-z][a-z0-9_.-]{0,63}$/)

/** Query of a paged list: 1–100 rows (50), continued by the `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  after: z.string().max(200).optional(),
})

/** A page of a list. `next` is absent on the last page. */
export const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().optional() })

/** RFC 9457 problem details; `title` and `detail` are sentences in the caller's language. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  key: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), key: z.string(), detail: z.string() })).optional(),
})
export type Problem = z.output<typeof problem>
