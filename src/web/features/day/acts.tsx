import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TodayAct } from '../../../contract/today.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { languageName } from '../../lookups/languages.ts'
import { placeOf } from '../../lookups/missions.ts'
import { ObjectiveTag, useObjectiveName } from '../../lookups/objectives.tsx'
import { type Mission, useNow } from '../../shell/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { ArrowRight, AudioLines, CircleCheck, Clock, Hourglass } from '../../ui/icons.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'

export const todayQuery = (missionId: string) =>
  apiQuery('GET /api/v1/missions/:missionId/today', { params: { missionId } })

/** "Kerjakan hari ini": three acts, the one that does most for the mission's own alignment first. */
export function Acts({ mission }: { mission: Mission }) {
  const { t } = useTexts('day')
  const today = useQuery(todayQuery(mission.id))
  if (today.data === undefined)
    return today.error ? <Failure error={today.error} onRetry={() => void today.refetch()} /> : <Skeleton rows={5} />
  const { acts, silence } = today.data
  return (
    <section className="stack" aria-labelledby="kerjakan">
      <div className="row between wrap">
        <h2 id="kerjakan" className="t18">
          {t('acts.title')}
        </h2>
        <Link to="/perwakilan/$missionId/keselarasan" params={{ missionId: mission.id }} className="t14">
          {t('acts.why')}
        </Link>
      </div>
      {acts.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('acts.none')}>
          {t('acts.noneWhat')}
        </EmptyState>
      ) : (
        <ol className="day-acts">
          {acts.map((act, place) => (
            <ActCard key={keyOf(act)} act={act} place={place} mission={mission} />
          ))}
        </ol>
      )}
      {silence !== null && acts.length > 0 && <p className="mute t13">{t(`acts.silence.${silence}`)}</p>}
    </section>
  )
}

const keyOf = (act: TodayAct): string => `${act.kind} ${act.campaign?.id ?? act.items[0]?.id ?? act.objectiveCode}`

function ActCard({ act, place, mission }: { act: TodayAct; place: number; mission: Mission }) {
  const { t } = useTexts('day')
  const { signed, number } = useFormat()
  const now = useNow()
  const isFirst = place === 0
  return (
    <li className={cx('panel day-act', isFirst && 'first')}>
      {!isFirst && (
        <span className="day-act-place" aria-hidden="true">
          {number(place + 1)}
        </span>
      )}
      <div className="grow">
        <p className="day-act-kind">
          <ObjectiveTag code={act.objectiveCode} fallback={t('acts.noObjective')} />
          {act.campaign !== null && <span>{t(act.campaign.isMandatory ? 'kit.mandatory' : 'kit.recommended')}</span>}
        </p>
        <h3 className={isFirst ? 't22' : 't16'}>
          <Title act={act} />
        </h3>
        <p className="soft">
          <What act={act} mission={mission} />
        </p>
        <p className="day-act-facts">
          {act.points !== null && (
            <span>
              <AudioLines className="s" />
              <b>{t('acts.points', { points: signed(act.points, 1) })}</b> {t('acts.forAlignment')}
            </span>
          )}
          <span>
            <Hourglass className="s" />
            {t('acts.minutes', { count: act.minutes })}
          </span>
          {act.dueAt !== null && (
            <span>
              <Clock className="s" />
              <span>
                {t(new Date(act.dueAt) < now ? 'acts.targetPast' : 'acts.target')}{' '}
                <Time at={new Date(act.dueAt)} place={placeOf(mission)} withDay />
              </span>
            </span>
          )}
        </p>
      </div>
      <div className="day-act-go">
        <Go act={act} isFirst={isFirst} />
      </div>
    </li>
  )
}

function Title({ act }: { act: TodayAct }) {
  const { t } = useTexts('day')
  const name = useObjectiveName()
  if (act.kind === 'kit') return act.campaign?.title
  if (act.kind === 'returned') return t('acts.returned', { title: act.items[0]?.title ?? '' })
  if (act.kind === 'improve') return t('acts.improve', { count: act.items.length })
  return t('acts.write', { objective: name(act.objectiveCode ?? '') })
}

function What({ act, mission }: { act: TodayAct; mission: Mission }) {
  const { t } = useTexts('day')
  if (act.kind !== 'kit') return t(`acts.what.${act.kind}`)
  const own = mission.languages.find((tag) => tag !== 'id' && act.campaign?.languages.includes(tag))
  return own === undefined ? t('acts.what.kit') : t('acts.what.kitIn', { language: languageName(own) })
}

function Go({ act, isFirst }: { act: TodayAct; isFirst: boolean }) {
  const { t } = useTexts('day')
  const kind = isFirst ? 'primary' : 'plain'
  const [item] = act.items
  if (act.campaign !== null) {
    const params = { campaignId: act.campaign.id }
    return (
      <ButtonLink kind={kind} to="/kampanye/$campaignId" params={params} {...(isFirst ? { icon: ArrowRight } : {})}>
        {t('acts.openKit')}
      </ButtonLink>
    )
  }
  if (item !== undefined && act.items.length === 1)
    return (
      <ButtonLink kind={kind} to="/kiriman/$itemId" params={{ itemId: item.id }}>
        {t('acts.open')}
      </ButtonLink>
    )
  if (item !== undefined)
    return (
      <ul className="stack tight day-act-items">
        {act.items.map(({ id, title }) => (
          <li key={id}>
            <Link to="/kiriman/$itemId" params={{ itemId: id }}>
              {title}
            </Link>
          </li>
        ))}
      </ul>
    )
  return (
    <ButtonLink
      kind={kind}
      to="/kiriman/baru"
      search={act.objectiveCode === null ? {} : { sasaran: act.objectiveCode }}
    >
      {t('write')}
    </ButtonLink>
  )
}
