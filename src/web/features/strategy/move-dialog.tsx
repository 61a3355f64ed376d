import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { toast } from '../../ui/toast.tsx'
import { nameOf } from './objective-tree.tsx'
import type { Node } from './versions.ts'

/** Moves an objective below a parent and behind a sibling, with a way back. */
export function MoveDialog({ node, nodes, onClose }: { node: Node; nodes: readonly Node[]; onClose: () => void }) {
  const { t } = useTexts('strategy')
  const { language } = useFormat()
  const client = useQueryClient()
  const holding = nodes.filter((one) => one.state === 'holds' && one.code !== node.code)
  const childrenOf = (parent: string) =>
    holding.filter((one) => (one.shown.parentCode ?? '') === parent).toSorted((a, b) => a.shown.sort - b.shown.sort)
  const [parent, setParent] = useState(node.shown.parentCode ?? '')
  const before = childrenOf(node.shown.parentCode ?? '')
    .filter((one) => one.shown.sort < node.shown.sort)
    .at(-1)?.code
  const [after, setAfter] = useState(before ?? '')
  const place = (parentCode: string, behind: string) =>
    api('POST /api/v1/objectives/:code/place', {
      params: { code: node.code },
      body: { parentCode: parentCode === '' ? null : parentCode, after: behind === '' ? null : behind },
    }).finally(() => {
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives/history'] })
      void client.invalidateQueries({ queryKey: ['GET /api/v1/objectives'] })
    })
  const move = useMutation({
    mutationFn: () => place(parent, after),
    onSuccess: () => {
      toast(t('move.done', { name: node.shown.nameId }), () => void place(node.shown.parentCode ?? '', before ?? ''))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('move.title', { name: node.shown.nameId })}
      acts={
        <>
          <Button kind="primary" busy={move.isPending && t('form.saving')} onClick={() => move.mutate()}>
            {t('move.act')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('form.back')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Failure error={move.error} />
        <SelectField
          label={t('field.parentCode')}
          hint={t('move.parentHint')}
          value={parent}
          placeholder={t('objectives.top')}
          onChange={(value) => {
            setParent(value)
            setAfter(childrenOf(value).at(-1)?.code ?? '')
          }}
          options={holding.map((one) => ({ value: one.code, label: nameOf(one, language) }))}
        />
        <SelectField
          label={t('move.after')}
          value={after}
          placeholder={t('move.first')}
          onChange={setAfter}
          options={childrenOf(parent).map((one) => ({ value: one.code, label: nameOf(one, language) }))}
        />
      </div>
    </Dialog>
  )
}
