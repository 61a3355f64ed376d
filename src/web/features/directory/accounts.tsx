import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import type { Mission } from '../../../contract/missions.ts'
import { ApiProblem, api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { useHolds } from '../../lookups/use-holds.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BadgeCheck, KeyRound, Plus } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { type ChipState, StateChip } from '../../ui/state-chip.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import { accountsQuery } from './accounts-query.ts'
import { ProposeAccount } from './propose-account.tsx'

/** Accounts of a mission with their state; its officers confirm and propose. */
export function Accounts({ mission }: { mission: Mission }) {
  const { t } = useTexts('directory')
  const [proposing, setProposing] = useState(false)
  const holds = useHolds(mission.id)
  const { data, error, refetch } = useQuery(accountsQuery(mission.id))
  const accounts = data?.accounts ?? []
  return (
    <Panel
      title={t('accounts.title')}
      count={data && accounts.length}
      note={t('accounts.note')}
      flush
      aside={
        holds('mission_officer', 'head_of_mission', 'administrator') && (
          <Button size="small" icon={Plus} onClick={() => setProposing(true)}>
            {t('propose.open')}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && accounts.length === 0 && (
        <EmptyState icon={KeyRound} title={t('accounts.empty')}>
          {t('accounts.emptyDetail')}
        </EmptyState>
      )}
      <Rows label={t('accounts.title')}>
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            mission={mission}
            mayVerify={holds('mission_officer', 'head_of_mission')}
          />
        ))}
      </Rows>
      {proposing && <ProposeAccount mission={mission} onClose={() => setProposing(false)} />}
    </Panel>
  )
}

function AccountRow({ account, mission, mayVerify }: { account: Account; mission: Mission; mayVerify: boolean }) {
  const { t } = useTexts('directory')
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: () =>
      api('POST /api/v1/accounts/:accountId/verification', {
        params: { accountId: account.id },
        body: { answer: 'withdrawn' },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: accountsQuery(mission.id).queryKey }),
  })
  const verify = useMutation({
    mutationFn: () =>
      api('POST /api/v1/accounts/:accountId/verification', {
        params: { accountId: account.id },
        body: { answer: 'ours' },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: accountsQuery(mission.id).queryKey })
      toast(t('accounts.done', { handle: account.handle }), () => withdraw.mutate())
    },
  })
  const place = placeOf(mission)
  const level = (['high', 'medium', 'low'] as const).find((one) => one === account.confidence)
  const isInUse = account.status === 'active' || account.status === 'restored'
  return (
    <ListRow
      title={
        <Link
          to="/perwakilan/$missionId/akun/$accountId"
          params={{ missionId: mission.id, accountId: account.id }}
          className="anywhere"
        >
          {account.handle}
        </Link>
      }
      meta={
        <>
          <span>{networkName(account.network)}</span>
          {account.verifiedAt === null
            ? level && <span>{t('accounts.confidence', { level: t(`accounts.levels.${level}`) })}</span>
            : isInUse && (
                <span>
                  {t('accounts.verified')} <Time at={new Date(account.verifiedAt)} place={place} withDay />
                </span>
              )}
          {account.connectionState === 'connected' && <span>{t('accounts.connected')}</span>}
          {account.connectionState === 'refused' && <span>{t('accounts.refused')}</span>}
          {account.status === 'restored' && <span>{t('accounts.restored')}</span>}
          {account.status === 'archived' && <span>{t('accounts.archived')}</span>}
        </>
      }
      end={
        <>
          <StateChip state={chipOf(account)} />
          {mayVerify && isInUse && account.verifiedAt === null && (
            <Button
              size="small"
              icon={BadgeCheck}
              busy={verify.isPending && t('accounts.verifying')}
              onClick={() => verify.mutate()}
            >
              {t('accounts.verify')}
              <span className="vh">: {account.handle}</span>
            </Button>
          )}
        </>
      }
    >
      {verify.error && <ErrorNote error={verify.error instanceof ApiProblem ? verify.error : {}} />}
    </ListRow>
  )
}

/** Official is only what is in use and confirmed by an officer of the mission. */
function chipOf({ status, verifiedAt }: Account): ChipState {
  if (status === 'active' || status === 'restored') return verifiedAt === null ? 'unverified' : 'official'
  return status === 'archived' ? 'closed' : status
}
