import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { QuestionTopic, StandardAnswer } from '../../../contract/questions.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { useWorkPlace } from '../../shell/scope.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { useSession } from '../../shell/session.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Hourglass, MessageSquareText, Plus } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { topics } from './topics.ts'
import './questions.css'

type Draft = {
  rootId?: string
  version: number
  topic: QuestionTopic | ''
  language: string
  title: string
  text: string
  validUntil: string
}

const blank: Draft = { version: 0, topic: '', language: 'id', title: '', text: '', validUntil: '' }

/** Answers kept ready, by topic; headquarters' for all, a mission's for itself. */
export function ReadyScreen() {
  const { t } = useTexts('questions')
  const { mission } = useWorkPlace()
  const roles = useSession()?.roles ?? []
  const isCentral = roles.includes('editor') || roles.includes('strategist')
  const owner = mission?.id ?? null
  const query = owner === null ? {} : { missionId: owner }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/standard-answers', { query }))
  const [draft, setDraft] = useState<Draft>()
  const mayKeep = (one: StandardAnswer) => (one.missionId === null ? isCentral : one.missionId === owner)
  return (
    <Screen title={t('readyTitle')} within={[{ label: t('title'), to: '/pertanyaan' }]}>
      <ScreenHead
        title={t('readyTitle')}
        lead={t('readyLead')}
        acts={
          (owner !== null || isCentral) && (
            <Button kind="primary" icon={Plus} onClick={() => setDraft(blank)}>
              {t('readyNew')}
            </Button>
          )
        }
      />
      <Failure error={error} onRetry={() => void refetch()} />
      {data === undefined ? (
        !error && <Skeleton rows={3} />
      ) : (
        <Panel flush>
          {data.answers.length === 0 ? (
            <EmptyState icon={MessageSquareText} title={t('readyNone')}>
              {t('readyNoneWhat')}
            </EmptyState>
          ) : (
            <Rows label={t('readyTitle')}>
              {data.answers.map((one) => (
                <ReadyRow key={one.id} one={one} may={mayKeep(one)} onEdit={() => setDraft(toDraft(one))} />
              ))}
            </Rows>
          )}
        </Panel>
      )}
      {draft !== undefined && <ReadyDialog start={draft} owner={owner} onClose={() => setDraft(undefined)} />}
    </Screen>
  )
}

const toDraft = (one: StandardAnswer): Draft => ({ ...one, validUntil: one.validUntil ?? '' })

function useRefresh() {
  const client = useQueryClient()
  return () =>
    client.invalidateQueries({ predicate: ({ queryKey: [key] }) => String(key).includes('/standard-answers') })
}

function ReadyRow({ one, may, onEdit }: { one: StandardAnswer; may: boolean; onEdit: () => void }) {
  const { t } = useTexts('questions')
  const refresh = useRefresh()
  const withdraw = useMutation({
    mutationFn: () => api('POST /api/v1/standard-answers/:answerId/withdraw', { params: { answerId: one.id } }),
    onSuccess: async () => {
      toast(t('readyWithdrawn'))
      await refresh()
    },
  })
  return (
    <ListRow
      title={one.title}
      meta={
        <>
          <span>{t(`topic.${one.topic}`)}</span>
          <span>{one.language}</span>
          <span>{t('readyVersion', { version: one.version })}</span>
          <span>{t(one.missionId === null ? 'readyOwner.all' : 'readyOwner.own')}</span>
          {one.isExpired && (
            <Chip tone="warn" icon={Hourglass}>
              {t('readyExpired')}
            </Chip>
          )}
        </>
      }
      end={
        may && (
          <div className="row">
            <Button size="small" onClick={onEdit}>
              {t('readyEdit')}
            </Button>
            <Button size="small" kind="quiet" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t('readyWithdraw')}
            </Button>
          </div>
        )
      }
    >
      <p className="questions-said" lang={one.language} dir="auto">
        {one.text}
      </p>
      <Failure error={withdraw.error} />
    </ListRow>
  )
}

function ReadyDialog({ start, owner, onClose }: { start: Draft; owner: string | null; onClose: () => void }) {
  const { t } = useTexts('questions')
  const refresh = useRefresh()
  const [draft, setDraft] = useState(start)
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const save = useMutation({
    mutationFn: async () => {
      const { topic, validUntil, language, title, text, version, rootId } = draft
      if (topic === '') return
      const body = { topic, language, title, text, version, missionId: owner, validUntil: validUntil || null }
      await api('POST /api/v1/standard-answers', { body: { ...body, ...(rootId === undefined ? {} : { rootId }) } })
    },
    onSuccess: async () => {
      toast(t('readySaved'))
      onClose()
      await refresh()
    },
  })
  const isWhole = draft.topic !== '' && draft.title.trim().length >= 3 && draft.text.trim().length >= 5
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(draft.rootId === undefined ? 'readyNew' : 'readyEdit')}
      acts={
        <Button kind="primary" busy={save.isPending} off={!isWhole} onClick={() => save.mutate()}>
          {t('save')}
        </Button>
      }
    >
      <div className="stack">
        <TextField label={t('readyName')} value={draft.title} onChange={(title) => change({ title })} maxLength={200} />
        <SelectField
          label={t('form.topic')}
          value={draft.topic}
          onChange={(value) => change({ topic: topics.find((one) => one === value) ?? '' })}
          placeholder={t('form.pickTopic')}
          options={topics.map((value) => ({ value, label: t(`topic.${value}`) }))}
        />
        <TextField
          label={t('form.language')}
          value={draft.language}
          onChange={(language) => change({ language: language.trim() })}
          maxLength={10}
          pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
        />
        <TextArea
          label={t('readyText')}
          rows={6}
          value={draft.text}
          onChange={(text) => change({ text })}
          maxLength={4000}
          dir="auto"
        />
        <TextField
          label={t('readyUntil')}
          hint={t('readyUntilHint')}
          type="date"
          value={draft.validUntil}
          onChange={(validUntil) => change({ validUntil })}
        />
        <Failure error={save.error} />
      </div>
    </Dialog>
  )
}
