import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { MissionAlignment } from '../../../contract/alignment.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Screen, ScreenHead, useWorkPlace } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { MapPin, Scale } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Stats } from '../../ui/stat.tsx'
import { Adoption, Support } from './adoption-panel.tsx'
import { BesidePanel } from './beside-panel.tsx'
import { ComponentFigure, Figure } from './component-figure.tsx'
import { ComponentsPanel } from './components-panel.tsx'
import { Formula } from './formula.tsx'
import { IndexPanel } from './index-panel.tsx'
import { LossesPanel } from './losses-panel.tsx'
import { MessagesLink } from './messages-link.tsx'
import { MixPanel } from './mix-panel.tsx'
import { Trust } from './trust.tsx'
import { WindowSpan, WindowSwitch } from './window-switch.tsx'
import './alignment.css'

export function AlignmentScreen() {
  const { missionId } = useParams({ strict: false })
  return missionId === undefined ? null : <Alignment missionId={missionId} />
}

/** `/keselarasan`: of the mission in focus. */
export function OwnAlignmentScreen() {
  const { t } = useTexts('alignment')
  const { mission } = useWorkPlace()
  if (mission) return <Alignment missionId={mission.id} />
  return (
    <Screen title={t('title')}>
      <EmptyState icon={MapPin} title={t('noMission')} act={<ButtonLink to="/papan">{t('toBoard')}</ButtonLink>}>
        {t('noMissionDetail')}
      </EmptyState>
    </Screen>
  )
}

function Alignment({ missionId }: { missionId: string }) {
  const { t } = useTexts('alignment')
  const jendela = useSearch({ strict: false }).jendela
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...apiQuery('GET /api/v1/missions/:missionId/alignment', {
      params: { missionId },
      query: { window: jendela ?? '90d' },
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <Screen title={t('title')} within={data ? [{ label: data.mission.shortName, to: `/perwakilan/${missionId}` }] : []}>
      <div className="stack wide" aria-busy={isPlaceholderData}>
        {data && (
          <ScreenHead
            above={
              <>
                <Link to="/perwakilan/$missionId" params={{ missionId }}>
                  {data.mission.shortName}
                </Link>{' '}
                · <WindowSpan {...data.window} />
              </>
            }
            title={t('head.why', { name: data.mission.shortName })}
            acts={
              <>
                <WindowSwitch value={jendela} />
                <ButtonLink to="/perwakilan/$missionId/keberatan" params={{ missionId }} icon={Scale}>
                  {t('dispute')}
                </ButtonLink>
              </>
            }
          />
        )}
        {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {data ? <AlignmentBody alignment={data} /> : !error && <Skeleton rows={6} />}
      </div>
    </Screen>
  )
}

function AlignmentBody({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const place = { missionId: alignment.mission.id, window: alignment.window.key }
  return (
    <>
      {alignment.behind && <Note>{t('head.behind')}</Note>}
      <IndexPanel alignment={alignment} />
      <Numbers alignment={alignment} />
      <ComponentsPanel alignment={alignment} />
      <LossesPanel {...place} />
      <div className="alignment-columns">
        <div className="stack wide">
          <div id="bauran">
            <MixPanel alignment={alignment} />
          </div>
          <div id="kampanye">
            <Adoption {...place} />
          </div>
        </div>
        <div className="stack wide">
          <Formula alignment={alignment} />
          <Trust alignment={alignment} />
          <Support {...place} />
          <BesidePanel alignment={alignment} />
        </div>
      </div>
    </>
  )
}

function Numbers({ alignment }: { alignment: MissionAlignment }) {
  const { t } = useTexts('alignment')
  const { number, percent } = useFormat()
  const open = (inside: ReactNode) => <MessagesLink alignment={alignment}>{inside}</MessagesLink>
  const { deleted, excluded, readableShare } = alignment
  return (
    <Stats label={t('title')}>
      <ComponentFigure component={alignment.c1} open={open} />
      <ComponentFigure component={alignment.c3} open={open} />
      <Figure name={t('messages.counted')} value={number(alignment.messages)} unit={t('messages.unit')} open={open}>
        {readableShare !== null && <span>{t('messages.readable', { share: percent(readableShare * 100) })}</span>}
        {deleted > 0 && <span>{t('messages.deleted', { n: number(deleted) })}</span>}
        {excluded > 0 && <span>{t('messages.excluded', { n: number(excluded) })}</span>}
      </Figure>
      <div className="stat alignment-open">
        <MessagesLink alignment={alignment}>{t('messages.see')}</MessagesLink>
      </div>
    </Stats>
  )
}
