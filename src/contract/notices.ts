import { z } from 'zod'
import { id, instant } from './common.ts'
import { endpoint } from './endpoint.ts'

const noticeText = z.object({ title: z.string(), body: z.string() })

/** One line under somebody's bell. */
export const notice = z.object({
  id,
  kind: z.string(),
  missionId: z.string().nullable(),
  /** Where it is dealt with. */
  path: z.string(),
  words: z.object({ id: noticeText, en: noticeText }),
  isUrgent: z.boolean(),
  createdAt: instant,
  readAt: instant.nullable(),
  /** The matter is over: nobody need act on it. */
  settledAt: instant.nullable(),
})

/** What comes by mail: urgent at once and the rest once a day, only what is urgent, or nothing but invitations. */
export const mailWish = z.enum(['daily', 'urgent', 'none'])

export const noticeEndpoints = {
  list: endpoint({
    method: 'GET',
    path: '/api/v1/me/notices',
    summary: 'Own notices, newest first, 30 a page; `before` = id of the last one seen',
    access: 'person',
    query: z.object({ before: id.optional(), unread: z.stringbool().optional() }),
    response: z.object({ notices: z.array(notice), hasMore: z.boolean() }),
  }),
  count: endpoint({
    method: 'GET',
    path: '/api/v1/me/notices/count',
    summary: 'How many own notices are unread, and how many of them urgent',
    access: 'person',
    response: z.object({ unread: z.int(), urgent: z.int() }),
  }),
  read: endpoint({
    method: 'POST',
    path: '/api/v1/me/notices/read',
    summary: 'Marks own notices read: those named (at most 500), or all unread ones; answers which changed',
    access: 'person',
    body: z.object({ ids: z.array(id).max(500).optional() }),
    response: z.object({ ids: z.array(id) }),
  }),
  unread: endpoint({
    method: 'POST',
    path: '/api/v1/me/notices/unread',
    summary: 'Takes marking back',
    access: 'person',
    body: z.object({ ids: z.array(id).min(1).max(5000) }),
    status: 204,
    response: z.null(),
  }),
  mailWish: endpoint({
    method: 'GET',
    path: '/api/v1/me/notices/mail',
    summary: 'What comes by mail, and whether mail leaves this installation at all',
    access: 'person',
    response: z.object({ wish: mailWish, isOpen: z.boolean() }),
  }),
  changeMailWish: endpoint({
    method: 'PUT',
    path: '/api/v1/me/notices/mail',
    summary: 'Chooses what comes by mail',
    access: 'person',
    body: z.object({ wish: mailWish }),
    status: 204,
    response: z.null(),
  }),
}
