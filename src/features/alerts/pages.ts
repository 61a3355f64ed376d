import { mkdirSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { alertFolder } from './write-pages.ts'

/** The public pages of alerts under `/siaga`, as the files stand; without the database too. */
export async function alertPages(app: FastifyInstance, dataFolder: string): Promise<void> {
  const root = alertFolder(dataFolder)
  mkdirSync(root, { recursive: true })
  app.get('/siaga', { schema: { hide: true } }, (_request, reply) => reply.redirect('/siaga/', 308))
  await app.register(fastifyStatic, {
    root,
    prefix: '/siaga/',
    decorateReply: false,
    redirect: true,
    // Read again each time, answered 304 where nothing changed: an alert must not wait for a cache.
    cacheControl: false,
    setHeaders: (reply) => void reply.header('cache-control', 'no-cache'),
  })
}
