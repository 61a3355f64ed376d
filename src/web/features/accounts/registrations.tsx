import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trash2 } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useAccountAct } from './use-account-act.ts'

/** How networks know Selaras: what the ministry applied for. For administrators. */
export function Registrations() {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [editing, setEditing] = useState<{ network: string; clientId: string }>()
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/app-registrations'))
  const registrations = data?.registrations ?? []
  const missing = data?.missing ?? []
  return (
    <Panel
      title={t('registration.title')}
      note={t('registration.note')}
      flush
      footer={
        data && (
          <span className="accounts-redirect">
            {t('registration.redirect')}: <code>{data.redirectUri}</code>
          </span>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {act.error && editing === undefined && <ErrorNote error={act.error} />}
      {data && registrations.length + missing.length === 0 && (
        <p className="accounts-inset soft">{t('registration.none')}</p>
      )}
      <Rows label={t('registration.title')}>
        {registrations.map(({ network, service, clientId, registeredBy }) => (
          <ListRow
            key={`${network} ${service}`}
            title={networkName(network)}
            meta={
              <>
                {service !== '' && <span>{t('registration.server', { service })}</span>}
                <span className="anywhere">{clientId}</span>
                {registeredBy !== null && <span>{t('registration.by', { name: registeredBy })}</span>}
              </>
            }
            end={
              service === '' && (
                <>
                  <Button size="small" onClick={() => setEditing({ network, clientId })}>
                    {t('registration.change', { network: networkName(network) })}
                  </Button>
                  <Button
                    size="small"
                    kind="quiet"
                    icon={Trash2}
                    iconOnly
                    onClick={() =>
                      act.mutate({
                        run: () => api('DELETE /api/v1/app-registrations/:network', { params: { network } }),
                        done: t('registration.removed'),
                      })
                    }
                  >
                    {t('registration.remove', { network: networkName(network) })}
                  </Button>
                </>
              )
            }
          />
        ))}
        {missing.map((network) => (
          <ListRow
            key={network}
            title={networkName(network)}
            meta={<span>{t('registration.missing')}</span>}
            end={
              <Button size="small" onClick={() => setEditing({ network, clientId: '' })}>
                {t('registration.edit', { network: networkName(network) })}
              </Button>
            }
          />
        ))}
      </Rows>
      {editing && <RegistrationDialog {...editing} onClose={() => setEditing(undefined)} />}
    </Panel>
  )
}

function RegistrationDialog({
  network,
  clientId: known,
  onClose,
}: {
  network: string
  clientId: string
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [clientId, setClientId] = useState(known)
  const [clientSecret, setClientSecret] = useState('')
  const save = () =>
    act.mutate({
      run: () =>
        api('PUT /api/v1/app-registrations/:network', { params: { network }, body: { clientId, clientSecret } }),
      done: t('registration.saved', { network: networkName(network) }),
      after: onClose,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('registration.edit', { network: networkName(network) })}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} off={clientId.trim() === ''} onClick={save}>
          {t('registration.save')}
        </Button>
      }
    >
      <div className="stack">
        <TextField
          label={t('registration.clientId')}
          value={clientId}
          onChange={setClientId}
          autoComplete="off"
          spellCheck={false}
        />
        <TextField
          label={t('registration.clientSecret')}
          hint={t('registration.secretHint')}
          type="password"
          value={clientSecret}
          onChange={setClientSecret}
          autoComplete="off"
        />
        {act.error && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
