import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Objective } from '../../../contract/strategy.ts'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { toast } from '../../ui/toast.tsx'
import { linesOf } from './lines.ts'
import { nameOf } from './objective-tree.tsx'
import { topics } from './topics.ts'
import type { Node } from './versions.ts'

type Draft = Omit<Objective, 'code' | 'version' | 'validFrom' | 'validTo' | 'changedBy'>

const empty: Draft = {
  parentCode: null,
  sort: 1_000,
  nameId: '',
  nameEn: '',
  definitionId: '',
  definitionEn: '',
  examples: [],
  ownerUnit: '',
  topics: [],
  cuePhrases: [],
}

function draftOf({ shown }: Node): Draft {
  const { code: _code, version: _version, validFrom: _from, validTo: _to, changedBy: _by, ...draft } = shown
  return draft
}

/** Adds an objective or writes the next version of one. What differs holds from the day chosen; nothing is deleted. */
export function ObjectiveForm({
  node,
  nodes,
  today,
  onClose,
  onSaved,
}: {
  node?: Node
  nodes: readonly Node[]
  today: string
  onClose: () => void
  onSaved: (code: string) => void
}) {
  const { t } = useTexts('strategy')
  const { language } = useFormat()
  const client = useQueryClient()
  const base = node?.next ? { ...node, shown: node.next } : node
  const [draft, setDraft] = useState<Draft>(base ? draftOf(base) : empty)
  const [code, setCode] = useState(node?.code ?? '')
  const [validFrom, setValidFrom] = useState(base && base.shown.validFrom > today ? base.shown.validFrom : today)
  const [cues, setCues] = useState(draft.cuePhrases.join('\n'))
  const [examples, setExamples] = useState(draft.examples.join('\n'))
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const save = useMutation({
    mutationFn: () =>
      api('PUT /api/v1/objectives/:code', {
        params: { code },
        body: { ...draft, cuePhrases: linesOf(cues), examples: linesOf(examples), validFrom },
      }),
    onSuccess: (saved) => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives/history'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives'] })
      toast(t('form.saved', { name: saved.nameId, version: saved.version }))
      onSaved(saved.code)
    },
  })
  const wrong = (path: string) => {
    const error = fieldError(save.error, path)
    return error === undefined ? {} : { error }
  }
  const isCode = /^[a-z][a-z0-9_.-]{0,63}$/.test(code)
  const isTaken = node === undefined && nodes.some((one) => one.code === code)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={node ? t('form.change', { name: node.shown.nameId }) : t('form.add')}
      acts={
        <>
          <Button
            kind="primary"
            busy={save.isPending && t('form.saving')}
            off={!isCode || isTaken || draft.nameId.trim().length < 2}
            onClick={() => save.mutate()}
          >
            {t('form.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('form.back')}
          </Button>
        </>
      }
    >
      <div className="strategy-form">
        <Failure error={save.error} />
        {node === undefined && (
          <TextField
            label={t('field.code')}
            hint={t('form.codeHint')}
            value={code}
            onChange={setCode}
            maxLength={64}
            {...(isTaken ? { error: t('form.codeTaken') } : {})}
          />
        )}
        <TextField
          label={t('field.nameId')}
          value={draft.nameId}
          onChange={(nameId) => set({ nameId })}
          maxLength={120}
          {...wrong('nameId')}
        />
        <TextField
          label={t('field.nameEn')}
          lang="en"
          value={draft.nameEn}
          onChange={(nameEn) => set({ nameEn })}
          maxLength={120}
          {...wrong('nameEn')}
        />
        <TextArea
          label={t('field.definitionId')}
          value={draft.definitionId}
          onChange={(definitionId) => set({ definitionId })}
          maxLength={2000}
        />
        <TextArea
          label={t('field.definitionEn')}
          lang="en"
          value={draft.definitionEn}
          onChange={(definitionEn) => set({ definitionEn })}
          maxLength={2000}
        />
        <TextField
          label={t('field.ownerUnit')}
          value={draft.ownerUnit}
          onChange={(ownerUnit) => set({ ownerUnit })}
          maxLength={200}
        />
        <SelectField
          label={t('field.parentCode')}
          value={draft.parentCode ?? ''}
          placeholder={t('objectives.top')}
          onChange={(value) => set({ parentCode: value === '' ? null : value })}
          options={nodes
            .filter((one) => one.state === 'holds' && one.code !== node?.code)
            .map((one) => ({ value: one.code, label: nameOf(one, language) }))}
          {...wrong('parentCode')}
        />
        <ChoiceGroup legend={t('field.topics')} hint={t('form.topicsHint')}>
          {topics.map((topic) => (
            <Choice
              key={topic}
              checked={draft.topics.includes(topic)}
              onChange={(on) =>
                set({ topics: on ? [...draft.topics, topic] : draft.topics.filter((one) => one !== topic) })
              }
            >
              {t(`topic.${topic}`)}
            </Choice>
          ))}
        </ChoiceGroup>
        <TextArea label={t('field.cuePhrases')} hint={t('form.cuesHint')} rows={4} value={cues} onChange={setCues} />
        <TextArea
          label={t('field.examples')}
          hint={t('form.lineHint')}
          rows={3}
          value={examples}
          onChange={setExamples}
        />
        <TextField
          label={t('form.from')}
          hint={t('form.fromHint')}
          type="date"
          min={today}
          value={validFrom}
          onChange={(value) => setValidFrom(value || today)}
        />
      </div>
    </Dialog>
  )
}
