import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useNow } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { formatAgo } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { LogOut, Send, UserPlus } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { InvitationState, useMailOpen } from './invitation-mail.tsx'
import type { Invitation } from './invitation-sheets.tsx'
import { type Person, useReach } from './people.ts'
import { emptyReach, type Reach, ReachFields, scopesOf } from './reach-fields.tsx'
import { ResetSection } from './reset-section.tsx'
import { useChange } from './use-change.ts'
import { ViewAs } from './view-as.tsx'

/** Everything about one person, and what whoever looks may do about it. */
export function PersonDialog({
  person,
  onClose,
  onInvited,
}: {
  person: Person
  onClose: () => void
  onInvited: (invitation: Invitation) => void
}) {
  const { t } = useTexts('people')
  const { language } = useFormat()
  const now = useNow()
  const seen =
    person.lastSeenAt === null
      ? t('person.never')
      : t('person.lastSeen', { ago: formatAgo(new Date(person.lastSeenAt), now, language) })
  return (
    <Dialog open wide onClose={onClose} title={person.name}>
      <div className="stack wide">
        <p className="soft anywhere">
          {person.email} · {seen}
        </p>
        {person.isSample && (
          <div className="stack tight">
            <div>
              <ViewAs person={person} />
            </div>
            <p className="soft">{t('person.viewAsHint')}</p>
          </div>
        )}
        <Roles person={person} />
        {person.mayManage ? (
          <>
            <LastDay key={person.leavesOn} person={person} />
            {!person.isSample && <Access person={person} onInvited={onInvited} />}
            {person.secondFactor && <ResetSection person={person} onInvited={onInvited} />}
          </>
        ) : (
          <Note kind="info">{t('person.readOnly')}</Note>
        )}
      </div>
    </Dialog>
  )
}

function Roles({ person }: { person: Person }) {
  const { t } = useTexts('people')
  const { t: words } = useTexts('shell')
  const { calendarDay } = useFormat()
  const reachOf = useReach()
  const [reach, setReach] = useState<Reach>()
  const [validTo, setValidTo] = useState('')
  const params = { personId: person.id }
  const end = useChange(
    (grantId: string) => api('DELETE /api/v1/people/:personId/grants/:grantId', { params: { ...params, grantId } }),
    t('person.ended'),
  )
  const give = useChange(async ({ role, ...rest }: Reach) => {
    const scopes = scopesOf({ role, ...rest })
    if (role === '' || !scopes) return
    await api('POST /api/v1/people/:personId/grants', {
      params,
      body: { role, scopes, validTo: validTo === '' ? null : validTo },
    })
    setReach(undefined)
  }, t('person.granted'))
  return (
    <section className="people-section">
      <h3>{t('person.roles')}</h3>
      {person.grants.length === 0 && <p className="soft">{t('noRole')}</p>}
      {person.grants.map((grant) => (
        <div key={grant.id} className="people-grant">
          <span className="grow">
            <b>{words(`roles.${grant.role}`)}</b> · {reachOf(grant.scopes)}
            {grant.validTo !== null && ` · ${t('until', { day: calendarDay(grant.validTo) })}`}
          </span>
          {person.mayManage && (
            <Button
              size="small"
              busy={end.isPending && end.variables === grant.id}
              onClick={() => end.mutate(grant.id)}
            >
              {t('person.end')}
            </Button>
          )}
        </div>
      ))}
      <Failure error={end.error ?? give.error} />
      {person.mayManage && reach === undefined && (
        <div>
          <Button icon={UserPlus} onClick={() => setReach(emptyReach())}>
            {t('person.grant')}
          </Button>
        </div>
      )}
      {reach && (
        <>
          <div className="people-form">
            <ReachFields reach={reach} onChange={setReach} />
            <TextField label={t('form.until')} type="date" value={validTo} onChange={setValidTo} />
          </div>
          <div>
            <Button
              kind="primary"
              off={scopesOf(reach) === undefined}
              busy={give.isPending}
              onClick={() => give.mutate(reach)}
            >
              {t('person.give')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

function LastDay({ person }: { person: Person }) {
  const { t } = useTexts('people')
  const [day, setDay] = useState(person.leavesOn ?? '')
  const save = useChange(
    (leavesOn: string | null) =>
      api('PUT /api/v1/people/:personId/leaving-date', { params: { personId: person.id }, body: { leavesOn } }),
    t('person.savedLeaving'),
  )
  return (
    <section className="people-section">
      <div className="people-form">
        <TextField label={t('person.leaving')} hint={t('form.leavesHint')} type="date" value={day} onChange={setDay} />
      </div>
      <Failure error={save.error} />
      <div>
        <Button
          off={day === (person.leavesOn ?? '')}
          busy={save.isPending}
          onClick={() => save.mutate(day === '' ? null : day)}
        >
          {t('person.saveLeaving')}
        </Button>
      </div>
    </section>
  )
}

function Access({ person, onInvited }: { person: Person; onInvited: (invitation: Invitation) => void }) {
  const { t } = useTexts('people')
  const params = { personId: person.id }
  const invite = useMutation({
    mutationFn: () => api('POST /api/v1/people/:personId/sign-in-link', { params }),
    onSuccess: ({ signInUrl }) => onInvited({ name: person.name, email: person.email, signInUrl }),
  })
  const isMailOpen = useMailOpen()
  const mail = useChange(
    () => api('POST /api/v1/people/:personId/sign-in-link', { params, query: { byMail: 'true' } }),
    t('mail.onTheWay'),
  )
  const end = useChange(() => api('DELETE /api/v1/people/:personId/sessions', { params }), t('person.endedSessions'))
  return (
    <section className="people-section">
      <h3>{t('person.access')}</h3>
      <InvitationState person={person} />
      <div className="row wrap">
        {!person.secondFactor && isMailOpen && (
          <Button icon={Send} busy={mail.isPending} onClick={() => mail.mutate(undefined)}>
            {t('mail.send')}
          </Button>
        )}
        {!person.secondFactor && (
          <Button icon={UserPlus} busy={invite.isPending} onClick={() => invite.mutate()}>
            {t('person.invite')}
          </Button>
        )}
        {person.lastSeenAt !== null && (
          <Button icon={LogOut} busy={end.isPending} onClick={() => end.mutate(undefined)}>
            {t('person.endSessions')}
          </Button>
        )}
      </div>
      {!person.secondFactor && <p className="soft">{t('person.inviteHint')}</p>}
      <Failure error={invite.error ?? mail.error ?? end.error} />
    </section>
  )
}
