import { parseArgs } from 'node:util'
import {
  checkConnection,
  connectAccount,
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
const usage = 'account connect|disconnect|check NETWORK HANDLE | account care'

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
  about: 'connects (app password or bot token on stdin), disconnects, checks; care lists what needs somebody',
  run: async (words) => {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: { service: { type: 'string' }, identifier: { type: 'string' } },
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
      const appPassword = await readSecret('App password or bot token')
      const identifier = values.identifier ?? handle
      return connectAccount(deps, scope, id, { service: values.service, identifier, appPassword })
    })
  },
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
