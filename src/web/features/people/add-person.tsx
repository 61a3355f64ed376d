import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { ByMail } from './invitation-mail.tsx'
import type { Invitation } from './invitation-sheets.tsx'
import { peopleQuery } from './people.ts'
import { emptyReach, type Reach, ReachFields, scopesOf } from './reach-fields.tsx'

/** A new person with a first role; the answer is an invitation to hand over. */
export function AddPerson({
  missionId,
  onClose,
  onInvited,
}: {
  /** Filled in beforehand, as for a post that is not in yet. */
  missionId?: string | undefined
  onClose: () => void
  onInvited: (invitation: Invitation) => void
}) {
  const { t } = useTexts('people')
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [leavesOn, setLeavesOn] = useState('')
  const [reach, setReach] = useState<Reach>(() => ({
    ...emptyReach(missionId),
    ...(missionId === undefined ? {} : { role: 'mission_officer' as const }),
  }))
  const [isMissing, setMissing] = useState(false)
  const [byMail, setByMail] = useState(false)
  const scopes = scopesOf(reach)
  const add = useMutation({
    mutationFn: ({ role }: { role: Exclude<Reach['role'], ''> }) =>
      api('POST /api/v1/people', {
        query: byMail ? { byMail: 'true' } : {},
        body: {
          name: name.trim(),
          email: email.trim(),
          leavesOn: leavesOn === '' ? null : leavesOn,
          grant: { role, scopes: scopes ?? [] },
        },
      }),
    onSuccess: async ({ signInUrl }) => {
      await queries.invalidateQueries({ queryKey: peopleQuery.queryKey })
      onInvited({ name: name.trim(), email: email.trim(), signInUrl })
    },
  })
  const send = () => {
    const { role } = reach
    const missing = name.trim() === '' || email.trim() === '' || scopes === undefined || role === ''
    setMissing(missing)
    if (!missing && !add.isPending) add.mutate({ role })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('form.title')}
      acts={
        <Button kind="primary" busy={add.isPending && t('form.sending')} onClick={send}>
          {t('form.send')}
        </Button>
      }
    >
      <form
        className="people-form"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField
          label={t('form.name')}
          error={fieldError(add.error, 'name')}
          value={name}
          onChange={setName}
          autoComplete="off"
        />
        <TextField
          label={t('form.email')}
          error={fieldError(add.error, 'email')}
          type="email"
          value={email}
          onChange={setEmail}
          autoComplete="off"
        />
        <ReachFields reach={reach} onChange={setReach} />
        <TextField
          label={t('form.leaves')}
          hint={t('form.leavesHint')}
          type="date"
          value={leavesOn}
          onChange={setLeavesOn}
        />
        <ByMail checked={byMail} onChange={setByMail} />
      </form>
      {isMissing && <Note kind="warn">{t('form.need')}</Note>}
      <Failure error={add.error} />
    </Dialog>
  )
}
