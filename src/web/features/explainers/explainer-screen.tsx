import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Explainer, ExplainerDraft } from '../../../contract/explainers.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf, languageName } from '../../lookups/languages.ts'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { ExternalLink, PackageOpen, Plus } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { toast } from '../../ui/toast.tsx'
import { AboutForm } from './about-form.tsx'
import { ContentForm } from './content-form.tsx'
import { DeskPanel, SubmitDialog, WithdrawDialog } from './desk.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { draftOf, emptyContent, emptyDraft, tidy } from './model.ts'
import { PiecesPanel } from './pieces-panel.tsx'
import { SidePanel } from './side-panel.tsx'
import { StageChip } from './stage-chip.tsx'
import './explainers.css'

const route = getRouteApi('/app/penjelas/$explainerId')
/** Offered first; any other is added by whoever writes the data. */
const languages = ['en', 'ar', 'zh', 'ja', 'ko', 'th', 'hi', 'fr', 'es', 'pt', 'ru', 'de', 'nl', 'vi', 'ms', 'tr']

export function NewExplainerScreen() {
  return <Editor explainer={undefined} />
}

export function ExplainerScreen() {
  const { t } = useTexts('explainers')
  const { explainerId } = route.useParams()
  const one = useQuery({
    ...apiQuery('GET /api/v1/explainers/:explainerId', { params: { explainerId } }),
    refetchOnWindowFocus: false,
  })
  if (one.data === undefined)
    return (
      <Screen title={t('title')} within={[{ label: t('title'), to: '/penjelas' }]}>
        {one.error ? <Failure error={one.error} onRetry={() => void one.refetch()} /> : <Skeleton rows={6} />}
      </Screen>
    )
  return <Editor key={one.data.revision} explainer={one.data} />
}

