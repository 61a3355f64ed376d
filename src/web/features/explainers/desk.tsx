import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Explainer } from '../../../contract/explainers.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Choice, ChoiceGroup, TextArea } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'

type Done = { explainer: Explainer; onDone: (saved: Explainer) => void }

/** The desk's word on exactly the words that were submitted. */
export function DeskPanel({ explainer, onDone }: Done) {
  const { t } = useTexts('explainers')
  const [note, setNote] = useState('')
  const check = useMutation({
    mutationFn: (decision: 'publish' | 'return') =>
      api('POST /api/v1/explainers/:explainerId/check', {
        params: { explainerId: explainer.id },
        body: { decision, hash: explainer.submittedHash ?? '', note: note.trim() },
      }),
    onSuccess: (saved, decision) => {
      toast(t(decision === 'publish' ? 'desk.isPublic' : 'desk.isReturned'))
      onDone(saved)
    },
  })
  const by = explainer.submittedBy?.name ?? ''
  return (
    <Panel title={t('desk.title')} note={t('desk.by', { name: by })}>
      {explainer.correction && <p>{t('desk.correction', { text: explainer.correction })}</p>}
      {explainer.may.check ? (
        <div className="stack">
          <p>{t('desk.what')}</p>
          <Failure error={check.error} />
          <TextArea label={t('desk.note')} rows={2} maxLength={1000} value={note} onChange={setNote} />
          <div className="row wrap">
            <Button kind="primary" busy={check.isPending && t('saving')} onClick={() => check.mutate('publish')}>
              {t('desk.publish')}
            </Button>
            <Button off={note.trim().length < 5} onClick={() => check.mutate('return')}>
              {t('desk.return')}
            </Button>
          </div>
        </div>
      ) : (
        <p>{t('desk.waits')}</p>
      )}
    </Panel>
  )
}

export function SubmitDialog({ explainer, onDone, onClose }: Done & { onClose: () => void }) {
  const { t } = useTexts('explainers')
  const [isCorrection, setCorrection] = useState(false)
  const [correction, setText] = useState('')
  const submit = useMutation({
    mutationFn: () =>
      api('POST /api/v1/explainers/:explainerId/submit', {
        params: { explainerId: explainer.id },
        body: { correction: isCorrection ? correction.trim() : null },
      }),
    onSuccess: (saved) => {
      toast(t('desk.submitted'))
      onDone(saved)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('desk.submitTitle')}
      acts={
        <Button
          kind="primary"
          busy={submit.isPending && t('saving')}
          off={isCorrection && correction.trim().length < 10}
          onClick={() => submit.mutate()}
        >
          {t('desk.submit')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('desk.submitWhat')}</p>
        <Failure error={submit.error} />
        {explainer.publishedVersion !== null && (
          <ChoiceGroup legend={t('desk.kind')}>
            <Choice
              type="radio"
              name="kind"
              checked={!isCorrection}
              onChange={() => setCorrection(false)}
              note={t('desk.updateWhat')}
            >
              {t('desk.update')}
            </Choice>
            <Choice
              type="radio"
              name="kind"
              checked={isCorrection}
              onChange={() => setCorrection(true)}
              note={t('desk.ralatWhat')}
            >
              {t('desk.ralat')}
            </Choice>
          </ChoiceGroup>
        )}
        {isCorrection && (
          <TextArea
            label={t('desk.ralatText')}
            hint={t('desk.ralatHint')}
            rows={3}
            maxLength={600}
            value={correction}
            onChange={setText}
          />
        )}
      </div>
    </Dialog>
  )
}

export function WithdrawDialog({ explainer, onDone, onClose }: Done & { onClose: () => void }) {
  const { t } = useTexts('explainers')
  const [reason, setReason] = useState('')
  const withdraw = useMutation({
    mutationFn: () =>
      api('POST /api/v1/explainers/:explainerId/withdraw', {
        params: { explainerId: explainer.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: (saved) => {
      toast(t('withdraw.done'))
      onDone(saved)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('withdraw.title')}
      acts={
        <Button
          kind="danger"
          busy={withdraw.isPending && t('saving')}
          off={reason.trim().length < 10}
          onClick={() => withdraw.mutate()}
        >
          {t('withdraw.act')}
        </Button>
      }
    >
      <div className="stack">
        <p>{t('withdraw.what')}</p>
        <Failure error={withdraw.error} />
        <TextArea label={t('withdraw.reason')} rows={3} maxLength={600} value={reason} onChange={setReason} />
      </div>
    </Dialog>
  )
}
