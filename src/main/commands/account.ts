import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import {
  checkConnection,
  connectAccount,
  connectByConsent,
  disconnectAccount,
  findAccountByHandle,
  listCare,
  saveRegistration,
} from '../../features/accounts/index.ts'
import { systemScope } from '../../features/missions/index.ts'
import { findLastPosts } from '../../features/observing/index.ts'
import { readInstallationKind } from '../../features/people/index.ts'
import { AppError } from '../../platform/errors.ts'
import { sayProblem } from '../../platform/texts/problems.ts'
import { composeOutside, type Installation } from '../compose.ts'
import { type Command, print, refuse, withInstallation } from './command.ts'

const scope = systemScope('command line')
const usage = 'account connect|disconnect|check NETWORK HANDLE [--consent] | account care'

async function depsOf(installation: Installation) {
  const { database, clock, config, ministry } = installation
  const { secrets, networks } = await composeOutside(installation)
  return {
    db: database.db,
    now: () => clock.now(),
    homeZone: ministry.homeZone,
    secrets,
    networks,
    timeoutMs: config.networkTimeoutMs,
    isSample: async () => (await readInstallationKind(database.db)) === 'sample',
    lastPosts: (ids: readonly string[]) => findLastPosts(database.db, ids),
  }
}

/** Connects accounts from the command line. Secrets come in on stdin, never as a word of the command: those are seen by others and kept in histories. */
export const accountCommand: Command = {
  usage,
  about:
    'connects (app password or bot token on stdin, or --consent in a browser), disconnects, checks; care lists what needs somebody',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { service: { type: 'string' }, identifier: { type: 'string' }, consent: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [act, network, handle] = positionals
    if (act === 'care')
      return withInstallation(async (installation) => {
        print(await listCare(await depsOf(installation), scope))
        return 0
      })
    if ((act !== 'connect' && act !== 'disconnect' && act !== 'check') || !network || !handle) return refuse(usage)
    return inWords(async (installation) => {
      const deps = await depsOf(installation)
      const { id } = await findAccountByHandle(deps.db, scope, network, handle)
      if (act === 'disconnect') return disconnectAccount(deps, scope, id)
      if (act === 'check') return checkConnection(deps, scope, id)
      if (values.consent === true) return withReturnAddress((uri, ask) => connectByConsent(deps, scope, id, uri, ask))
      const appPassword = await readSecret('App password or bot token')
      const identifier = values.identifier ?? handle
      return connectAccount(deps, scope, id, { service: values.service, identifier, appPassword })
    })
  },
}

type Answer = { state?: string; code?: string; error?: string; iss?: string }
const consentWithinMs = 10 * 60_000

/** An address on this machine to which the network sends the person back, for ten minutes or one answer. */
async function withReturnAddress<T>(
  work: (redirectUri: string, ask: (url: string) => Promise<Answer>) => Promise<T>,
): Promise<T> {
  let settle: (answer: Answer) => void = () => {}
  const answered = new Promise<Answer>((resolve) => {
    settle = resolve
  })
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname !== '/') return void response.writeHead(404).end()
    response
      .writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      .end('Kembali ke terminal. / Go back to the terminal.')
    settle(Object.fromEntries(searchParams))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const timer = setTimeout(() => settle({ error: 'nobody came back within ten minutes' }), consentWithinMs)
  try {
    return await work(`http://127.0.0.1:${port}/`, async (url) => {
      process.stderr.write(`Open this in a browser on this machine and agree:\n${url}\n`)
      return answered
    })
  } finally {
    clearTimeout(timer)
    server.close()
    server.closeAllConnections()
  }
}

/** Keeps how a network knows Selaras; its secret on stdin. */
export const registrationCommand: Command = {
  usage: 'registration NETWORK CLIENT_ID',
  about: 'keeps the client id a network gave the ministry; its secret on stdin',
  run: async ([network, clientId]) => {
    if (!network || !clientId) return refuse('registration NETWORK CLIENT_ID')
    return inWords(async (installation) => {
      const deps = await depsOf(installation)
      return saveRegistration(deps, scope, network, { clientId, clientSecret: await readSecret('Client secret') })
    })
  },
}

/** Prints what the work answers, or its refusal in a sentence. */
async function inWords(work: (installation: Installation) => Promise<unknown>): Promise<number> {
  return withInstallation(async (installation) => {
    try {
      print(await work(installation))
      return 0
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      process.stderr.write(`${sayProblem('en', error.key, error.params)}\n`)
      return 1
    }
  })
}

/** One line from stdin; asked for, and not shown, where somebody types. */
async function readSecret(what: string): Promise<string> {
  const { stdin } = process
  if (!stdin.isTTY) {
    const chunks: Buffer[] = []
    for await (const chunk of stdin) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks).toString('utf8').trim()
  }
  process.stderr.write(`${what}: `)
  stdin.setRawMode(true)
  let typed = ''
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        if (character === '\r' || character === '\n') return typed.trim()
        if (character === '\u0003') throw new Error('Given up; nothing was changed.')
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character
      }
    }
    return typed.trim()
  } finally {
    stdin.setRawMode(false)
    process.stderr.write('\n')
  }
}