function Editor({ explainer }: { explainer: Explainer | undefined }) {
  const { t } = useTexts('explainers')
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<ExplainerDraft>(explainer ? draftOf(explainer) : emptyDraft)
  const [isTouched, setTouched] = useState(false)
  const [language, setLanguage] = useState('id')
  const [dialog, setDialog] = useState<'submit' | 'withdraw'>()
  const mayWrite = explainer?.may.write ?? true
  const change = (next: ExplainerDraft) => {
    setDraft(next)
    setTouched(true)
  }
  const text = draft.texts.find((one) => one.language === language) ?? draft.texts[0]
  const took = (saved: Explainer) => {
    client.setQueryData(
      apiQuery('GET /api/v1/explainers/:explainerId', { params: { explainerId: saved.id } }).queryKey,
      saved,
    )
    void client.invalidateQueries({ queryKey: ['GET /api/v1/explainers'] })
  }
  const save = useMutation({
    mutationFn: () =>
      explainer
        ? api('PUT /api/v1/explainers/:explainerId', {
            params: { explainerId: explainer.id },
            body: { ...tidy(draft), revision: explainer.revision },
          })
        : api('POST /api/v1/explainers', { body: tidy(draft) }),
    onSuccess: (saved) => {
      took(saved)
      setTouched(false)
      toast(t('saved'))
      if (!explainer) void navigate({ to: '/penjelas/$explainerId', params: { explainerId: saved.id } })
    },
  })
  const kit = useMutation({
    mutationFn: () => api('POST /api/v1/explainers/:explainerId/kit', { params: { explainerId: explainer?.id ?? '' } }),
    onSuccess: ({ campaignId }) => {
      toast(t('kit.made'))
      void navigate({ to: '/kampanye/$campaignId', params: { campaignId } })
    },
  })
  const title = draft.texts[0]?.content.title || t('list.untitled')
  if (!text) return null
  const isPublic =
    explainer?.publishedVersion !== null && explainer?.publishedVersion !== undefined && explainer.stage !== 'withdrawn'
  return (
    <Screen title={explainer ? title : t('list.add')} within={[{ label: t('title'), to: '/penjelas' }]}>
      <ScreenHead
        title={explainer ? title : t('list.add')}
        lead={t('lead')}
        acts={
          <>
            {explainer && <StageChip stage={explainer.stage} version={explainer.publishedVersion} />}
            {isPublic && (
              <a className="btn" href={`/publik/penjelas/${explainer.slug}/`} target="_blank" rel="noreferrer">
                <ExternalLink className="s" />
                {t('seePublic')}
              </a>
            )}
          </>
        }
      />
      {explainer?.returnedNote && (
        <Note kind="warn" title={t('desk.returned')}>
          {explainer.returnedNote}
        </Note>
      )}
      {explainer?.factConcerns.map((concern) => (
        <Note key={concern.factId} kind="warn" title={t(`concern.${concern.kind}`, { name: concern.name })}>
          {t('concern.now', { value: concern.value })}
        </Note>
      ))}
      {explainer?.stage === 'in_check' && <DeskPanel explainer={explainer} onDone={took} />}
      <Failure error={save.error ?? kit.error} />
      <div className="columns explainer-columns">
        <div className="stack">
          <Tabs
            label={t('languages')}
            value={text.language}
            onChange={setLanguage}
            tabs={draft.texts.map((one) => ({
              value: one.language,
              label: languageName(one.language),
              note: one.isMaster ? t('master') : one.isCurrent ? undefined : t('list.stale'),
            }))}
          >
            <fieldset
              className="explainer-form"
              disabled={!mayWrite}
              lang={text.language}
              dir={directionOf(text.language)}
            >
              {!text.isMaster && (
                <label className="row">
                  <input
                    type="checkbox"
                    checked={text.isCurrent}
                    onChange={(event) => {
                      const isCurrent = event.currentTarget.checked
                      change({
                        ...draft,
                        texts: draft.texts.map((one) => (one === text ? { ...one, isCurrent } : one)),
                      })
                    }}
                  />
                  <span>{t('compared')}</span>
                </label>
              )}
              <ContentForm
                key={text.language}
                content={text.content}
                issues={text.isMaster ? (explainer?.issues ?? []) : []}
                onChange={(content) =>
                  change({ ...draft, texts: draft.texts.map((one) => (one === text ? { ...one, content } : one)) })
                }
              />
            </fieldset>
          </Tabs>
          {mayWrite && (
            <div className="row wrap">
              <SelectField
                label={t('addLanguage')}
                value=""
                placeholder={t('choose')}
                options={languages
                  .filter((tag) => draft.texts.every((one) => one.language !== tag))
                  .map((tag) => ({ value: tag, label: languageName(tag) }))}
                onChange={(tag) => {
                  if (tag === '') return
                  change({
                    ...draft,
                    texts: [
                      ...draft.texts,
                      { language: tag, isMaster: false, isCurrent: false, content: emptyContent },
                    ],
                  })
                  setLanguage(tag)
                }}
              />
            </div>
          )}
          <AboutForm draft={draft} isOff={!mayWrite} onChange={change} />
          {explainer && <HistoryPanel explainer={explainer} />}
          {isPublic && <PiecesPanel explainerId={explainer.id} />}
        </div>
        <div className="stack explainer-side">
          <SidePanel text={text} issues={explainer?.issues ?? []} />
          {mayWrite && (
            <div className="stack">
              <Button
                kind="primary"
                icon={explainer ? undefined : Plus}
                busy={save.isPending && t('saving')}
                off={!isTouched}
                onClick={() => save.mutate()}
              >
                {t('save')}
              </Button>
              {explainer && (
                <Button off={isTouched || explainer.stage === 'in_check'} onClick={() => setDialog('submit')}>
                  {t('desk.submit')}
                </Button>
              )}
              {explainer?.may.makeKit && (
                <Button icon={PackageOpen} busy={kit.isPending && t('kit.making')} onClick={() => kit.mutate()}>
                  {t('kit.make')}
                </Button>
              )}
              {explainer?.campaignId && (
                <ButtonLink kind="quiet" to="/kampanye/$campaignId" params={{ campaignId: explainer.campaignId }}>
                  {t('kit.open')}
                </ButtonLink>
              )}
              {isPublic && (
                <Button kind="danger" onClick={() => setDialog('withdraw')}>
                  {t('withdraw.act')}
                </Button>
              )}
              {isTouched && explainer && <p className="mute">{t('saveFirst')}</p>}
            </div>
          )}
        </div>
      </div>
      {dialog === 'submit' && explainer && (
        <SubmitDialog explainer={explainer} onDone={took} onClose={() => setDialog(undefined)} />
      )}
      {dialog === 'withdraw' && explainer && (
        <WithdrawDialog explainer={explainer} onDone={took} onClose={() => setDialog(undefined)} />
      )}
    </Screen>
  )
}
