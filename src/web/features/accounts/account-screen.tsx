import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { useHolds } from '../../lookups/use-holds.ts'
import { Screen, ScreenHead } from '../../shell/index.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ExternalLink, KeyRound } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { isLink } from './account-state.ts'
import { ConnectionPanel } from './connection-panel.tsx'
import { CustodyPanel } from './custody-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { ObservationPanel, ObservedPanels } from './observation-panel.tsx'
import { StatusPanel } from './status-panel.tsx'
import { accountsQuery } from './use-account-act.ts'
import './accounts.css'

/** One account: where it stands, how it is connected, who answers for it, what happened to it. */
export function AccountScreen() {
  const { t } = useTexts('accounts')
  const { missionId = '', accountId = '' } = useParams({ strict: false })
  const { data, error, refetch } = useQuery(accountsQuery(missionId))
  const mission = useQuery(apiQuery('GET /api/v1/missions/:missionId', { params: { missionId } })).data
  const holds = useHolds(missionId)
  const account = data?.accounts.find(({ id }) => id === accountId)
  const name = mission?.shortName ?? missionId
  const keeps = holds('mission_officer', 'head_of_mission', 'administrator')
  return (
    <Screen
      title={account?.handle ?? t('title')}
      within={[
        { label: t('title'), to: '/akun' },
        { label: name, to: `/perwakilan/${missionId}` },
      ]}
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && !account && <EmptyState icon={KeyRound} title={t('notFound')} />}
      {account && (
        <div className="stack wide">
          <ScreenHead
            above={
              <span className="mute">
                {networkName(account.network)} · {name}
              </span>
            }
            title={<span className="anywhere">{account.handle}</span>}
            lead={account.purpose ?? undefined}
            acts={
              isLink(account.url) && (
                <a className="btn" href={account.url} target="_blank" rel="noopener noreferrer">
                  <ExternalLink className="s" />
                  {t('openAtNetwork', { network: networkName(account.network) })}
                </a>
              )
            }
          />
          <div className="accounts-columns">
            <div className="stack wide">
              <StatusPanel
                account={account}
                others={data?.accounts ?? []}
                keeps={keeps}
                confirms={holds('mission_officer', 'head_of_mission')}
              />
              <ConnectionPanel account={account} mission={mission} keeps={keeps} />
              {account.connectionState !== 'none' && (
                <ObservationPanel accountId={account.id} mission={mission} keeps={keeps} />
              )}
            </div>
            <div className="stack wide">
              <CustodyPanel account={account} keeps={keeps} />
              {account.connectionState !== 'none' && <ObservedPanels accountId={account.id} mission={mission} />}
              <HistoryPanel accountId={account.id} mission={mission} />
            </div>
          </div>
        </div>
      )}
    </Screen>
  )
}
