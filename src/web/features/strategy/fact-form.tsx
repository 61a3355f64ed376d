import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FactContent, FactRow, FactUser } from '../../../contract/facts.ts'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, TextArea, TextField } from '../../ui/field.tsx'
import { toast } from '../../ui/toast.tsx'
import { FactUserList } from './fact-users.tsx'

const empty: FactContent = {
  nameId: '',
  nameEn: '',
  value: '',
  unit: '',
  asOf: null,
  source: '',
  sourceUrl: null,
  validUntil: null,
}

const contentOf = ({ nameId, nameEn, value, unit, asOf, source, sourceUrl, validUntil }: FactRow): FactContent => ({
  nameId,
  nameEn,
  value,
  unit,
  asOf,
  source,
  sourceUrl,
  validUntil,
})

/** Enters a fact or changes one; after a change it shows everything that used it. */
export function FactForm({ fact, onClose }: { fact?: FactRow; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const client = useQueryClient()
  const [draft, setDraft] = useState<FactContent>(fact ? contentOf(fact) : empty)
  const [reason, setReason] = useState('')
  const [isCorrection, setCorrection] = useState<boolean>()
  const [users, setUsers] = useState<readonly FactUser[]>()
  const set = (part: Partial<FactContent>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: async (): Promise<readonly FactUser[] | undefined> => {
      if (fact === undefined) {
        await api('POST /api/v1/facts', { body: draft })
        return undefined
      }
      const body = { ...draft, version: fact.version, reason: reason.trim(), isCorrection: isCorrection === true }
      return (await api('PUT /api/v1/facts/:factId', { params: { factId: fact.id }, body })).users
    },
    onSuccess: (found) => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/facts'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/narratives'] })
      toast(fact ? t('facts.changed') : t('facts.entered'))
      if (found === undefined || found.length === 0) onClose()
      else setUsers(found)
    },
  })
  const wrong = (path: string) => {
    const error = fieldError(save.error, path)
    return error === undefined ? {} : { error }
  }
  const isReady =
    draft.nameId.trim().length >= 3 &&
    draft.value.trim() !== '' &&
    draft.source.trim().length >= 3 &&
    (fact === undefined || (reason.trim().length >= 10 && isCorrection !== undefined))
  if (users !== undefined)
    return (
      <Dialog
        open
        wide
        onClose={onClose}
        title={t('facts.affected', { count: users.length })}
        acts={
          <Button kind="primary" onClick={onClose}>
            {t('facts.seen')}
          </Button>
        }
      >
        <FactUserList users={users} />
      </Dialog>
    )
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={fact ? t('facts.changeTitle') : t('facts.add')}
      acts={
        <>
          <Button kind="primary" off={!isReady} busy={save.isPending && t('form.saving')} onClick={() => save.mutate()}>
            {fact ? t('facts.saveChange') : t('facts.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('form.back')}
          </Button>
        </>
      }
    >
      <div className="strategy-form">
        <Failure error={save.error} />
        <TextField
          label={t('facts.name')}
          hint={t('facts.nameHint')}
          value={draft.nameId}
          onChange={(nameId) => set({ nameId })}
          maxLength={200}
          {...wrong('nameId')}
        />
        <TextField
          label={t('facts.nameEn')}
          lang="en"
          value={draft.nameEn}
          onChange={(nameEn) => set({ nameEn })}
          maxLength={200}
        />
        <div className="strategy-pair">
          <TextField
            label={t('facts.value')}
            hint={t('facts.valueHint')}
            value={draft.value}
            onChange={(value) => set({ value })}
            maxLength={300}
            {...wrong('value')}
          />
          <TextField label={t('facts.unit')} value={draft.unit} onChange={(unit) => set({ unit })} maxLength={60} />
        </div>
        <TextField
          label={t('facts.sourceName')}
          value={draft.source}
          onChange={(source) => set({ source })}
          maxLength={500}
          {...wrong('source')}
        />
        <TextField
          label={t('facts.sourceUrl')}
          type="url"
          value={draft.sourceUrl ?? ''}
          onChange={(url) => set({ sourceUrl: url === '' ? null : url })}
          {...wrong('sourceUrl')}
        />
        <div className="strategy-pair">
          <TextField
            label={t('facts.asOfDay')}
            type="date"
            value={draft.asOf ?? ''}
            onChange={(asOf) => set({ asOf: asOf || null })}
          />
          <TextField
            label={t('facts.untilDay')}
            hint={t('facts.untilHint')}
            type="date"
            value={draft.validUntil ?? ''}
            onChange={(validUntil) => set({ validUntil: validUntil || null })}
          />
        </div>
        {fact && (
          <>
            <ChoiceGroup legend={t('facts.kind')}>
              <Choice
                type="radio"
                name="kind"
                checked={isCorrection === false}
                onChange={() => setCorrection(false)}
                note={t('facts.updatedWhat')}
              >
                {t('facts.updated')}
              </Choice>
              <Choice
                type="radio"
                name="kind"
                checked={isCorrection === true}
                onChange={() => setCorrection(true)}
                note={t('facts.correctedWhat')}
              >
                {t('facts.corrected')}
              </Choice>
            </ChoiceGroup>
            <TextArea
              label={t('facts.reason')}
              hint={t('facts.reasonHint')}
              rows={2}
              maxLength={1000}
              value={reason}
              onChange={setReason}
              {...wrong('reason')}
            />
          </>
        )}
      </div>
    </Dialog>
  )
}
