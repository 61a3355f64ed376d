import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance } from 'fastify'
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { AppError } from '../platform/errors.ts'
import type { Log } from '../platform/log.ts'
import { answerProblems, type Say } from './problem.ts'

const maxBodyBytes = 1_048_576
/** A route that takes films says so itself. */
const maxUploadBytes = 25_000_000

export type ServerSettings = {
  readonly log: Log
  readonly say: Say
  /** Public address; cookies are `Secure` and other origins refused by it. */
  readonly url: string
  /** True behind a reverse proxy whose `X-Forwarded-*` headers may be believed. */
  readonly trustProxy: boolean
  readonly version: string
}

/**
 * A server with the walls every route stands behind: strict content policy, same-origin writes, limits on size and
 * rate, answers and refusals by schema. Bodies ≤ 1 MiB of JSON, files ≤ 25 MB.
 */
export async function createServer(settings: ServerSettings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: settings.trustProxy,
    bodyLimit: maxBodyBytes,
    routerOptions: { maxParamLength: 300 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.withTypeProvider<ZodTypeProvider>()
  app.decorateRequest('scope', null)
  answerProblems(app, settings)
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    strictTransportSecurity: settings.url.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    // Events must leave at once, so only what is sent whole; pictures are small already.
    customTypes: /^(application\/(problem\+|feed\+)?json|application\/(atom\+)?xml|text\/(html|plain|csv|css))/,
    // 11, the usual, takes 40 times as long for a tenth less.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  })
  await app.register(cookie)
  await app.register(rateLimit, { global: false })
  await app.register(multipart, {
    limits: { fileSize: maxUploadBytes, files: 1, fields: 10 },
    throwFileSizeLimit: true,
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Selaras', version: settings.version },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'selaras.session_token' } } },
    },
    transform: jsonSchemaTransform,
  })
  refuseForeignWrites(app, settings.url)
  return app
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Writes must come from our own pages (peers: login loops from URL settings, so the address that the browser used
 * counts, not a configured one): `Origin`, where a browser sends it, must name the host that was asked.
 */
function refuseForeignWrites(app: FastifyInstance, url: string): void {
  const publicHost = new URL(url).host
  app.addHook('onRequest', async (request) => {
    if (safeMethods.has(request.method)) return
    const origin = request.headers.origin
    if (origin === undefined) {
      // Browsers send Origin with every cross-site write; its absence with this header set means the same site or no browser.
      const site = request.headers['sec-fetch-site']
      if (site === undefined || site === 'same-origin' || site === 'none') return
      throw new AppError('forbidden', 'foreign_origin')
    }
    const host = URL.parse(origin)?.host
    if (host !== undefined && (host === request.host || host === publicHost)) return
    throw new AppError('forbidden', 'foreign_origin')
  })
}
