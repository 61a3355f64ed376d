import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Delivery } from '../../../contract/deliveries.ts'
import { apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { directionOf } from '../../lookups/languages.ts'
import { useMissions, zoneOf } from '../../lookups/missions.ts'
import { atHandle, networkName } from '../../lookups/networks.ts'
import { cx } from '../../ui/cx.ts'
import { Facts } from '../../ui/facts.tsx'
import type { Zone } from '../../ui/format.ts'
import { ExternalLink } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StateChip } from '../../ui/state-chip.tsx'
import { Time } from '../../ui/time.tsx'
import { Acts } from './acts.tsx'
import { Attempts } from './attempts.tsx'
import { ByHand } from './by-hand.tsx'
import { Repeat } from './repeat.tsx'
import { UnknownOutcome } from './unknown-outcome.tsx'
import { useAct } from './use-act.ts'

/** One delivery: why it stands where it stands, what happened so far, what to do next. */
export function DeliveryDetail({ id }: { id: string }) {
  const one = useQuery({
    ...apiQuery('GET /api/v1/deliveries/:deliveryId', { params: { deliveryId: id } }),
    refetchInterval: 20_000,
  })
  if (one.data === undefined) {
    return one.error ? <Failure error={one.error} onRetry={() => void one.refetch()} /> : <Skeleton rows={4} />
  }
  return <Detail delivery={one.data} />
}

function Detail({ delivery }: { delivery: Delivery }) {
  const { t } = useTexts('deliveries')
  const missions = useMissions()
  const act = useAct(delivery.id)
  const place = zoneOf(missions.get(delivery.missionId), delivery.dueZone)
  const asks = delivery.state === 'unknown'
  const byHand = delivery.can.claim || delivery.can.report || delivery.can.undo || delivery.claim !== null
  return (
    <section className={cx('panel deliveries-detail', asks && 'asks')} aria-labelledby={`d-${delivery.id}`}>
      <div className="deliveries-detail-body">
        <div className="row between wrap">
          <StateChip state={delivery.state} />
          <Time at={new Date(delivery.dueAt)} place={place} withDay />
        </div>
        <h2 id={`d-${delivery.id}`} className="t22">
          {asks ? t('detail.unknownTitle') : delivery.title || t('untitled')}
        </h2>
        <p className="lead">
          {delivery.reason !== null && `${delivery.reason.detail}. `}
          {asks ? t('detail.unknownLead') : delivery.nextStep.detail}
        </p>
        <Hold delivery={delivery} place={place} />
        <Failure error={act.error} />
        {asks && delivery.can.resolve ? (
          <UnknownOutcome delivery={delivery} act={act} place={place} />
        ) : byHand ? (
          <ByHand delivery={delivery} act={act} place={place} />
        ) : (
          <Content delivery={delivery} />
        )}
        <Repeat delivery={delivery} act={act} />
        <Acts delivery={delivery} act={act} place={place} />
        <Particulars delivery={delivery} place={place} />
      </div>
      <Attempts delivery={delivery} place={place} />
    </section>
  )
}

function Hold({ delivery: { hold }, place }: { delivery: Delivery; place: Zone }) {
  const { t } = useTexts('deliveries')
  if (hold === null) return null
  return (
    <Note kind="warn" title={`${t(`kind.${hold.kind}`)}:`}>
      {hold.reason}{' '}
      {hold.endsAt === null ? (
        `(${t('detail.holdOpen')})`
      ) : (
        <>
          ({t('detail.holdUntil')} <Time at={new Date(hold.endsAt)} place={place} withDay />)
        </>
      )}
    </Note>
  )
}

function Content({ delivery: { content } }: { delivery: Delivery }) {
  const { t } = useTexts('deliveries')
  const language = content.languages[0]
  return (
    <div className="stack tight">
      <h3>{t('detail.text')}</h3>
      <div className="compare-text deliveries-text" lang={language} dir={language ? directionOf(language) : 'auto'}>
        {content.text}
      </div>
      {content.images.map((image, index) => (
        <figure key={image.mediaId} className="deliveries-picture">
          <img src={`/api/v1/media/${image.mediaId}`} alt={image.alt} loading="lazy" />
          <figcaption>
            <b>{t('detail.picture', { number: index + 1 })}</b> {image.alt || t('detail.noAlt')}
          </figcaption>
        </figure>
      ))}
      {content.video && (
        <figure className="deliveries-picture">
          {/* biome-ignore lint/a11y/useMediaCaption: its text alternative stands under it. */}
          <video
            src={`/api/v1/media/${content.video.mediaId}`}
            controls
            preload="metadata"
            aria-label={content.video.alt}
          />
          <figcaption>{content.video.alt}</figcaption>
        </figure>
      )}
    </div>
  )
}

function Particulars({ delivery, place }: { delivery: Delivery; place: Zone }) {
  const { t } = useTexts('deliveries')
  const network = networkName(delivery.account.network)
  const out = delivery.url
  return (
    <>
      <Facts
        rows={[
          [
            t('detail.account'),
            <a key="a" href={delivery.account.url} target="_blank" rel="noreferrer">
              {network} · {atHandle(delivery.account.handle)}
            </a>,
          ],
          ...(delivery.sentAt === null
            ? []
            : ([[t('detail.sentAt'), <Time key="s" at={new Date(delivery.sentAt)} place={place} withDay />]] as const)),
          ...(delivery.nextAt === null || delivery.state === 'scheduled'
            ? []
            : ([[t('detail.nextAt'), <Time key="n" at={new Date(delivery.nextAt)} place={place} withDay />]] as const)),
        ]}
      />
      <div className="row wrap">
        {out !== null && (
          <a className="btn" href={out} target="_blank" rel="noreferrer">
            <ExternalLink className="s" />
            {t('detail.seeOn', { network })}
          </a>
        )}
        <Link className="btn quiet" to="/kiriman/$itemId" params={{ itemId: delivery.itemId }}>
          {t('detail.openItem')}
        </Link>
      </div>
    </>
  )
}
