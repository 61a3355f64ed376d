import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ApiResponse, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, SelectField, TextField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import type { AccountAct } from './use-account-act.ts'

export type Party = {
  name: string
  office: string
  personId: string | null
  isLocalShortTerm: boolean
  postingEndsOn: string | null
}

type Colleague = ApiResponse<'GET /api/v1/missions/:missionId/colleagues'>['colleagues'][number]

/** Asks who somebody is: a custodian, or whoever takes over. */
export function PartyDialog({
  title,
  missionId,
  act,
  onSend,
  onClose,
}: {
  title: string
  missionId: string
  act: AccountAct
  onSend: (party: Party) => void
  onClose: () => void
}) {
  const { t } = useTexts('accounts')
  const query = apiQuery('GET /api/v1/missions/:missionId/colleagues', { params: { missionId } })
  const colleagues = useQuery(query).data?.colleagues ?? []
  const [personId, setPersonId] = useState('')
  const [name, setName] = useState('')
  const [office, setOffice] = useState('')
  const [isLocal, setIsLocal] = useState(false)
  const [endsOn, setEndsOn] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const labelOf = ({ name, roles }: Colleague) => {
    const words = (['mission_officer', 'head_of_mission'] as const).filter((role) => roles.includes(role))
    return words.length === 0 ? name : `${name} (${words.map((role) => t(`custody.roles.${role}`)).join(', ')})`
  }
  const send = () => {
    const missing = name.trim().length < 2 || office.trim().length < 2
    setIsMissing(missing)
    if (missing) return
    onSend({
      name: name.trim(),
      office: office.trim(),
      personId: personId || null,
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
        <SelectField
          label={t('custody.who')}
          hint={t('custody.whoHint')}
          value={personId}
          onChange={(id) => {
            const chosen = colleagues.find((one) => one.id === id)
            setPersonId(id)
            setName(chosen?.name ?? '')
            setEndsOn(chosen?.leavesOn ?? '')
          }}
          placeholder={t('custody.whoOther')}
          options={colleagues.map((one) => ({ value: one.id, label: labelOf(one) }))}
        />
        {personId === '' && <TextField label={t('custody.name')} value={name} onChange={setName} maxLength={120} />}
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
