import { type ReactNode, useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import { type ApiResponse, api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { useAccountAct } from './use-account-act.ts'

export type ConnectOptions = ApiResponse<'GET /api/v1/accounts/:accountId/connection'>
/** `other`: the way to the other road, where there are two. */
type Props = { account: Account; options: ConnectOptions; onClose: () => void; other?: ReactNode }

/** Connects an account: by consent at the network where there is such a road, else by a secret made there. */
export function ConnectDialog(props: Props) {
  const { t } = useTexts('accounts')
  const { roads } = props.options
  const hasBoth = roads.includes('consent') && roads.length > 1
  // Where there are two, consent asks for a Selaras that the network's servers can reach.
  const isReachable = location.protocol === 'https:'
  const [bySecret, setBySecret] = useState(!roads.includes('consent') || (hasBoth && !isReachable))
  const other = hasBoth ? (
    <Button kind="quiet" onClick={() => setBySecret(!bySecret)}>
      {t(bySecret ? 'connection.form.byConsent' : 'connection.form.bySecret')}
    </Button>
  ) : undefined
  return bySecret ? <SecretDialog {...props} other={other} /> : <ConsentDialog {...props} other={other} />
}

function SecretDialog({ account, options, onClose, other }: Props) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const kind = options.roads.includes('bot_token') ? 'bot_token' : 'app_password'
  const [identifier, setIdentifier] = useState(account.handle)
  const [secret, setSecret] = useState('')
  const [service, setService] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const network = networkName(account.network)
  const send = () => {
    const missing = identifier.trim() === '' || secret.trim() === ''
    setIsMissing(missing)
    if (missing) return
    act.mutate({
      run: () =>
        api('POST /api/v1/accounts/:accountId/connection', {
          params: { accountId: account.id },
          body: { identifier, appPassword: secret, ...(service.trim() ? { service: asUrl(service.trim()) } : {}) },
        }),
      done: t('connection.form.done', { handle: account.handle }),
      after: onClose,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('connection.form.title', { handle: account.handle })}
      acts={
        <Button kind="primary" busy={act.isPending && t('connection.form.sending')} onClick={send}>
          {t('connection.form.send')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t(kind === 'bot_token' ? 'connection.form.howBot' : 'connection.form.how', { network })}</p>
        <TextField
          label={t('connection.form.identifier')}
          value={identifier}
          onChange={setIdentifier}
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="off"
        />
        <TextField
          label={t(`connection.form.${kind}`)}
          hint={t('connection.form.secretHint')}
          type="password"
          value={secret}
          onChange={setSecret}
          autoComplete="off"
        />
        {kind === 'app_password' && (
          <TextField
            label={t('connection.form.service')}
            type="url"
            inputMode="url"
            value={service}
            onChange={setService}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        {isMissing && <Note kind="warn">{t('connection.form.need')}</Note>}
        {act.error && <ErrorNote error={act.error} />}
        {other !== undefined && <div>{other}</div>}
      </div>
    </Dialog>
  )
}

const asUrl = (typed: string): string => (/^https?:\/\//i.test(typed) ? typed : `https://${typed}`)

function ConsentDialog({ account, options, onClose, other }: Props) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const network = networkName(account.network)
  const go = () =>
    act.mutate({
      run: async () => {
        const { url } = await api('POST /api/v1/accounts/:accountId/connection/consent', {
          params: { accountId: account.id },
        })
        location.assign(url)
      },
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('connection.form.title', { handle: account.handle })}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} onClick={go}>
          {t('connection.form.consent', { network })}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('connection.form.consentHow', { network })}</p>
        {options.service !== null && (
          <p className="soft">{t('connection.form.consentAt', { service: options.service })}</p>
        )}
        {act.error && <ErrorNote error={act.error} />}
        {other !== undefined && <div>{other}</div>}
      </div>
    </Dialog>
  )
}
