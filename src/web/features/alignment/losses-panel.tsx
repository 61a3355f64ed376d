import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Loss, MissionReasons } from '../../../contract/alignment.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Lightbulb } from '../../ui/icons.ts'
import { ErrorNote } from '../../ui/note.tsx'
import { ObjectiveLabel } from '../../ui/objective-label.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useLabelNames } from './label-words.tsx'
import { nameIn, toneOf } from './objectives.ts'

type Place = { missionId: string; window: string }

export const useReasons = ({ missionId, window }: Place) =>
  useQuery(apiQuery('GET /api/v1/missions/:missionId/alignment/reasons', { params: { missionId }, query: { window } }))

/** The largest losses with their very posts and one thing to do about each. */
export function LossesPanel(place: Place) {
  const { t } = useTexts('alignment')
  const { data, error, refetch } = useReasons(place)
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton rows={4} />
  if (data.losses.length === 0) return null
  return (
    <section className="stack">
      <h2>{t('losses.title', { count: data.losses.length })}</h2>
      <Panel flush>
        {data.losses.map((loss) => (
          <LossBlock key={loss.component} loss={loss} reasons={data} />
        ))}
      </Panel>
    </section>
  )
}

function LossBlock({ loss, reasons }: { loss: Loss; reasons: MissionReasons }) {
  const { t } = useTexts('alignment')
  const { number } = useFormat()
  return (
    <article className="loss">
      <p className="loss-points num">
        <b>{number(loss.points, 1)}</b> <small>{t('losses.points')}</small>
      </p>
      <div className="stack grow">
        <div>
          <p className="mute t13">{t(`component.${loss.component}`)}</p>
          <h3>{t(`losses.do.${loss.advice.kind}`)}</h3>
          <Says loss={loss} />
        </div>
        <Posts loss={loss} reasons={reasons} />
        <div className="loss-advice">
          <Lightbulb className="s" />
          <span className="grow">{t(`losses.how.${loss.advice.kind}`)}</span>
          <Act loss={loss} reasons={reasons} />
        </div>
      </div>
    </article>
  )
}

/** The advice in this mission's own figures. */
function Says({ loss }: { loss: Loss }) {
  const { t } = useTexts('alignment')
  const { number, percent, language } = useFormat()
  const { advice, recoverable } = loss
  const says = () => {
    switch (advice.kind) {
      case 'objective_below':
        return `${t('losses.say.objective_below', {
          objective: nameIn(language, advice),
          share: percent(advice.share * 100),
          target: percent(advice.target * 100),
        })} ${t('losses.kits', { count: advice.kits })}`
      case 'answer_kit':
      case 'adapt_kit':
        return t(`losses.say.${advice.kind}`, { title: advice.title })
      case 'sooner':
        return t('losses.say.sooner', { title: advice.title, hours: number(advice.lateHours, 0) })
      case 'say_purpose':
        return t('losses.say.say_purpose', { n: number(advice.messages), of: number(advice.of) })
      case 'plainer':
        return t('losses.say.plainer', { score: number(advice.score, 0) })
      case 'complete_benefit':
        return t('losses.say.complete_benefit', { elements: number(advice.elements, 1) })
      case 'reach_young':
        return t('losses.say.reach_young')
      case 'keep_to_facts':
        return t('losses.say.keep_to_facts', { matching: number(advice.matching, 0), used: number(advice.used, 0) })
      case 'answer_in_time':
        return t('losses.say.answer_in_time', { late: number(advice.late), of: number(advice.of) })
    }
  }
  return (
    <p>
      {says()}{' '}
      {recoverable !== null && recoverable >= 0.1 && (
        <b>{t('losses.recoverable', { points: number(recoverable, 1) })}</b>
      )}
    </p>
  )
}

function Posts({ loss, reasons }: { loss: Loss; reasons: MissionReasons }) {
  const { t } = useTexts('alignment')
  const { number, calendarDay } = useFormat()
  const { name } = useLabelNames()
  const unit = (value: number | null): string => {
    if (value === null) return ''
    if (loss.component === 'C5') return t('losses.elements', { value: number(value, 1) })
    if (loss.component === 'C4') return t('losses.score', { value: number(value, 0) })
    return loss.component === 'C7'
      ? t('losses.said', { value: number(value * 100, 0) })
      : t('list.purpose', { value: number(value * 2, 1) })
  }
  if (loss.posts.length === 0 && loss.campaigns.length === 0) return null
  return (
    <ul className="loss-posts">
      {loss.posts.map((post) => (
        <li key={post.id}>
          <span className="num mute">{calendarDay(post.localDay)}</span>
          <Link
            to="/perwakilan/$missionId/pesan/$messageId"
            params={{ missionId: reasons.missionId, messageId: post.id }}
            lang={post.language === 'und' ? undefined : post.language}
            dir="auto"
          >
            {post.text}
          </Link>
          {post.objective !== null && (
            <ObjectiveLabel tone={toneOf(post.objective)}>{name(post.objective)}</ObjectiveLabel>
          )}
          <span className="num">{unit(post.value)}</span>
        </li>
      ))}
      {loss.campaigns.map((kit) => (
        <li key={kit.campaignId}>
          <span className="mute">{t('adoption.campaign')}</span>
          <Link to="/kampanye/$campaignId" params={{ campaignId: kit.campaignId }}>
            {kit.title}
          </Link>
          <span />
          <span>
            {kit.how === null
              ? t('adoption.none')
              : kit.lateHours > 0
                ? t('losses.late', { hours: number(kit.lateHours, 0) })
                : t(`adoption.used.${kit.how}`)}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Where the advice is done. */
function Act({ loss, reasons }: { loss: Loss; reasons: MissionReasons }) {
  const { t } = useTexts('alignment')
  const { advice } = loss
  if ('campaignId' in advice)
    return (
      <ButtonLink size="small" to="/kampanye/$campaignId" params={{ campaignId: advice.campaignId }}>
        {t('losses.openKit')}
      </ButtonLink>
    )
  if (advice.kind === 'objective_below' && advice.kits > 0)
    return (
      <ButtonLink size="small" to="/kampanye">
        {t('losses.openKits')}
      </ButtonLink>
    )
  const component = loss.component
  if (component === 'C3' || component === 'C4' || component === 'C5' || component === 'C7')
    return (
      <ButtonLink
        size="small"
        to="/perwakilan/$missionId/pesan"
        params={{ missionId: reasons.missionId }}
        search={{ komponen: component, ...(reasons.window.key === '90d' ? {} : { jendela: reasons.window.key }) }}
      >
        {t('losses.openPosts')}
      </ButtonLink>
    )
  return null
}
