import { z } from 'zod'
import { day, id, localTime, missionId } from './common.ts'
import { endpoint } from './endpoint.ts'

/** A post that somebody publishes by hand and records by its link: at most four fields. */
export const logPostInput = z.object({
  url: z.string().trim().min(1).max(2000),
  text: z.string().trim().min(1).max(20_000),
  /** When it went out, in the mission's own time; a day alone means noon. */
  publishedLocal: z.union([localTime, day]),
  /** Only where the link does not say whose post it is. */
  accountId: id.optional(),
})

export const observingEndpoints = {
  logPost: endpoint({
    method: 'POST',
    path: '/api/v1/missions/:missionId/posts',
    summary: 'Records a post by its link, so that it counts; a link that is known already changes nothing',
    access: 'person',
    params: z.object({ missionId }),
    body: logPostInput,
    response: z.object({ postId: id, messageId: id.nullable(), isNew: z.boolean(), url: z.string() }),
  }),
}
