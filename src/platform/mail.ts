import { PassThrough } from 'node:stream'

/** One mail to one reader. */
export type Letter = {
  /** Fixed per mail, `…@host` without brackets: whoever gets it twice can see that it is one. */
  readonly messageId: string
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** `refused` and `later` are promises that nothing went out. Where that is not certain the answer is `doubtful`. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  /** The server will not take it for this reader, now or ever. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** `setup`: sign-in or sender is refused, so no other mail would fare better. */
  | { readonly kind: 'later'; readonly why: 'setup' | 'network' | 'server'; readonly detail: string }
  /** Cut after the whole mail was handed over and before the server's word. */
  | { readonly kind: 'doubtful'; readonly detail: string }

export type Mailer = {
  send(letter: Letter): Promise<MailOutcome>
  /** Signs in and leaves; undefined = well, else what is wrong. */
  check(): Promise<string | undefined>
}

export type MailSettings = {
  /** smtp://user:password@host:port, or smtps:// for TLS from the first byte. */
  readonly url: string
  /** `Selaras <selaras@…>` or an address. */
  readonly from: string
}

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number; readonly command?: string }

const loopback = /^(127\.|\[?::1\]?$|localhost$)/

/** What nodemailer is told. A password travels only where the line is sealed, or never leaves the machine. */
export function transportOf({ url }: Pick<MailSettings, 'url'>, timeoutMs: number) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const user = decodeURIComponent(username)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 465 : 587),
    secure,
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(password) } }),
    requireTLS: !secure && user !== '' && !loopback.test(hostname),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Sends by SMTP, one connection a mail: nodemailer's pool hands a mail whose connection was cut to the next one by
 * itself, which would double it. `timeoutMs` bounds each wait for the server.
 */
export function createMailer(settings: MailSettings, timeoutMs = 30_000): Mailer {
  // Loaded with the first mail: most processes send none.
  const open = async () => {
    const { default: nodemailer } = await import('nodemailer')
    return nodemailer.createTransport(transportOf(settings, timeoutMs))
  }
  return {
    async send(letter) {
      const transport = await open()
      let isHandedOver = false
      transport.use('stream', (mail, done) => {
        const watch = new PassThrough({
          flush(end) {
            isHandedOver = true
            end()
          },
        })
        mail.message.transform(watch)
        done()
      })
      try {
        await transport.sendMail({
          from: settings.from,
          to: letter.to,
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          messageId: `<${letter.messageId}>`,
          // RFC 3834: no answering machine answers us.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { kind: 'sent' }
      } catch (error) {
        return outcomeOf(error as SmtpError, isHandedOver)
      } finally {
        transport.close()
      }
    },
    async check() {
      const transport = await open()
      try {
        await transport.verify()
        return undefined
      } catch (error) {
        return detailOf(error as SmtpError)
      } finally {
        transport.close()
      }
    },
  }
}

/** What a failure proves. A reply of the server is proof; so is a cut before the mail was handed over. */
export function outcomeOf(error: SmtpError, isHandedOver: boolean): MailOutcome {
  const detail = detailOf(error)
  const { code, responseCode = 0, command = '' } = error
  const isForGood = responseCode >= 500
  if (code === 'EAUTH' || (isForGood && command.startsWith('MAIL'))) return { kind: 'later', why: 'setup', detail }
  const isAboutMail = command.startsWith('RCPT') || command.startsWith('DATA')
  if (isForGood && isAboutMail) return { kind: 'refused', detail }
  // No server was asked: the address itself cannot be used.
  if (code === 'EENVELOPE' && responseCode === 0) return { kind: 'refused', detail }
  if (responseCode > 0) return { kind: 'later', why: 'server', detail }
  return isHandedOver ? { kind: 'doubtful', detail } : { kind: 'later', why: 'network', detail }
}

const detailOf = (error: SmtpError): string => error.message.replaceAll(/\s+/g, ' ').slice(0, 300)
