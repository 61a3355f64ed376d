import { useState } from 'react'
import type { Delivery } from '../../../contract/deliveries.ts'
import { api, fieldError } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { networkName } from '../../lookups/networks.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Zone } from '../../ui/format.ts'
import { Check, Copy, Download, ExternalLink, Hand, Undo2 } from '../../ui/icons.ts'
import { Note } from '../../ui/note.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Act } from './use-act.ts'

type Props = { delivery: Delivery; act: Act; place: Zone }

/** Publishing by hand: take it, copy each part with one press, publish there, bring the link back. */
export function ByHand({ delivery, act, place }: Props) {
  const { t } = useTexts('deliveries')
  const network = networkName(delivery.account.network)
  const params = { deliveryId: delivery.id }
  const { claim, can, undoUntil } = delivery
  return (
    <div className="stack">
      {claim !== null && (
        <Note kind={claim.isYours ? 'accent' : 'warn'} icon={Hand}>
          {claim.isYours ? t('hand.claimedByYou') : t('hand.claimedBy', { name: claim.by.name })}{' '}
          <Time at={new Date(claim.until)} place={place} />
        </Note>
      )}
      {can.claim && claim?.isYours !== true && (
        <>
          <p className="soft">{t('hand.lead', { network })}</p>
          <Button
            kind="primary"
            icon={Hand}
            busy={act.isPending}
            onClick={() => act.mutate({ run: () => api('POST /api/v1/deliveries/:deliveryId/claim', { params }) })}
          >
            {t('hand.claim')}
          </Button>
        </>
      )}
      <Parts delivery={delivery} />
      {can.report && <Report delivery={delivery} act={act} place={place} />}
      {claim?.isYours && (
        <div>
          <Button
            kind="quiet"
            off={act.isPending}
            onClick={() =>
              act.mutate({
                run: () => api('POST /api/v1/deliveries/:deliveryId/release', { params }),
                done: t('hand.released'),
              })
            }
          >
            {t('hand.release')}
          </Button>
        </div>
      )}
      {can.undo && undoUntil !== null && (
        <div className="row wrap">
          <Button
            icon={Undo2}
            busy={act.isPending}
            onClick={() =>
              act.mutate({
                run: () => api('POST /api/v1/deliveries/:deliveryId/undo', { params }),
                done: t('hand.undone'),
              })
            }
          >
            {t('hand.undo')}
          </Button>
          <small className="mute">
            {t('hand.undoUntil')} <Time at={new Date(undoUntil)} place={place} />
          </small>
        </div>
      )}
    </div>
  )
}

function Parts({ delivery }: { delivery: Delivery }) {
  const { t } = useTexts('deliveries')
  const { content, composeUrl, account } = delivery
  const network = networkName(account.network)
  return (
    <div className="stack tight">
      <CopyPart name={t('hand.textPart')} text={content.text} shown />
      {content.link !== null && <CopyPart name={t('hand.linkPart')} text={content.link.url} shown />}
      {content.images.map((image, index) => (
        <div key={image.mediaId} className="stack tight">
          <div className="row wrap">
            <img
              className="deliveries-thumb"
              src={`/api/v1/media/${image.mediaId}?size=small`}
              alt={image.alt}
              loading="lazy"
            />
            {/* As this network takes it: the same bytes that were approved for it. */}
            <a
              className="btn small"
              href={`/api/v1/media/${image.mediaId}?${new URLSearchParams({ network: account.network })}`}
              download
            >
              <Download className="s" />
              {t('hand.download', { number: index + 1 })}
            </a>
          </div>
          {image.alt !== '' && <CopyPart name={t('hand.altPart', { number: index + 1 })} text={image.alt} shown />}
        </div>
      ))}
      {content.video && (
        <div className="stack tight">
          <a className="btn small" href={`/api/v1/media/${content.video.mediaId}`} download>
            <Download className="s" />
            {t('hand.downloadFilm')}
          </a>
          <CopyPart name={t('hand.altPart', { number: 1 })} text={content.video.alt} shown />
        </div>
      )}
      <div className="row wrap">
        {composeUrl !== null && (
          <a className="btn" href={composeUrl} target="_blank" rel="noreferrer">
            <ExternalLink className="s" />
            {t('hand.compose', { network })}
          </a>
        )}
        <a className="btn quiet" href={account.url} target="_blank" rel="noreferrer">
          {t('hand.openAccount')}
        </a>
      </div>
    </div>
  )
}

function CopyPart({ name, text, shown }: { name: string; text: string; shown?: boolean }) {
  const { t } = useTexts('deliveries')
  const [failed, setFailed] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setFailed(false)
      toast(t('hand.copied', { what: name }))
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="deliveries-part">
      {shown && (
        <div className="compare-text deliveries-text" dir="auto">
          {text}
        </div>
      )}
      <Button size="small" icon={Copy} onClick={() => void copy()}>
        {t('hand.copy', { what: name })}
      </Button>
      {failed && (
        <p className="hint" role="alert">
          {t('hand.notCopied')}
        </p>
      )}
    </div>
  )
}

function Report({ delivery, act }: Props) {
  const { t } = useTexts('deliveries')
  const [url, setUrl] = useState('')
  const error = fieldError(act.error, 'url')
  return (
    <form
      className="stack tight"
      onSubmit={(event) => {
        event.preventDefault()
        if (act.isPending || url.trim() === '') return
        act.mutate({
          run: () =>
            api('POST /api/v1/deliveries/:deliveryId/report', {
              params: { deliveryId: delivery.id },
              body: { url: url.trim() },
            }),
          done: t('hand.reported'),
        })
      }}
    >
      <TextField
        label={t('hand.paste')}
        hint={t('hand.pasteHint')}
        {...(error === undefined ? {} : { error })}
        value={url}
        onChange={setUrl}
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
      />
      <div>
        <Button
          type="submit"
          kind={delivery.claim?.isYours ? 'primary' : 'plain'}
          icon={Check}
          busy={act.isPending}
          off={url.trim() === ''}
        >
          {t('hand.report')}
        </Button>
      </div>
    </form>
  )
}
