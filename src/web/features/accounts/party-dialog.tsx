import { useState } from 'react'
import { useTexts } from '../../i18n/index.ts'
import { useSession } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, TextField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import type { AccountAct } from './use-account-act.ts'

export type Party = {
  name: string
  office: string
  personId: string | null
  isLocalShortTerm: boolean
  postingEndsOn: string | null
}

/** Asks who somebody is: a custodian, or whoever takes over. */
export function PartyDialog({
  title,
  act,
  onSend,
  onClose,
}: {
  title: string
  act: AccountAct
  onSend: (party: Party) => void
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const session = useSession()
  const [isMe, setIsMe] = useState(false)
  const [name, setName] = useState('')
  const [office, setOffice] = useState('')
  const [isLocal, setIsLocal] = useState(false)
  const [endsOn, setEndsOn] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const send = () => {
    const missing = name.trim().length < 2 || office.trim().length < 2
    setIsMissing(missing)
    if (missing) return
    const personId = isMe ? (session?.person.id ?? null) : null
    onSend({
      name: name.trim(),
      office: office.trim(),
      personId,
      isLocalShortTerm: isLocal,
      postingEndsOn: endsOn || null,
    })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      acts={
        <Button kind="primary" busy={act.isPending && t('working')} onClick={send}>
          {t('details.save')}
        </Button>
      }
    >
      <div className="stack">
        {session && (
          <Choice
            checked={isMe}
            onChange={(checked) => {
              setIsMe(checked)
              if (checked) setName(session.person.name)
            }}
          >
            {t('custody.me')}
          </Choice>
        )}
        <TextField label={t('custody.name')} value={name} onChange={setName} maxLength={120} readOnly={isMe} />
        <TextField
          label={t('custody.office')}
          hint={t('custody.officeHint')}
          value={office}
          onChange={setOffice}
          maxLength={120}
        />
        <TextField label={t('custody.endsOn')} type="date" value={endsOn} onChange={setEndsOn} />
        <Choice checked={isLocal} onChange={setIsLocal}>
          {t('custody.local')}
        </Choice>
        {isMissing && <Note kind="warn">{t('custody.need')}</Note>}
        {act.error && <ErrorNote error={act.error} />}
      </div>
    </Dialog>
  )
}
