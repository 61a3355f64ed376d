import { pino } from 'pino'

export type Log = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
  debug(fields: object, message: string): void
}

// What may hold a secret is cut before a line is written, wherever it stands in the first two levels.
const secretNames = [
  'secret',
  'password',
  'appPassword',
  'accessJwt',
  'refreshJwt',
  'token',
  'authorization',
  'cookie',
  'totp',
]

/** JSON lines on stderr (stdout is data). `level`: silent, error, warn, info or debug. */
export function createLog(level: string): Log {
  const paths = secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  return pino({ level, base: null, redact: { paths, censor: '[secret]' } }, pino.destination({ fd: 2, sync: true }))
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, debug: () => {} }
