import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { joinServer } from '../../src/platform/database/embedded.ts'
import { migrate } from '../../src/platform/database/migrate.ts'
import { removeAbandoned } from './abandoned.ts'
import { onServer, withDatabase } from './database.ts'

const prefix = 'selaras-test-'

/** One server for the whole run: the embedded one in a temporary folder, or TEST_DATABASE_URL. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  await removeAbandoned(prefix)
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const embedded = given ? undefined : await joinServer(folder, { log: () => {}, durable: false })
  const end = async () => {
    await embedded?.release()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const server = given ?? urlOf(embedded?.connection)
    await onServer(server, 'drop database if exists selaras_template')
    await onServer(server, 'create database selaras_template')
    await migrate({ url: withDatabase(server, 'selaras_template') })
    project.provide('databaseServer', server)
    return end
  } catch (error) {
    await end()
    throw error
  }
}

function urlOf(
  connection: { host: string; port: number; user: string; database: string; password?: string } | undefined,
): string {
  if (!connection) throw new Error('no test server')
  const login = connection.password ? `${connection.user}:${encodeURIComponent(connection.password)}` : connection.user
  return `postgres://${login}@${encodeURIComponent(connection.host)}:${connection.port}/${connection.database}`
}
