import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, type ApiResponse, api, apiQuery, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/index.ts'
import { cityOf } from '../../shell/scope.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { wallTime } from './greeting.ts'

type Logged = ApiResponse<'POST /api/v1/missions/:missionId/posts'>

/** A post that went out elsewhere: its link first; the rest opens once there is one. */
export function PasteLink({ mission }: { mission: Mission }) {
  const { t } = useTexts('day')
  const [url, setUrl] = useState('')
  const [logged, setLogged] = useState<Logged>()
  const isOpen = url.trim() !== ''
  return (
    <Panel title={t('paste.title')} note={t('paste.hint')}>
      <div className="stack">
        {logged && (
          <Note kind="accent" title={logged.isNew ? t('paste.done') : t('paste.known')}>
            {logged.messageId !== null && (
              <Link
                to="/perwakilan/$missionId/pesan/$messageId"
                params={{ missionId: mission.id, messageId: logged.messageId }}
              >
                {t('paste.see')}
              </Link>
            )}
          </Note>
        )}
        <TextField
          label={t('paste.url')}
          type="url"
          inputMode="url"
          placeholder="https://"
          autoComplete="off"
          value={url}
          onChange={(value) => {
            setUrl(value)
            setLogged(undefined)
          }}
        />
        {isOpen && (
          <Particulars
            mission={mission}
            url={url.trim()}
            onCancel={() => setUrl('')}
            onLogged={(post) => {
              setUrl('')
              setLogged(post)
            }}
          />
        )}
      </div>
    </Panel>
  )
}

function Particulars({
  mission,
  url,
  onLogged,
  onCancel,
}: {
  mission: Mission
  url: string
  onLogged: (post: Logged) => void
  onCancel: () => void
}) {
  const { t } = useTexts('day')
  const [text, setText] = useState('')
  const [when, setWhen] = useState(() => wallTime(new Date(), mission.timezone))
  const [accountId, setAccountId] = useState('')
  const [isTried, setIsTried] = useState(false)
  const accounts = useQuery(apiQuery('GET /api/v1/missions/:missionId/accounts', { params: { missionId: mission.id } }))
    .data?.accounts
  const queries = useQueryClient()
  const log = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/posts', {
        params: { missionId: mission.id },
        body: {
          url,
          text: text.trim(),
          publishedLocal: when.time === '' ? when.day : `${when.day}T${when.time}`,
          ...(accountId === '' ? {} : { accountId }),
        },
      }),
    onSuccess: (post) => {
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/messages'] })
      onLogged(post)
    },
  })
  const badUrl = isTried && !/^https?:\/\//i.test(url)
  const badText = isTried && text.trim() === ''
  const send = (event: FormEvent) => {
    event.preventDefault()
    setIsTried(true)
    if (/^https?:\/\//i.test(url) && text.trim() !== '') log.mutate()
  }
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextArea
        label={t('paste.text')}
        hint={t('paste.textHint')}
        error={badText ? t('paste.needText') : fieldError(log.error, 'text')}
        dir="auto"
        value={text}
        onChange={setText}
      />
      <div className="day-when">
        <TextField
          label={t('paste.day')}
          type="date"
          hint={t('paste.whenHint', { city: cityOf(mission) })}
          error={fieldError(log.error, 'publishedLocal')}
          value={when.day}
          onChange={(day) => setWhen({ ...when, day })}
        />
        <TextField
          label={t('paste.time')}
          type="time"
          value={when.time}
          onChange={(time) => setWhen({ ...when, time })}
        />
        <SelectField
          label={t('paste.account')}
          hint={t('paste.accountHint')}
          value={accountId}
          onChange={setAccountId}
          placeholder={t('paste.fromLink')}
          options={(accounts ?? []).map((account) => ({
            value: account.id,
            label: `${networkName(account.network)} · ${account.handle}`,
          }))}
        />
      </div>
      {badUrl && <Note kind="warn">{t('paste.needUrl')}</Note>}
      {log.error && <ErrorNote error={log.error instanceof ApiProblem ? log.error : {}} />}
      <div className="row">
        <Button type="submit" busy={log.isPending && t('paste.saving')}>
          {t('paste.save')}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('paste.cancel')}
        </Button>
      </div>
    </form>
  )
}
