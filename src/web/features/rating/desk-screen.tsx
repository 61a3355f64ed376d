import { useEffect, useMemo, useState } from 'react'
import type { BlindTask } from '../../../contract/rating.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf } from '../../lookups/languages.ts'
import { useObjectives } from '../../lookups/objectives.tsx'
import { Screen, ScreenHead } from '../../shell/screen.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Choice, ChoiceGroup } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Scale } from '../../ui/icons.ts'
import { Panel } from '../../ui/panel.tsx'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { stroke, toggled } from './draft.ts'
import { LabelKeys } from './label-keys.tsx'
import { Opinions } from './opinions.tsx'
import { useDesk } from './use-desk.ts'
import './rating.css'

const groups = ['id', 'en', 'other'] as const
type Group = (typeof groups)[number]
const storageKey = 'selaras.rater-languages'

/** The rater's desk: one text at a time, one key a label, next by Enter. */
export function DeskScreen() {
  const { t } = useTexts('rating')
  const { number } = useFormat()
  const [mode, setMode] = useState<'rate' | 'differing'>('rate')
  const [read, setRead] = useState<readonly Group[]>(readGroups)
  const desk = useDesk(mode === 'differing', read)
  const { task, progress } = desk
  return (
    <Screen title={t('desk.title')} className="rating">
      <ScreenHead
        title={t('desk.title')}
        acts={
          <SegmentedControl
            label={t('desk.mode')}
            value={mode}
            onChange={setMode}
            options={[
              { value: 'rate', label: t('desk.rate'), ...(progress ? { count: progress.left } : {}) },
              { value: 'differing', label: t('desk.differing'), ...(progress ? { count: progress.differing } : {}) },
            ]}
          />
        }
      />
      <Failure error={desk.problem} onRetry={desk.retry} />
      {task && <Desk key={task.id} task={task} desk={desk} />}
      {!task && desk.isWaiting && <Skeleton rows={5} />}
      {!task && !desk.isWaiting && (
        <Panel title={t('desk.text')}>
          <EmptyState icon={Scale} title={t('desk.emptyTitle')}>
            {t(mode === 'rate' ? 'desk.empty' : 'desk.emptyDiffering')}
          </EmptyState>
        </Panel>
      )}
      {progress && (
        <ProgressLine
          label={t('desk.progress')}
          value={progress.done}
          max={progress.done + progress.left + progress.differing}
          figures={[
            t('desk.done', { count: progress.done }),
            t('desk.left', { count: progress.left + progress.differing }),
            ...(progress.secondsEach === null ? [] : [t('desk.each', { seconds: number(progress.secondsEach, 0) })]),
          ].join(' · ')}
        />
      )}
      <p className="lead rating-lead">{t('desk.lead')}</p>
      <ChoiceGroup legend={t('desk.languages')}>
        <div className="row wrap">
          {groups.map((group) => (
            <Choice
              key={group}
              checked={read.includes(group)}
              onChange={() => {
                const next = toggled(read, group)
                if (next.length === 0) return
                localStorage.setItem(storageKey, next.join())
                setRead(groups.filter((one) => next.includes(one)))
              }}
            >
              {t(`desk.group.${group}`)}
            </Choice>
          ))}
        </div>
      </ChoiceGroup>
    </Screen>
  )
}

function Desk({ task, desk }: { task: BlindTask; desk: ReturnType<typeof useDesk> }) {
  const { t } = useTexts('rating')
  const tree = useObjectives()
  const objectives = useMemo(() => tree.filter(({ parentCode }) => parentCode === null).map(({ code }) => code), [tree])
  useKeys(objectives, desk)
  return (
    <div className="rating-desk">
      <Panel title={t('desk.text')} footer={task.text.includes('▢') ? t('desk.blotted') : undefined}>
        <p className="rating-text anywhere" lang={task.language} dir={directionOf(task.language)}>
          {task.text}
        </p>
      </Panel>
      <div className="stack">
        {task.opinions && (
          <Opinions opinions={task.opinions} onTake={(said) => desk.setDraft({ ...desk.draft, ...said })} />
        )}
        <LabelKeys task={task} objectives={objectives} desk={desk} />
      </div>
    </div>
  )
}

/** Keys work wherever the focus is, save in a field that takes text and with a modifier held. */
function useKeys(objectives: readonly string[], desk: ReturnType<typeof useDesk>): void {
  const { moment, save, undo, skip, setDraft } = desk
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moment` reads what is kept, whichever drawing made it
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return
      // A button in focus takes its own Enter.
      if (event.key === 'Enter' && event.target instanceof HTMLButtonElement) return
      const { task, draft } = moment()
      const next = task && stroke(draft, event.key, task, objectives)
      if (next === undefined) return
      event.preventDefault()
      if (next === 'save') save()
      else if (next === 'undo') void undo()
      else if (next === 'skip') void skip()
      else setDraft(next)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [objectives, save, undo, skip, setDraft])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement
    ? !['checkbox', 'radio', 'button'].includes(target.type)
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

function readGroups(): readonly Group[] {
  const kept = (localStorage.getItem(storageKey) ?? '').split(',')
  const known = groups.filter((group) => kept.includes(group))
  return known.length > 0 ? known : groups
}
