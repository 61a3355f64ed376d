import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Config } from '../platform/config.ts'
import { openSecretBox } from '../platform/secrets.ts'
import { composeServer, type Installation } from './compose.ts'
import { startHeartbeat } from './heartbeat.ts'
import { sharedReader } from './load-reader.ts'
import { announceFirstSignIn, prepareData } from './prepare-data.ts'
import { resealAll } from './reseal.ts'
import { openInstallation, type Started, stopOnSignal } from './run.ts'
import { startWorker } from './worker.ts'

export type RoleName = 'web' | 'worker'

const say = (sentence: string) => process.stderr.write(`${sentence}\n`)

/** Starts the roles of this process, prints where it is to be found, and stops cleanly on a signal. */
export async function serve(config: Config, roles: readonly RoleName[]): Promise<void> {
  const { installation, close } = await openInstallation(config)
  const started: Started[] = [{ stop: close }]
  const stopping = new AbortController()
  const stop = async () => {
    stopping.abort()
    for (const part of started.toReversed()) await part.stop()
  }
  stopOnSignal(stop)
  try {
    // People see the first page while the sample's posts are still being written.
    const onRegister = async () => {
      if (!roles.includes('web')) return
      await announceFirstSignIn(installation, say)
      started.push(await startWeb(installation))
    }
    await prepareData(installation, say, { onRegister, signal: stopping.signal })
    if (config.previousSecret) await leavePreviousSecret(config, installation)
    started.push(await startHeartbeat(installation, roles))
    if (roles.includes('worker')) started.push(await startWorker(installation, await sharedReader(installation)))
  } catch (error) {
    if (stopping.signal.aborted) return
    await stop()
    throw error
  }
}

async function leavePreviousSecret(config: Config, { database }: Installation): Promise<void> {
  const secrets = await openSecretBox(config)
  const { resealed, unreadable } = await resealAll({ db: database.db, secrets })
  say(`Rahasia disegel ulang dengan SELARAS_SECRET yang baru: ${resealed}; tak terbaca: ${unreadable}.`)
  if (unreadable === 0) say('SELARAS_SECRET_PREVIOUS sudah boleh dihapus.')
}

/** Listens on the configured address. @throws a sentence where the port is taken. */
export async function startWeb(installation: Installation): Promise<Started & { readonly address: string }> {
  const { config } = installation
  const { app } = await composeServer(installation)
  const webFolder = join(config.projectFolder, 'dist', 'web')
  if (existsSync(join(webFolder, 'index.html'))) {
    await app.register(fastifyStatic, {
      root: webFolder,
      wildcard: false,
      index: false,
      // The build leaves .br and .gz beside each text file.
      preCompressed: true,
      maxAge: '365d',
      immutable: true,
      // Only names under assets/ carry a hash of what is inside.
      setHeaders: (reply, file) => {
        if (!file.includes('/assets/')) reply.header('cache-control', 'no-cache')
      },
    })
    // Pages of the browser application: any address that no route answers, for whoever asks for a page.
    app.setNotFoundHandler((request, reply) => {
      const wantsPage =
        request.method === 'GET' && !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html')
      if (wantsPage)
        return reply.header('cache-control', 'no-cache').sendFile('index.html', { maxAge: 0, immutable: false })
      return reply
        .code(404)
        .type('application/problem+json')
        .send(
          JSON.stringify({
            type: 'urn:selaras:problem:not_found',
            title: 'Halaman atau data ini tidak ada.',
            status: 404,
            code: 'not_found',
            key: 'not_found',
          }),
        )
    })
  }
  try {
    const address = await app.listen({ port: config.port, host: config.host })
    say(`Selaras siap di ${config.url}`)
    return { address, stop: () => app.close() }
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${config.port} dipakai program lain. Pilih yang lain: PORT=3001 npm start`, { cause: error })
  }
}
