import type { FastifyInstance } from 'fastify'

/** Lets the pages of this scope take plain HTML forms of at most `maxBytes`; of a field sent twice the last counts. */
export function takeForms(pages: FastifyInstance, maxBytes: number): void {
  pages.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: maxBytes },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}
