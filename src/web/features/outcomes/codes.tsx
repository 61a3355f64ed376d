import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TextField } from '../../ui/field.tsx'
import { Copy, Link as LinkIcon } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'
import type { MissionOutcomes } from './mission-outcomes.ts'

type Code = MissionOutcomes['codes'][number]

/** The countable link of each kit and each variant, and where it leads. */
export function Codes({ codes, mayRecord }: { codes: readonly Code[]; mayRecord: boolean }) {
  const { t } = useTexts('outcomes')
  const [editing, setEditing] = useState<Code>()
  const copy = (code: Code) => {
    void navigator.clipboard.writeText(code.link).then(() => toast(t('codes.copied')))
  }
  return (
    <Panel title={t('codes.title')} note={t('codes.note')} flush>
      {codes.length === 0 && (
        <EmptyState icon={LinkIcon} title={t('codes.none')}>
          {t('codes.noneDetail')}
        </EmptyState>
      )}
      <Rows label={t('codes.title')}>
        {codes.map((code) => (
          <ListRow
            key={code.id}
            title={code.title || t('codes.untitled')}
            meta={
              <>
                <span>
                  {code.kind === 'kit'
                    ? t('codes.kit')
                    : `${t('codes.variant')} · ${networkName(code.network ?? '')} ${code.handle ?? ''}`}
                </span>
                <code className="anywhere">{code.link}</code>
                <span>{t('codes.opened', { count: code.openings })}</span>
              </>
            }
            end={
              mayRecord && (
                <>
                  {code.targetUrl !== null && (
                    <Button size="small" icon={Copy} onClick={() => copy(code)}>
                      {t('codes.copy')}
                    </Button>
                  )}
                  <Button size="small" kind="quiet" onClick={() => setEditing(code)}>
                    {t('codes.set')}
                  </Button>
                </>
              )
            }
          >
            <p className="soft t13 anywhere">
              {code.targetUrl === null ? t('codes.unset') : t('codes.to', { target: code.targetUrl })}
            </p>
          </ListRow>
        ))}
      </Rows>
      {editing && <TargetDialog code={editing} onClose={() => setEditing(undefined)} />}
    </Panel>
  )
}

function TargetDialog({ code, onClose }: { code: Code; onClose: () => void }) {
  const { t } = useTexts('outcomes')
  const [target, setTarget] = useState(code.targetUrl ?? 'https://')
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: () => {
      const url = target.trim()
      return api('PUT /api/v1/outcome-codes/:outcomeCodeId', {
        params: { outcomeCodeId: code.id },
        body: { targetUrl: url === '' || url === 'https://' ? null : url },
      })
    },
    onSuccess: () => {
      toast(t('codes.saved'))
      onClose()
    },
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).includes('/outcomes') }),
  })
  const wrong = fieldError(save.error, 'targetUrl')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('codes.set')}
      acts={
        <Button kind="primary" busy={save.isPending && t('codes.saving')} onClick={() => save.mutate()}>
          {t('codes.save')}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{code.title || t('codes.untitled')}</p>
        <TextField
          label={t('codes.target')}
          hint={t('codes.targetHint')}
          type="url"
          inputMode="url"
          value={target}
          onChange={setTarget}
          error={wrong}
          autoComplete="off"
        />
        {wrong === undefined && <Failure error={save.error} />}
      </div>
    </Dialog>
  )
}
