// The whole Bluesky network (PDS, AppView, PLC, ozone, bsync) in this process, steered by its parent over IPC.
// Needs DB_POSTGRES_URL and REDIS_HOST. It ends with its parent.
import { createHmac } from 'node:crypto'
import { AtpAgent } from '@atproto/api'
import { TestNetwork } from '@atproto/dev-env'
import { PDS } from '@atproto/pds'

// With what settings the network's own PDS was started, for a second one in a process of its own.
let settings
const fromEnv = PDS.fromEnv.bind(PDS)
PDS.fromEnv = (env, ...rest) => {
  settings ??= env
  return fromEnv(env, ...rest)
}

const network = await TestNetwork.create({ bsky: { dbPostgresSchema: 'bsky' } })

const commands = {
  async createAccount({ handle, service = network.pds.url }) {
    const agent = new AtpAgent({ service })
    const password = `pass-${handle}`
    await agent.createAccount({ handle, email: `${handle}@mail.test`, password })
    const { data } = await agent.com.atproto.server.createAppPassword({ name: 'selaras' })
    return { did: agent.assertDid, handle, password, appPassword: data.password }
  },
  /** Settings of a further PDS of this network: its accounts are in the same directory (PLC). */
  pdsSettings({ port, folder }) {
    return { ...settings, port, dataDirectory: `${folder}/data`, blobstoreDiskLocation: `${folder}/blobs` }
  },
  /** Lets the AppView catch up, so that counts are there to be read. */
  async processAll() {
    await network.processAll(30_000)
  },
  /** The same token as if it had been given out a day ago: the server signs, so only its clock is moved. */
  expireToken({ jwt }) {
    const [header, payload] = jwt.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const old = { ...claims, iat: claims.iat - 86_400, exp: claims.iat - 79_200 }
    const signed = `${header}.${Buffer.from(JSON.stringify(old)).toString('base64url')}`
    return `${signed}.${createHmac('sha256', network.pds.jwtSecretKey()).update(signed).digest('base64url')}`
  },
}

process.on('message', async ({ id, command, input }) => {
  try {
    process.send({ id, result: await commands[command](input) })
  } catch (error) {
    process.send({ id, error: String(error?.stack ?? error) })
  }
})
// The parent closed the line or died. Everything it stored lies in a folder the parent removes, so nothing is saved.
process.on('disconnect', () => process.exit(0))
process.send({ ready: { pdsUrl: network.pds.url, appviewUrl: network.bsky.url, plcUrl: network.plc.url } })
