import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Navigate, useSearch } from '@tanstack/react-router'
import type { Board } from '../../../contract/alignment.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Screen, useSession } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Scale } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Stats } from '../../ui/stat.tsx'
import { ComponentFigure, Figure } from '../alignment/component-figure.tsx'
import { nameIn } from '../alignment/objectives.ts'
import { WindowSpan, WindowSwitch } from '../alignment/window-switch.tsx'
import { BoardSteering } from './board-steering.tsx'
import { missionsToHelp } from './help.ts'
import { HelpList, keepWindow } from './help-list.tsx'
import { MissionsPanel } from './missions-panel.tsx'
import { RegionMix } from './region-mix.tsx'
import { countTuned } from './scored-band.ts'
import { isComparable, widestGap } from './sentence.ts'
import './board.css'

/** The whole ministry in one look; somebody of a single mission is led to the page of that mission. */
export function BoardScreen() {
  const { t } = useTexts('board')
  const session = useSession()
  const jendela = useSearch({ strict: false }).jendela
  const own = session && session.missions !== 'all' && session.missions.length === 1 ? session.missions[0] : undefined
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...apiQuery('GET /api/v1/board', { query: { window: jendela ?? '90d' } }),
    placeholderData: keepPreviousData,
    enabled: own === undefined,
  })
  if (own !== undefined) return <Navigate to="/perwakilan/$missionId/keselarasan" params={{ missionId: own }} replace />
  return (
    <Screen title={t('title')}>
      <div className="stack wide" aria-busy={isPlaceholderData}>
        {data ? (
          <>
            <BoardHead board={data} chosen={jendela} />
            {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
            <BoardBody board={data} />
          </>
        ) : error ? (
          <ErrorNote error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton rows={6} />
        )}
      </div>
    </Screen>
  )
}

function BoardHead({ board, chosen }: { board: Board; chosen: string | undefined }) {
  const { t } = useTexts('board')
  return (
    <div className="screen-head">
      <div className="grow">
        <div className="screen-above">
          {t('above')} · <WindowSpan {...board.window} />
        </div>
        <Sentence board={board} />
      </div>
      <WindowSwitch value={chosen} />
    </div>
  )
}

function Sentence({ board }: { board: Board }) {
  const { t } = useTexts('board')
  const { number, percent, language } = useFormat()
  const { counts } = board
  if (board.activeCount === 0) return <h1 className="say">{t('say.none')}</h1>
  if (counts.scored === 0)
    return (
      <h1 className="say">
        {t('say.unscored', { active: number(board.activeCount), all: number(board.missionCount) })}
      </h1>
    )
  const tuned = countTuned(board.missions)
  const gap = widestGap(board)
  return (
    <h1 className="say">
      {t('say.tuned', { tuned: number(tuned), scored: number(counts.scored) })}
      {gap === undefined ? (
        t('say.even')
      ) : (
        <>
          {t('say.but')}
          <em>
            {t('say.gap', {
              objective: nameIn(language, gap.share),
              region: nameIn(language, gap.region),
              share: percent(gap.share.share * 100),
              target: percent((gap.share.target ?? 0) * 100),
            })}
          </em>
          {t('say.stop')}
        </>
      )}
    </h1>
  )
}

function BoardBody({ board }: { board: Board }) {
  const { t } = useTexts('board')
  const helped = missionsToHelp(board.missions)
  return (
    <>
      <Numbers board={board} />
      {board.behind && <Note>{t('behind')}</Note>}
      <div className="board-places">
        <MissionsPanel board={board} helped={new Set(helped.map(({ mission }) => mission.missionId))} />
        <HelpList helped={helped} />
      </div>
      <RegionMix board={board} />
      <BoardSteering window={board.window.key} />
      <SensitivityLink />
    </>
  )
}

/** For headquarters' strategists and auditors alone; the server refuses anybody else. */
function SensitivityLink() {
  const { t } = useTexts('board')
  const session = useSession()
  const isAnalyst =
    session?.missions === 'all' && session.roles.some((role) => role === 'strategist' || role === 'auditor')
  if (!isAnalyst) return null
  return (
    <p>
      <ButtonLink kind="quiet" to="/papan/kepekaan" search={keepWindow}>
        {t('sensitivity.open')}
      </ButtonLink>
    </p>
  )
}

function Numbers({ board }: { board: Board }) {
  const { t } = useTexts('board')
  const { number } = useFormat()
  const { data: doubt } = useQuery(apiQuery('GET /api/v1/board/intervals', { query: { window: board.window.key } }))
  const { previous, counts } = board
  const total = {
    ...board.total,
    c1: { ...board.total.c1, interval: doubt?.c1 ?? null },
    c3: { ...board.total.c3, interval: doubt?.c3 ?? null },
  }
  const before = isComparable(board) ? previous : undefined
  const notScored = board.missionCount - counts.scored
  return (
    <div className="stack tight">
      <Stats label={t('numbers')}>
        <ComponentFigure component={total.c1} before={before?.c1} />
        <ComponentFigure component={total.c3} before={before?.c3} />
        <Figure name={t('messages')} value={number(total.messages)} unit={t('messagesUnit')}>
          <span>{t('posts', { n: number(total.posts) })}</span>
          {total.deleted > 0 && <span>{t('deleted', { n: number(total.deleted) })}</span>}
        </Figure>
        <Figure
          name={t('active')}
          value={number(board.activeCount)}
          unit={t('activeUnit', { n: number(board.missionCount) })}
        >
          {notScored > 0 && <span>{t('notScored', { n: number(notScored) })}</span>}
        </Figure>
      </Stats>
      <p className="board-remark">
        <Scale className="s" />
        <span>
          {t('weighed')} {before === undefined && t('thin', { n: number(previous.messages) })}
        </span>
      </p>
    </div>
  )
}
