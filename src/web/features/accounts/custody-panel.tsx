import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Custodian, Custody } from '../../../contract/account-custody.ts'
import type { Account } from '../../../contract/accounts.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Handshake, Plus, ShieldCheck, Trash2, Users } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { OpenHandoverDialog } from './open-handover.tsx'
import { PartyDialog } from './party-dialog.tsx'
import { type AccountAct, useAccountAct } from './use-account-act.ts'

const kinds = ['recovery', 'mfa'] as const

/** Who answers for an account, and what they vouched for. */
export function CustodyPanel({ account, keeps }: { account: Account; keeps: boolean }) {
  const { t } = useTexts('accounts')
  const act = useAccountAct()
  const [open, setOpen] = useState<'add' | 'vault' | Custodian>()
  const params = { accountId: account.id }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/accounts/:accountId/custody', { params }))
  const close = () => setOpen(undefined)
  return (
    <Panel
      title={t('custody.title')}
      note={t('custody.note')}
      flush
      aside={
        keeps && (
          <Button size="small" icon={Plus} onClick={() => setOpen('add')}>
            {t('custody.add')}
          </Button>
        )
      }
    >
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <>
          <div className="accounts-inset">
            <Gaps custody={data} />
            {act.error && open === undefined && <ErrorNote error={act.error} />}
          </div>
          {data.custodians.length === 0 && (
            <EmptyState icon={Users} title={t('custody.none')}>
              {t('custody.noneDetail')}
            </EmptyState>
          )}
          <Rows label={t('custody.title')}>
            {data.custodians.map((one) => (
              <CustodianRow
                key={one.id}
                one={one}
                accountId={account.id}
                keeps={keeps}
                act={act}
                onHandover={() => setOpen(one)}
              />
            ))}
            {kinds.map((kind) => (
              <AttestationRow key={kind} kind={kind} custody={data} account={account} keeps={keeps} act={act} />
            ))}
            <ListRow
              title={t('custody.vault')}
              meta={<span>{data.vaultReference ?? t('custody.vaultNone')}</span>}
              end={
                keeps && (
                  <Button size="small" kind="quiet" onClick={() => setOpen('vault')}>
                    {t('custody.vaultEdit')}
                  </Button>
                )
              }
            />
          </Rows>
        </>
      )}
      {open === 'add' && (
        <PartyDialog
          title={t('custody.addTitle', { handle: account.handle })}
          missionId={account.missionId}
          act={act}
          onClose={close}
          onSend={(body) =>
            act.mutate({
              run: () => api('POST /api/v1/accounts/:accountId/custodians', { params, body }),
              done: t('custody.added', { name: body.name }),
              after: close,
            })
          }
        />
      )}
      {open === 'vault' && data && <VaultDialog account={account} custody={data} act={act} onClose={close} />}
      {typeof open === 'object' && (
        <OpenHandoverDialog custodian={open} missionId={account.missionId} onClose={close} />
      )}
    </Panel>
  )
}

function Gaps({ custody }: { custody: Custody }) {
  const { t } = useTexts('accounts')
  if (custody.gaps.length === 0) return <Note kind="accent">{t('custody.good')}</Note>
  return (
    <Note kind="warn" title={`${t('custody.missing')}:`}>
      {custody.gaps.map((gap) => t(`gaps.${gap}`)).join(', ')}.
    </Note>
  )
}

function CustodianRow({
  one,
  accountId,
  keeps,
  act,
  onHandover,
}: {
  one: Custodian
  accountId: string
  keeps: boolean
  act: AccountAct
  onHandover: () => void
}) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const { name, office, personId, isLocalShortTerm, endsOn: postingEndsOn } = one
  const putBack = () =>
    act.mutate({
      run: () =>
        api('POST /api/v1/accounts/:accountId/custodians', {
          params: { accountId },
          body: { name, office, personId, isLocalShortTerm, postingEndsOn },
        }),
      done: t('custody.added', { name }),
    })
  const remove = () =>
    act.mutate({
      run: () => api('DELETE /api/v1/custodians/:custodianId', { params: { custodianId: one.id } }),
      done: t('custody.removed', { name }),
      undo: putBack,
    })
  return (
    <ListRow
      icon={Users}
      title={one.name}
      meta={
        <>
          <span>{one.office}</span>
          {one.isLocalShortTerm && <span>{t('custody.localWord')}</span>}
          {one.endsOn !== null && <span>{t('custody.ends', { day: calendarDay(one.endsOn) })}</span>}
        </>
      }
      end={
        keeps && (
          <>
            <Button size="small" kind="quiet" icon={Handshake} iconOnly onClick={onHandover}>
              {t('custody.handover', { name: one.name })}
            </Button>
            <Button size="small" kind="quiet" icon={Trash2} iconOnly onClick={remove}>
              {t('custody.remove', { name: one.name })}
            </Button>
          </>
        )
      }
    />
  )
}

function AttestationRow({
  kind,
  custody,
  account,
  keeps,
  act,
}: {
  kind: (typeof kinds)[number]
  custody: Custody
  account: Account
  keeps: boolean
  act: AccountAct
}) {
  const { t } = useTexts('accounts')
  const { calendarDay } = useFormat()
  const said = custody.attestations.find((one) => one.kind === kind)
  const say = (holds: boolean) =>
    act.mutate({
      run: () =>
        api('PUT /api/v1/accounts/:accountId/attestations', {
          params: { accountId: account.id },
          body: { kind, holds },
        }),
      done: t(holds ? 'custody.attest.done' : 'custody.attest.undone'),
      undo: holds && said === undefined ? () => say(false) : undefined,
    })
  const day = said && calendarDay(said.at.slice(0, 10))
  return (
    <ListRow
      icon={ShieldCheck}
      {...(said === undefined ? { tone: 'alert' as const } : {})}
      title={t(`custody.attest.${kind}`)}
      meta={
        <span>
          {said === undefined || day === undefined
            ? t('custody.attest.not')
            : said.by === null
              ? t('custody.attest.byNobody', { day })
              : t('custody.attest.by', { name: said.by, day })}
        </span>
      }
      end={
        keeps && (
          <Button size="small" onClick={() => say(true)}>
            {t(said === undefined ? 'custody.attest.say' : 'custody.attest.again')}
            <span className="vh">: {t(`custody.attest.${kind}`)}</span>
          </Button>
        )
      }
    />
  )
}

function VaultDialog({
  account,
  custody,
  act,
  onClose,
}: {
  account: Account
  custody: Custody
  act: AccountAct
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const [reference, setReference] = useState(custody.vaultReference ?? '')
  const save = () =>
    act.mutate({
      run: () =>
        api('PUT /api/v1/accounts/:accountId/vault-reference', {
          params: { accountId: account.id },
          body: { reference },
        }),
      done: t('custody.vaultSaved'),
      after: onClose,
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('custody.vault')}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} onClick={save}>
          {t('details.save')}
        </Button>
      }
    >
      <TextField
        label={t('custody.vault')}
        hint={t('custody.vaultHint')}
        value={reference}
        onChange={setReference}
        maxLength={200}
        autoComplete="off"
      />
      {act.error && <ErrorNote error={act.error} />}
    </Dialog>
  )
}
