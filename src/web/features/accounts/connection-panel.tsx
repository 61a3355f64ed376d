import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import type { Mission } from '../../../contract/missions.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Check, CircleX, Hand, Link, RefreshCw, TriangleAlert } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Time } from '../../ui/time.tsx'
import { isInUse } from './account-state.ts'
import { ConnectDialog, type ConnectOptions } from './connect-dialog.tsx'
import { useAccountAct } from './use-account-act.ts'

type Props = { account: Account; mission: Mission | undefined; keeps: boolean }

/** How an account is connected to its network, and how that connection fares. */
export function ConnectionPanel({ account, mission, keeps }: Props) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [open, setOpen] = useState<'connect' | 'disconnect'>()
  const params = { accountId: account.id }
  const options = useQuery({
    ...apiQuery('GET /api/v1/accounts/:accountId/connection', { params }),
    enabled: keeps,
  }).data
  const { connection, connectionState } = account
  const mayConnect = options && !options.isSample && isInUse(account) && !options.registrationMissing
  const isByHand = options?.roads.includes('hand') ?? false
  const disconnect = () =>
    act.mutate({
      run: () => api('DELETE /api/v1/accounts/:accountId/connection', { params }),
      done: t('connection.disconnected', { handle: account.handle }),
      after: () => setOpen(undefined),
    })
  return (
    <Panel title={t('connection.title')} aside={<ConnectionChip account={account} />}>
      <div className="stack">
        {connection === null ? (
          <p className="soft">
            {isByHand ? t('connection.hand', { network: networkName(account.network) }) : t('connection.none')}
          </p>
        ) : (
          <Health account={account} mission={mission} />
        )}
        {keeps && !isByHand && options && <Hindrance account={account} options={options} />}
        {act.error && open === undefined && <ErrorNote error={act.error} />}
        {keeps && (
          <div className="row wrap">
            {mayConnect && !isByHand && (
              <Button
                icon={Link}
                kind={connectionState === 'connected' ? 'plain' : 'primary'}
                onClick={() => setOpen('connect')}
              >
                {t(connection === null ? 'connection.connect' : 'connection.again')}
              </Button>
            )}
            {connection !== null && !options?.isSample && (
              <Button
                icon={RefreshCw}
                busy={act.isPending && open === undefined && t('connection.checking')}
                onClick={() =>
                  act.mutate({ run: () => api('POST /api/v1/accounts/:accountId/connection/check', { params }) })
                }
              >
                {t('connection.check')}
              </Button>
            )}
            {connection !== null && (
              <Button kind="danger" onClick={() => setOpen('disconnect')}>
                {t('connection.disconnect')}
              </Button>
            )}
          </div>
        )}
      </div>
      {open === 'connect' && options && (
        <ConnectDialog account={account} options={options} onClose={() => setOpen(undefined)} />
      )}
      {open === 'disconnect' && (
        <Dialog
          open
          onClose={() => setOpen(undefined)}
          title={t('connection.disconnectTitle', { handle: account.handle })}
          acts={
            <Button kind="danger" busy={act.isPending && t('working')} onClick={disconnect}>
              {t('connection.disconnect')}
            </Button>
          }
        >
          <p>{t('connection.disconnectBody')}</p>
          {act.error && <ErrorNote error={act.error} />}
        </Dialog>
      )}
    </Panel>
  )
}

function ConnectionChip({ account }: { account: Account }) {
  const { t } = useTexts('accounts')
  const { connectionState, connection } = account
  if (connectionState === 'refused')
    return (
      <Chip tone="alert" icon={CircleX}>
        {t('chip.refused')}
      </Chip>
    )
  if (connection === null)
    return (
      <Chip tone="line" icon={Hand}>
        {t('chip.hand')}
      </Chip>
    )
  return connection.refusals > 0 ? (
    <Chip tone="warn" icon={TriangleAlert}>
      {t('chip.failing')}
    </Chip>
  ) : (
    <Chip tone="ok" icon={Check}>
      {t('chip.connected')}
    </Chip>
  )
}

/** Why this account cannot be connected now, and what to do about it. */
function Hindrance({ account, options }: { account: Account; options: ConnectOptions }) {
  const { t } = useTexts('accounts')
  if (options.isSample) return <Note kind="info">{t('connection.sample')}</Note>
  if (!isInUse(account)) return <Note kind="info">{t('connection.inUse')}</Note>
  if (options.registrationMissing)
    return <Note kind="warn">{t('connection.registrationMissing', { network: networkName(account.network) })}</Note>
  return null
}

function Health({ account, mission }: { account: Account; mission: Mission | undefined }) {
  const { t } = useTexts('accounts')
  const home = useHomeZone()
  const { connection, connectionState, connectionDetail } = account
  if (connection === null) return null
  const place = mission ? placeOf(mission) : home
  const at = (instant: string) => <Time at={new Date(instant)} place={place} withDay />
  return (
    <>
      {connectionState === 'refused' && (
        <Note kind="error" title={t('connection.refused')}>
          {t('connection.refusedNext')}
        </Note>
      )}
      {connectionState === 'connected' && connection.refusals > 0 && (
        <Note kind="warn" title={t('connection.failing')}>
          {t('connection.failingNext')}
        </Note>
      )}
      <Facts
        rows={[
          [t('connection.by'), connection.connectedBy ?? t('connection.byCommand')],
          ...(connection.connectedAt === null ? [] : [[t('connection.since'), at(connection.connectedAt)] as const]),
          [t('connection.last'), connection.succeededAt === null ? t('connection.never') : at(connection.succeededAt)],
          [
            t('connection.expires'),
            connection.expiresAt === null ? t('connection.expiresNot') : at(connection.expiresAt),
          ],
          ...(connection.limitedUntil === null
            ? []
            : [[t('connection.limited'), at(connection.limitedUntil)] as const]),
        ]}
      />
      {connectionDetail !== null && (
        <p className="soft t13 anywhere">{t('connection.detail', { detail: connectionDetail })}</p>
      )}
    </>
  )
}
