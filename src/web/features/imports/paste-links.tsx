import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { type ApiResponse, api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { networkName } from '../../lookups/networks.ts'
import type { Mission } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type ChipTone } from '../../ui/chip.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Check, CircleX, ClipboardPaste, type Icon, Pencil } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toast } from '../../ui/toast.tsx'

type Captured = ApiResponse<'POST /api/v1/missions/:missionId/post-links'>['links'][number]

const looks: Readonly<Record<Captured['verdict'], readonly [ChipTone, Icon]>> = {
  recorded: ['ok', Check],
  known: ['neutral', Check],
  needs_text: ['warn', Pencil],
  refused: ['alert', CircleX],
}

/** Many links at once; what nobody may read without signing in asks for its text, right where it stands. */
export function PasteLinks({ mission }: { mission: Mission }) {
  const { t } = useTexts('imports')
  const [links, setLinks] = useState('')
  const [found, setFound] = useState<readonly Captured[]>([])
  const queries = useQueryClient()
  const capture = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/post-links', { params: { missionId: mission.id }, body: { links } }),
    onSuccess: (answer) => {
      setFound(answer.links)
      setLinks('')
      void queries.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/messages'] })
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (links.trim() !== '') capture.mutate()
  }
  const settle = (line: number, change: Partial<Captured>) =>
    setFound((old) => old.map((one) => (one.line === line ? { ...one, ...change } : one)))
  return (
    <Panel title={t('links.title')} note={t('links.note')}>
      <form className="stack" onSubmit={send} noValidate>
        <TextArea
          label={t('links.label')}
          rows={5}
          value={links}
          onChange={setLinks}
          placeholder={'https://\nhttps://'}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
        />
        <div className="row">
          <Button
            type="submit"
            icon={ClipboardPaste}
            off={links.trim() === ''}
            busy={capture.isPending && t('links.checking')}
          >
            {t('links.check')}
          </Button>
        </div>
        <Failure error={capture.error} />
      </form>
      {found.length > 0 && (
        <Rows label={t('links.title')}>
          {found.map((one) => {
            const [tone, icon] = looks[one.verdict]
            return (
              <ListRow
                key={one.line}
                title={<span className="anywhere">{one.url ?? one.link}</span>}
                meta={
                  <>
                    <span>{t('links.line', { line: one.line })}</span>
                    {one.network !== null && (
                      <span>
                        {networkName(one.network)} · {one.handle}
                      </span>
                    )}
                  </>
                }
                end={
                  <Chip tone={tone} icon={icon}>
                    {t(`links.verdict.${one.verdict}`)}
                  </Chip>
                }
              >
                {one.reason !== null && <p className="soft t13">{one.reason}</p>}
                {one.text !== null && (
                  <p className="soft t13 imports-cell" dir="auto">
                    {one.text}
                  </p>
                )}
                {one.messageId !== null && (
                  <Link
                    to="/perwakilan/$missionId/pesan/$messageId"
                    params={{ missionId: mission.id, messageId: one.messageId }}
                  >
                    {t('links.see')}
                  </Link>
                )}
                {one.verdict === 'needs_text' && (
                  <AskText
                    mission={mission}
                    link={one}
                    onSaved={(messageId) => settle(one.line, { verdict: 'recorded', messageId })}
                  />
                )}
              </ListRow>
            )
          })}
        </Rows>
      )}
    </Panel>
  )
}

/** Text and day of one post, as it was published. */
function AskText({
  mission,
  link,
  onSaved,
}: {
  mission: Mission
  link: Captured
  onSaved: (messageId: string | null) => void
}) {
  const { t } = useTexts('imports')
  const [text, setText] = useState('')
  const [day, setDay] = useState(() =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: mission.timezone }).format(new Date()),
  )
  const [time, setTime] = useState('')
  const save = useMutation({
    mutationFn: () =>
      api('POST /api/v1/missions/:missionId/posts', {
        params: { missionId: mission.id },
        body: { url: link.link, text: text.trim(), publishedLocal: time === '' ? day : `${day}T${time}` },
      }),
    onSuccess: (post) => {
      toast(t('links.done'))
      onSaved(post.messageId)
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') save.mutate()
  }
  return (
    <form className="stack tight" onSubmit={send} noValidate>
      <TextArea
        label={t('links.text')}
        hint={t('links.textHint')}
        rows={3}
        dir="auto"
        value={text}
        onChange={setText}
      />
      <div className="imports-pair">
        <TextField label={t('links.day')} type="date" value={day} onChange={setDay} />
        <TextField label={t('links.time')} type="time" value={time} onChange={setTime} />
      </div>
      <Failure error={save.error} />
      <div className="row">
        <Button type="submit" size="small" off={text.trim() === ''} busy={save.isPending && t('links.saving')}>
          {t('links.save')}
        </Button>
      </div>
    </form>
  )
}
