import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextArea } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { ByMail } from './invitation-mail.tsx'
import type { Invitation } from './invitation-sheets.tsx'
import { peopleQuery } from './people.ts'

const head = 'name,email,role,scope,leaves_on,locale\n'

/** People from a CSV file or pasted text: what was added, which lines were not and why. */
export function ImportCsv({
  onClose,
  onInvited,
}: {
  onClose: () => void
  onInvited: (invitations: readonly Invitation[]) => void
}) {
  const { t } = useTexts('people')
  const queries = useQueryClient()
  const [csv, setCsv] = useState('')
  const [byMail, setByMail] = useState(false)
  const send = useMutation({
    mutationFn: () => api('POST /api/v1/people/import', { query: byMail ? { byMail: 'true' } : {}, body: { csv } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: peopleQuery.queryKey }),
  })
  const { data } = send
  const invited = data && data.invitations.length > 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('csv.title')}
      acts={
        invited ? (
          <Button kind="primary" onClick={() => onInvited(data.invitations)}>
            {t('csv.sheets')}
          </Button>
        ) : (
          <Button
            kind="primary"
            off={csv.trim() === ''}
            busy={send.isPending && t('csv.sending')}
            onClick={() => send.mutate()}
          >
            {t('csv.send')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{t('csv.lead')}</p>
        {!invited && (
          <>
            <Field label={t('csv.file')}>
              {(wiring) => (
                <input
                  {...wiring}
                  type="file"
                  accept=".csv,text/csv"
                  onChange={(event) => {
                    const [file] = event.currentTarget.files ?? []
                    if (file) void file.text().then(setCsv)
                  }}
                />
              )}
            </Field>
            <TextArea
              label={t('csv.text')}
              value={csv}
              onChange={setCsv}
              rows={6}
              placeholder={`${head}Ratna Lubis,ratna@…,mission_officer,kbri-cairo,,id`}
              spellCheck={false}
            />
            <ByMail checked={byMail} onChange={setByMail} />
          </>
        )}
        <Failure error={send.error} />
        {invited && <Note kind="accent">{t('csv.done', { count: data.invitations.length })}</Note>}
        {data && data.refused.length > 0 && (
          <Note kind="warn" title={t('csv.refused', { count: data.refused.length })}>
            <ul>
              {data.refused.map(({ line, reason }) => (
                <li key={line}>{t('csv.line', { line, reason })}</li>
              ))}
            </ul>
          </Note>
        )}
      </div>
    </Dialog>
  )
}
