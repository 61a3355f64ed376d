import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem, api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { cityOf, type Mission } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { CircleAlert, CircleCheck, Loader, ShieldCheck, TriangleAlert } from '../../ui/icons.ts'
import { ActBar } from '../../ui/steps.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Editor } from './use-editor.ts'

/** Whether the work is safe, how risky it is, what still blocks, and the one act of this screen. */
export function SaveBar({ editor, mission, locked }: { editor: Editor; mission: Mission; locked: boolean }) {
  const { t } = useTexts('items')
  const client = useQueryClient()
  const { item, state, dirty, save } = editor
  const [withdrawing, setWithdrawing] = useState(false)
  const blocking = item?.issues.filter((issue) => issue.severity === 'block') ?? []
  const blocks = blocking.length
  const submit = useMutation({
    mutationFn: async () => {
      const kept = await save()
      if (kept === undefined) return undefined
      return api('POST /api/v1/items/:itemId/submit', {
        params: { itemId: kept.id },
        body: { revision: kept.revision },
      })
    },
    onSuccess: (next) => {
      if (next === undefined) return
      editor.take(next)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/items'] })
      toast(t('bar.submitted'))
    },
  })
  const withdraw = useMutation({
    mutationFn: (itemId: string) => api('POST /api/v1/items/:itemId/withdraw', { params: { itemId } }),
    onSuccess: (next) => {
      editor.take(next)
      setWithdrawing(false)
      void client.invalidateQueries({ queryKey: ['GET /api/v1/items'] })
    },
  })
  const error = submit.error ?? editor.error
  const decided = item?.status === 'in_review' || item?.status === 'approved'
  return (
    <>
      {error !== undefined && error !== null && (
        <div className="editor-failure">
          <Failure error={error} onRetry={() => void save()} />
          {error instanceof ApiProblem && error.errors.length > 0 && (
            <ul>
              {error.errors.map((one) => (
                <li key={`${one.path}${one.key}`}>{one.detail}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <ActBar>
        <SavedState editor={editor} mission={mission} />
        {item !== undefined && (
          <span className="editor-risk">
            {t('bar.risk')}
            {item.riskTier === 'routine' ? (
              <Chip tone="line" icon={ShieldCheck}>
                {t('bar.routine')}
              </Chip>
            ) : (
              <Chip tone="warn" icon={TriangleAlert}>
                {t(`bar.${item.riskTier}`)}
              </Chip>
            )}
            <span>{t(`bar.${item.riskTier}Note`)}</span>
          </span>
        )}
        {blocks > 0 && !decided && (
          <span className="editor-blocks">
            {t('bar.blocks', { count: blocks })}
            {blocking[0] !== undefined && `: ${blocking[0].detail}`}
          </span>
        )}
        {item !== undefined && !locked && (
          <Button kind="quiet" onClick={() => setWithdrawing(true)}>
            {t('bar.withdraw')}
          </Button>
        )}
        {decided && (
          <a className="btn" href={`/setujui/${item.id}`}>
            {t('bar.approval')}
          </a>
        )}
        {!locked && (
          <>
            <Button
              busy={state === 'saving' && t('bar.saving')}
              off={!dirty || editor.theirs !== undefined}
              onClick={() => void save()}
            >
              {t('bar.save')}
            </Button>
            <Button
              kind="primary"
              busy={submit.isPending && t('bar.submitting')}
              off={item === undefined || blocks > 0 || editor.theirs !== undefined || (decided && !dirty)}
              onClick={() => submit.mutate()}
            >
              {t('bar.submit')}
            </Button>
          </>
        )}
      </ActBar>
      <Dialog
        open={withdrawing && item !== undefined}
        onClose={() => setWithdrawing(false)}
        title={t('bar.withdrawTitle')}
        acts={
          <>
            <Button kind="danger" busy={withdraw.isPending} onClick={() => item && withdraw.mutate(item.id)}>
              {t('bar.withdrawYes')}
            </Button>
            <Button kind="quiet" onClick={() => setWithdrawing(false)}>
              {t('bar.back')}
            </Button>
          </>
        }
      >
        <p>{t('bar.withdrawWhat')}</p>
        <Failure error={withdraw.error} />
      </Dialog>
    </>
  )
}

function SavedState({ editor: { state, savedAt, dirty }, mission }: { editor: Editor; mission: Mission }) {
  const { t } = useTexts('items')
  const { time } = useFormat()
  const words =
    state === 'saving'
      ? t('bar.saving')
      : state === 'failed'
        ? t('bar.failed')
        : dirty
          ? t('bar.waiting')
          : savedAt === undefined
            ? t('bar.never')
            : t('bar.saved', { time: `${time(savedAt, mission.timezone)} ${cityOf(mission)}` })
  const Mark = state === 'saving' ? Loader : state === 'failed' ? CircleAlert : CircleCheck
  return (
    <span className={state === 'failed' ? 'editor-saved failed' : 'editor-saved'} role="status">
      <Mark className="s" />
      {words}
    </span>
  )
}
