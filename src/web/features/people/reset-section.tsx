import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useSession } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Invitation } from './invitation-sheets.tsx'
import type { Person } from './people.ts'
import { useChange } from './use-change.ts'

/** Taking a code generator away: one asks, another confirms. */
export function ResetSection({ person, onInvited }: { person: Person; onInvited: (invitation: Invitation) => void }) {
  const { t } = useTexts('people')
  return (
    <section className="people-section">
      <h3>{t('person.reset')}</h3>
      {person.reset === null ? (
        <Ask person={person} />
      ) : (
        <Settle person={person} reset={person.reset} onInvited={onInvited} />
      )}
    </section>
  )
}

function Ask({ person }: { person: Person }) {
  const { t } = useTexts('people')
  const [reason, setReason] = useState('')
  const ask = useChange(
    () =>
      api('POST /api/v1/people/:personId/second-factor-reset', {
        params: { personId: person.id },
        body: { reason: reason.trim() },
      }),
    t('person.resetAsked'),
  )
  return (
    <>
      <TextField label={t('person.resetReason')} hint={t('person.resetHint')} value={reason} onChange={setReason} />
      <Failure error={ask.error} />
      <div>
        <Button off={reason.trim().length < 3} busy={ask.isPending} onClick={() => ask.mutate(undefined)}>
          {t('person.resetAsk')}
        </Button>
      </div>
    </>
  )
}

function Settle({
  person,
  reset,
  onInvited,
}: {
  person: Person
  reset: NonNullable<Person['reset']>
  onInvited: (invitation: Invitation) => void
}) {
  const { t } = useTexts('people')
  const session = useSession()
  const params = { personId: person.id }
  const confirm = useMutation({
    mutationFn: () => api('POST /api/v1/people/:personId/second-factor-reset/confirm', { params }),
    onSuccess: ({ signInUrl }) => onInvited({ name: person.name, email: person.email, signInUrl }),
  })
  const cancel = useChange(
    () => api('DELETE /api/v1/people/:personId/second-factor-reset', { params }),
    t('person.resetCancelled'),
  )
  const isOwn = reset.askedById === session?.person.id || person.id === session?.person.id
  const mayConfirm = !isOwn && (session?.roles.includes('administrator') ?? false)
  return (
    <>
      <p>{t('waiting.resetBy', { name: reset.askedBy ?? t('waiting.machine'), reason: reset.reason })}</p>
      {isOwn && <p className="soft">{t('person.resetOwn')}</p>}
      <Failure error={confirm.error ?? cancel.error} />
      <div className="row wrap">
        {mayConfirm && (
          <Button kind="primary" busy={confirm.isPending} onClick={() => confirm.mutate()}>
            {t('person.resetConfirm')}
          </Button>
        )}
        <Button busy={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
          {t('person.resetCancel')}
        </Button>
      </div>
    </>
  )
}
