import { type IncomingHttpHeaders, request } from 'node:http'

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }

/**
 * A person with a browser at the consent page of a real PDS (@atproto/oauth-provider, read 2026-11-25): opens it, signs in
 * with the account's own password, agrees. Answers what the browser brings back to Selaras.
 */
export async function consentAs(
  person: { readonly did: string; readonly handle: string; readonly password: string },
  address: string,
): Promise<URLSearchParams> {
  const page = new URL(address)
  const cookies = new Map<string, string>()
  const opened = await send(cookies, 'GET', page, {
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
    'sec-fetch-site': 'none',
  })
  if (opened.status !== 200) throw new Error(`The consent page answered ${opened.status}: ${opened.text.slice(0, 300)}`)
  const post = async (path: string, body: object, bearer?: string) => {
    const url = new URL(`/@atproto/oauth-provider/~api/${path}`, page)
    const headers = {
      'content-type': 'application/json',
      'sec-fetch-mode': 'same-origin',
      'sec-fetch-site': 'same-origin',
      origin: page.origin,
      referer: page.href,
      'x-csrf-token': cookies.get('csrf-token') ?? '',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    }
    const answer = await send(cookies, 'POST', url, headers, JSON.stringify(body))
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.text.slice(0, 300)}`)
    return JSON.parse(answer.text) as { url?: string; ephemeralToken?: string }
  }
  const { handle: username, password, did } = person
  const { ephemeralToken } = await post('sign-in', { locale: 'en', username, password, remember: false })
  const { url = '' } = await post('consent', { did }, ephemeralToken)
  return new URL(url).searchParams
}

/** By `node:http`: `fetch` says of itself what kind of fetch it is. */
function send(
  cookies: Map<string, string>,
  method: string,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<Answer> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers: { ...headers, ...(cookie === '' ? {} : { cookie }) } }, (response) => {
      for (const line of response.headers['set-cookie'] ?? []) {
        const [pair = ''] = line.split(';')
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
      }
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
    call.on('error', reject)
    call.end(body)
  })
}
