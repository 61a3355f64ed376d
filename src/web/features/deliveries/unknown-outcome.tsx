import { useState } from 'react'
import type { Delivery } from '../../../contract/deliveries.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { ComparePair } from '../../ui/compare-pair.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Zone } from '../../ui/format.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Check, ExternalLink, Minus, RefreshCw } from '../../ui/icons.ts'
import type { Act } from './use-act.ts'

type Candidate = Delivery['candidates'][number]
type Answer =
  | { answer: 'it_is_this'; url: string; remoteId?: string }
  | { answer: 'look_again' }
  | { answer: 'not_out' }

/** May be out: what was sent beside what was found, and three answers. Sending again stands last and asks twice. */
export function UnknownOutcome({ delivery, act, place }: { delivery: Delivery; act: Act; place: Zone }) {
  const { t } = useTexts('deliveries')
  const [index, setIndex] = useState(0)
  const [url, setUrl] = useState('')
  const [asking, setAsking] = useState(false)
  const candidate = delivery.candidates[index % Math.max(1, delivery.candidates.length)]
  const network = networkName(delivery.account.network)
  const answer = (body: Answer, done: string) =>
    act.mutate({
      run: () => api('POST /api/v1/deliveries/:deliveryId/resolve', { params: { deliveryId: delivery.id }, body }),
      done,
    })
  const isThis = () => {
    if (candidate !== undefined)
      answer({ answer: 'it_is_this', url: candidate.url, remoteId: candidate.remoteId }, t('unknown.recorded'))
    else answer({ answer: 'it_is_this', url: url.trim() }, t('unknown.recorded'))
  }
  return (
    <div className="stack">
      {candidate === undefined ? (
        <NothingFound delivery={delivery} url={url} onUrl={setUrl} />
      ) : (
        <Compared delivery={delivery} candidate={candidate} place={place} network={network} />
      )}
      {delivery.candidates.length > 1 && (
        <div className="row between">
          <small className="mute">
            {t('unknown.candidate', { number: index + 1, total: delivery.candidates.length })}
          </small>
          <Button kind="quiet" size="small" onClick={() => setIndex((index + 1) % delivery.candidates.length)}>
            {t('unknown.another')}
          </Button>
        </div>
      )}
      <div className="deliveries-answers">
        <Button
          kind="primary"
          icon={Check}
          busy={act.isPending && t('unknown.saving')}
          off={candidate === undefined && url.trim() === ''}
          onClick={isThis}
        >
          {t('unknown.yes')}
        </Button>
        <Button
          icon={RefreshCw}
          off={act.isPending}
          onClick={() => answer({ answer: 'look_again' }, t('unknown.looking'))}
        >
          {t('unknown.later')}
        </Button>
        <Button kind="danger" off={act.isPending} onClick={() => setAsking(true)}>
          {t('unknown.resend')}
        </Button>
      </div>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('unknown.sureTitle')}
        acts={
          <>
            <Button onClick={() => setAsking(false)}>{t('unknown.sureBack')}</Button>
            <Button
              kind="danger"
              onClick={() => {
                setAsking(false)
                answer({ answer: 'not_out' }, t('unknown.resent'))
              }}
            >
              {t('unknown.sureAct')}
            </Button>
          </>
        }
      >
        <p>{t('unknown.sure', { network })}</p>
        <p>
          <a href={delivery.account.url} target="_blank" rel="noreferrer">
            {t('unknown.openAccount')}
          </a>
        </p>
      </Dialog>
    </div>
  )
}

function Compared({
  delivery,
  candidate,
  place,
  network,
}: {
  delivery: Delivery
  candidate: Candidate
  place: Zone
  network: string
}) {
  const { t } = useTexts('deliveries')
  const { time, percent, duration } = useFormat()
  const tried = delivery.attempts.findLast((attempt) => attempt.kind === 'publish')
  const published = new Date(candidate.publishedAt)
  const apart = tried === undefined ? undefined : published.getTime() - new Date(tried.startedAt).getTime()
  const hash = `${delivery.bundleHash.slice(0, 4)}…${delivery.bundleHash.slice(-4)}`
  const at = (instant: Date) => `${time(instant, place.zone, true)} ${place.label}`
  const language = delivery.content.languages[0]
  return (
    <>
      <ComparePair
        sent={{
          title: t('unknown.sent'),
          note: `${tried === undefined ? '' : `${at(new Date(tried.startedAt))} · `}${t('unknown.fingerprint', { hash })}`,
          text: delivery.content.text,
          ...(language === undefined ? {} : { lang: language }),
        }}
        found={{ title: t('unknown.found'), note: at(published), text: candidate.text }}
        foot={
          <a href={candidate.url} target="_blank" rel="noreferrer" className="deliveries-see">
            <ExternalLink className="s" /> {t('detail.seeOn', { network })}
          </a>
        }
      />
      <ul className="deliveries-evidence">
        <li>
          {candidate.likenessPercent >= 90 ? <Check className="s" /> : <Minus className="s" />}
          <span>{t('unknown.likeness', { percent: percent(candidate.likenessPercent) })}</span>
        </li>
        {apart !== undefined && (
          <li>
            {apart >= 0 ? <Check className="s" /> : <Minus className="s" />}
            <span>{t(apart >= 0 ? 'unknown.after' : 'unknown.before', { time: duration(Math.abs(apart)) })}</span>
          </li>
        )}
      </ul>
    </>
  )
}

function NothingFound({ delivery, url, onUrl }: { delivery: Delivery; url: string; onUrl: (url: string) => void }) {
  const { t } = useTexts('deliveries')
  return (
    <div className="stack tight">
      <h3>{t('unknown.sent')}</h3>
      <div className="compare-text deliveries-text" dir="auto">
        {delivery.content.text}
      </div>
      <p>
        <b>{t('unknown.none')}</b> {t('unknown.noneWhat')}{' '}
        <a href={delivery.account.url} target="_blank" rel="noreferrer">
          {t('unknown.openAccount')}
        </a>
      </p>
      <TextField
        label={t('unknown.paste')}
        type="url"
        inputMode="url"
        value={url}
        onChange={onUrl}
        placeholder="https://"
      />
    </div>
  )
}
