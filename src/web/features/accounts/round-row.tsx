import { useState } from 'react'
import type { Account } from '../../../contract/accounts.ts'
import type { Mission } from '../../../contract/missions.ts'
import { type ApiResponse, api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { placeOf } from '../../lookups/missions.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { BadgeCheck } from '../../ui/icons.ts'
import { ListRow } from '../../ui/list-row.tsx'
import { ErrorNote } from '../../ui/note.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Time } from '../../ui/time.tsx'
import { chipOf, isInUse, isLink } from './account-state.ts'
import { type AccountAct, useAccountAct } from './use-account-act.ts'

type Said = ApiResponse<'GET /api/v1/missions/:missionId/confirmation-round'>['accounts'][number]
type Doubt = 'not_ours' | 'unsure'

type Props = {
  account: Account
  said: Said | undefined
  inRound: boolean
  mission: Mission | undefined
  confirms: boolean
}

/** One account to look at, and the three answers. An answer can be changed for as long as the account stands. */
export function RoundRow({ account, said, inRound, mission, confirms }: Props) {
  const { t } = useTexts('accounts')
  const home = useHomeZone()
  const act = useAccountAct()
  const [doubt, setDoubt] = useState<Doubt>()
  const [changing, setChanging] = useState(false)
  const answer = (value: 'ours' | 'withdrawn' | Doubt, note?: string) =>
    api('POST /api/v1/accounts/:accountId/verification', {
      params: { accountId: account.id },
      body: { answer: value, ...(note === undefined ? {} : { note }) },
    })
  const confirm = () =>
    act.mutate({
      run: () => answer('ours'),
      done: t('account.confirmed', { handle: account.handle }),
      undo: () => act.mutate({ run: () => answer('withdrawn'), done: t('account.confirmUndone') }),
      after: () => setChanging(false),
    })
  const isAnswered = inRound ? (said?.answer ?? null) !== null : account.verifiedAt !== null
  const place = mission ? placeOf(mission) : home
  const asks = confirms && (!isAnswered || changing)
  return (
    <ListRow
      title={<span className="anywhere">{account.handle}</span>}
      meta={
        <>
          <span>{networkName(account.network)}</span>
          {isLink(account.url) && (
            <a href={account.url} target="_blank" rel="noopener noreferrer">
              {t('round.look', { network: networkName(account.network) })}
            </a>
          )}
        </>
      }
      end={<StateChip state={chipOf(account)} />}
    >
      {said?.answer != null && said.at !== null && (
        <p className="soft t13">
          {t(`round.answered.${said.answer}`)} · <Time at={new Date(said.at)} place={place} withDay />
          {said.by !== null && ` · ${said.by}`}
          {said.note !== null && ` · “${said.note}”`}
        </p>
      )}
      {account.verifiedAt !== null && !isInUse(account) && <p className="soft t13">{t('round.notYet')}</p>}
      {act.error && doubt === undefined && <ErrorNote error={act.error} />}
      {confirms && (
        <div className="accounts-answers">
          {asks ? (
            <>
              <Button
                size="small"
                icon={BadgeCheck}
                busy={act.isPending && doubt === undefined && t('working')}
                onClick={confirm}
              >
                {t('round.ours')}
              </Button>
              <Button size="small" kind="quiet" onClick={() => setDoubt('not_ours')}>
                {t('round.not_ours')}
              </Button>
              <Button size="small" kind="quiet" onClick={() => setDoubt('unsure')}>
                {t('round.unsure')}
              </Button>
            </>
          ) : (
            <Button size="small" kind="quiet" onClick={() => setChanging(true)}>
              {t('round.change')}
              <span className="vh">: {account.handle}</span>
            </Button>
          )}
        </div>
      )}
      {doubt && (
        <DoubtDialog
          title={t('round.noteTitle', { handle: account.handle, answer: t(`round.${doubt}`) })}
          act={act}
          onClose={() => setDoubt(undefined)}
          onSend={(note) =>
            act.mutate({
              run: () => answer(doubt, note),
              done: t('round.saved'),
              after: () => {
                setDoubt(undefined)
                setChanging(false)
              },
            })
          }
        />
      )}
    </ListRow>
  )
}

function DoubtDialog({
  title,
  act,
  onSend,
  onClose,
}: {
  title: string
  act: AccountAct
  onSend: (note: string) => void
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const [note, setNote] = useState('')
  const wrong = fieldError(act.error, 'note')
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} onClick={() => onSend(note)}>
          {t('round.send')}
        </Button>
      }
    >
      <div className="stack">
        <TextArea
          label={t('round.note')}
          hint={t('round.noteHint')}
          error={wrong}
          value={note}
          onChange={setNote}
          maxLength={500}
        />
        {act.error && wrong === undefined && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
