import { useQuery } from '@tanstack/react-query'
import { useTexts } from '../../i18n/index.ts'
import { Choice } from '../../ui/field.tsx'
import { useHomeZone } from '../../ui/home-zone.tsx'
import { Note } from '../../ui/note.tsx'
import { Time } from '../../ui/time.tsx'
import { type Person, peopleQuery } from './people.ts'

/** Whether invitations can go out by mail here. */
export const useMailOpen = (): boolean => useQuery(peopleQuery).data?.isMailOpen ?? false

/** Lets the invitation go out by mail too, where mail leaves. */
export function ByMail({ checked, onChange }: { checked: boolean; onChange: (checked: boolean) => void }) {
  const { t } = useTexts('people')
  if (!useMailOpen()) return null
  return (
    <Choice checked={checked} onChange={onChange} note={t('mail.choiceNote')}>
      {t('mail.choice')}
    </Choice>
  )
}

/** How the last invitation by mail fared, with what to do where it did not arrive. */
export function InvitationState({ person }: { person: Person }) {
  const { t } = useTexts('people')
  const home = useHomeZone()
  const { invitation } = person
  if (invitation === null || person.hasPassword) return null
  const hasLapsed = person.invitedUntil === null && invitation.state === 'sent'
  const isBad = hasLapsed || ['refused', 'doubtful', 'expired'].includes(invitation.state)
  return (
    <Note kind={isBad ? 'warn' : 'info'} title={t(hasLapsed ? 'mail.lapsed' : `mail.${invitation.state}`)}>
      <Time at={new Date(invitation.at)} place={home} withDay />
      {invitation.failure !== null && <span className="anywhere"> · {invitation.failure}</span>}
      {isBad && <p>{t('mail.again')}</p>}
    </Note>
  )
}
