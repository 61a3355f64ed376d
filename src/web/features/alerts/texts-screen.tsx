import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CrisisText, Scenario } from '../../../contract/alerts.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { languageName } from '../../lookups/languages.ts'
import { useMissions } from '../../lookups/missions.ts'
import { Screen, ScreenHead, useMyMissions, useWorkPlace } from '../../shell/index.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useFormat, useHomeZone } from '../../ui/home-zone.tsx'
import { Clock, FileText, Plus } from '../../ui/icons.ts'
import { ListRow, Rows } from '../../ui/list-row.tsx'
import { Note } from '../../ui/note.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { WordsPart } from './alert-form.tsx'
import { alertTexts, type TextFields, textFields } from './alert-form-model.ts'
import { useCrisisAct } from './use-crisis-act.ts'
import './alerts.css'

const scenarios: readonly Scenario[] = ['evacuation', 'conflict', 'unrest', 'disaster', 'health', 'accident', 'other']
const languages = ['id', 'en', 'ar', 'zh', 'fr', 'es', 'ru', 'ja', 'ko', 'th', 'ms', 'uk', 'fa', 'my']

/** Holding statements and dark pages by scenario, and which nobody has looked at for 90 days (CRI-06). */
export function TextsScreen() {
  const { t } = useTexts('alerts')
  const { mission } = useWorkPlace()
  const { wholeMinistry } = useMyMissions()
  const query = mission === undefined ? {} : { missionId: mission.id }
  const { data, error, refetch } = useQuery(apiQuery('GET /api/v1/crisis-texts', { query }))
  const [writing, setWriting] = useState<CrisisText | 'new'>()
  const overdue = data?.texts.filter((text) => text.isOverdue).length ?? 0
  const missionId = mission?.id ?? (wholeMinistry ? 'hq' : undefined)
  return (
    <Screen title={t('text.title')} within={[{ label: t('title'), to: '/krisis' }]}>
      <div className="stack wide">
        <ScreenHead
          title={t('text.title')}
          lead={t('text.lead')}
          acts={
            missionId !== undefined &&
            writing === undefined && (
              <Button kind="primary" icon={Plus} onClick={() => setWriting('new')}>
                {t('text.add')}
              </Button>
            )
          }
        />
        {overdue > 0 && <Note kind="warn">{t('text.overdue', { count: overdue })}</Note>}
        {writing !== undefined && missionId !== undefined && (
          <TextWriter
            key={writing === 'new' ? 'new' : writing.id}
            text={writing === 'new' ? undefined : writing}
            missionId={missionId}
            onClose={() => setWriting(undefined)}
          />
        )}
        <Failure error={error} onRetry={() => void refetch()} />
        {data === undefined ? (
          !error && <Skeleton rows={4} />
        ) : (
          <Panel flush>
            {data.texts.length === 0 ? (
              <EmptyState icon={FileText} title={t('text.none')}>
                {t('text.noneWhat')}
              </EmptyState>
            ) : (
              <Rows label={t('text.title')}>
                {data.texts.map((text) => (
                  <TextRow key={text.id} text={text} onChange={() => setWriting(text)} />
                ))}
              </Rows>
            )}
          </Panel>
        )}
      </div>
    </Screen>
  )
}

function TextRow({ text, onChange }: { text: CrisisText; onChange: () => void }) {
  const { t } = useTexts('alerts')
  const { date } = useFormat()
  const home = useHomeZone()
  const mission = useMissions().get(text.missionId)
  const act = useCrisisAct<unknown>()
  const params = { crisisTextId: text.id }
  return (
    <ListRow
      icon={FileText}
      title={`${t(`scenario.${text.scenario}`)}: ${text.texts[0]?.title ?? ''}`}
      meta={
        <>
          <span>{t(`text.kind.${text.kind}`)}</span>
          <span>{mission?.shortName ?? t('text.ofMinistry')}</span>
          <span>{text.texts.map((one) => languageName(one.language)).join(', ')}</span>
          <span>{t('text.reviewed', { day: date(new Date(text.reviewedAt), home.zone) })}</span>
          <span>{t('text.due', { day: date(new Date(text.reviewDueAt), home.zone) })}</span>
        </>
      }
      end={
        <span className="row wrap">
          {text.isOverdue && (
            <Chip tone="warn" icon={Clock}>
              {t('text.overdueMark')}
            </Chip>
          )}
          {text.mayChange && (
            <>
              {text.isOverdue && (
                <Button
                  size="small"
                  kind="primary"
                  onClick={() =>
                    act.mutate({
                      run: () => api('POST /api/v1/crisis-texts/:crisisTextId/review', { params }),
                      done: t('text.reviewDone'),
                    })
                  }
                >
                  {t('text.review')}
                </Button>
              )}
              <Button size="small" onClick={onChange}>
                {t('text.change')}
              </Button>
              <Button
                size="small"
                kind="quiet"
                onClick={() =>
                  act.mutate({
                    run: () => api('DELETE /api/v1/crisis-texts/:crisisTextId', { params }),
                    done: t('text.retired'),
                  })
                }
              >
                {t('text.retire')}
              </Button>
            </>
          )}
        </span>
      }
    >
      <Failure error={act.error} />
    </ListRow>
  )
}

function TextWriter({
  text,
  missionId,
  onClose,
}: {
  text: CrisisText | undefined
  missionId: string
  onClose: () => void
}) {
  const { t } = useTexts('alerts')
  const [kind, setKind] = useState<CrisisText['kind']>(text?.kind ?? 'dark_page')
  const [scenario, setScenario] = useState<Scenario>(text?.scenario ?? 'evacuation')
  const [texts, setTexts] = useState<readonly TextFields[]>(
    () => text?.texts.map(textFields) ?? [{ language: 'id', title: '', situation: '', steps: '' }],
  )
  const act = useCrisisAct<CrisisText>()
  const said = alertTexts(texts)
  const isReady = said[0]?.language === 'id' && said.every((one) => one.instructions.length > 0)
  const save = () => {
    const draft = { kind, scenario, texts: said }
    return text === undefined
      ? api('POST /api/v1/missions/:missionId/crisis-texts', { params: { missionId }, body: draft })
      : api('PUT /api/v1/crisis-texts/:crisisTextId', {
          params: { crisisTextId: text.id },
          body: { ...draft, revision: text.revision },
        })
  }
  return (
    <Panel title={text === undefined ? t('text.add') : t('text.change')}>
      <div className="stack alerts-writer">
        <SelectField
          label={t('text.kindLabel')}
          value={kind}
          onChange={(value) => setKind(value as CrisisText['kind'])}
          options={(['dark_page', 'holding_statement'] as const).map((value) => ({
            value,
            label: t(`text.kind.${value}`),
          }))}
        />
        <SelectField
          label={t('form.scenario')}
          value={scenario}
          onChange={(value) => setScenario(value as Scenario)}
          options={scenarios.map((value) => ({ value, label: t(`scenario.${value}`) }))}
        />
        <WordsPart texts={texts} onChange={setTexts} languages={languages} />
        <Failure error={act.error} />
        <div className="alerts-acts">
          <Button
            kind="primary"
            off={!isReady}
            busy={act.isPending && t('working')}
            onClick={() => act.mutate({ run: save, done: t('text.saved'), after: onClose })}
          >
            {t('text.save')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t('back')}
          </Button>
        </div>
      </div>
    </Panel>
  )
}
