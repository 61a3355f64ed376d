import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mission } from '../../../contract/missions.ts'
import { ApiProblem, api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toast.tsx'
import { accountsQuery } from './accounts-query.ts'
import { networkCodes } from './networks.ts'

/** Proposes an account; somebody else approves it. */
export function ProposeAccount({ mission, onClose }: { mission: Mission; onClose: () => void }) {
  const { t } = useTexts('directory')
  const [network, setNetwork] = useState('')
  const [handle, setHandle] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  // One key for this proposal, so that a repeat after a lost answer proposes nothing twice.
  const [idempotencyKey] = useState(newKey)
  const queries = useQueryClient()
  const propose = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/accounts', {
        params: { missionId: mission.id },
        body: { network, handle: handle.trim(), languages: [] },
        idempotencyKey: `${idempotencyKey}-${network}-${handle.trim()}`.slice(0, 120),
      }),
    onSuccess: (account) => {
      void queries.invalidateQueries({ queryKey: accountsQuery(mission.id).queryKey })
      toast(t('propose.done', { handle: account.handle }))
      onClose()
    },
  })
  const send = () => {
    const missing = network === '' || handle.trim() === ''
    setIsMissing(missing)
    if (!missing) propose.mutate()
  }
  const { error } = propose
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('propose.title', { name: mission.shortName })}
      acts={
        <Button kind="primary" busy={propose.isPending && t('propose.sending')} onClick={send}>
          {t('propose.send')}
        </Button>
      }
    >
      <div className="stack">
        <SelectField
          label={t('propose.network')}
          value={network}
          onChange={setNetwork}
          placeholder={t('propose.choose')}
          options={networkCodes.map((code) => ({ value: code, label: networkName(code) }))}
        />
        <TextField
          label={t('propose.handle')}
          hint={t('propose.hint')}
          error={fieldError(error, 'handle')}
          value={handle}
          onChange={setHandle}
          autoCapitalize="none"
          spellCheck={false}
        />
        {isMissing && <Note kind="warn">{t('propose.need')}</Note>}
        {error && <ErrorNote error={error instanceof ApiProblem ? error : {}} />}
      </div>
    </Dialog>
  )
}

const newKey = (): string => `${Date.now()}-${Math.random().toString(36).slice(2)}`
