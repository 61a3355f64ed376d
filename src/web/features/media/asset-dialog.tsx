import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LibraryEntry, MediaConsent } from '../../../contract/media.ts'
import { api, apiQuery } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Archive, Download } from '../../ui/icons.ts'
import { ErrorNote, Note } from '../../ui/note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { StateMark } from './state-mark.tsx'

const consents: readonly MediaConsent[] = ['unknown', 'not_needed', 'given', 'public', 'withdrawn']

/** One picture or film: a look at it, by what right it is used, and what is known of the file. */
export function AssetDialog({ mediaId, onClose }: { mediaId: string; onClose: () => void }) {
  const { t } = useTexts('media')
  const entry = useQuery(apiQuery('GET /api/v1/media/:mediaId/about', { params: { mediaId } }))
  if (entry.data !== undefined) return <Asset key={entry.data.id} entry={entry.data} onClose={onClose} />
  return (
    <Dialog open wide onClose={onClose} title={t('title')}>
      {entry.error ? <ErrorNote error={entry.error} onRetry={() => void entry.refetch()} /> : <Skeleton rows={4} />}
    </Dialog>
  )
}

function Asset({ entry, onClose }: { entry: LibraryEntry; onClose: () => void }) {
  const { t } = useTexts('media')
  const client = useQueryClient()
  const [about, setAbout] = useState({
    title: entry.title,
    altText: entry.altText,
    credit: entry.credit,
    licence: entry.licence,
    expiresOn: entry.expiresOn ?? '',
    consent: entry.consent,
    consentNote: entry.consentNote,
  })
  const change = (part: Partial<typeof about>) => setAbout((old) => ({ ...old, ...part }))
  const seen = () => {
    void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/media'] })
    void client.invalidateQueries({ queryKey: ['GET /api/v1/media/:mediaId/about'] })
  }
  const params = { mediaId: entry.id }
  const save = useMutation({
    mutationFn: () =>
      api('PATCH /api/v1/media/:mediaId', { params, body: { ...about, expiresOn: about.expiresOn || null } }),
    onSuccess: () => {
      seen()
      toast(t('asset.saved'))
      onClose()
    },
  })
  const retire = useMutation({
    mutationFn: (isRetired: boolean) => api('PUT /api/v1/media/:mediaId/retired', { params, body: { isRetired } }),
    onSuccess: ({ isRetired }) => {
      seen()
      toast(t(isRetired ? 'asset.retired' : 'asset.broughtBack'), isRetired ? () => retire.mutate(false) : undefined)
      onClose()
    },
  })
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={entry.title || t('noTitle')}
      acts={
        entry.mayEdit && (
          <>
            <Button
              icon={Archive}
              busy={retire.isPending && t('asset.saving')}
              onClick={() => retire.mutate(!entry.isRetired)}
            >
              {t(entry.isRetired ? 'asset.bringBack' : 'asset.retire')}
            </Button>
            <Button kind="primary" busy={save.isPending && t('asset.saving')} onClick={() => save.mutate()}>
              {t('asset.save')}
            </Button>
          </>
        )
      }
    >
      <div className="media-asset">
        <Look entry={entry} />
        <fieldset className="stack" disabled={!entry.mayEdit}>
          {!entry.mayEdit && <Note kind="info">{t('asset.notYours')}</Note>}
          <TextField
            label={t('asset.title')}
            value={about.title}
            onChange={(title) => change({ title })}
            maxLength={200}
          />
          <TextArea
            label={t('asset.altText')}
            hint={t('asset.altHint')}
            rows={2}
            value={about.altText}
            onChange={(altText) => change({ altText })}
            maxLength={2000}
          />
          <TextField
            label={t('asset.credit')}
            hint={t('asset.creditHint')}
            value={about.credit}
            onChange={(credit) => change({ credit })}
            maxLength={300}
          />
          <TextField
            label={t('asset.licence')}
            hint={t('asset.licenceHint')}
            value={about.licence}
            onChange={(licence) => change({ licence })}
            maxLength={300}
          />
          <TextField
            label={t('asset.expiresOn')}
            hint={t('asset.expiresHint')}
            type="date"
            value={about.expiresOn}
            onChange={(expiresOn) => change({ expiresOn })}
          />
          <SelectField
            label={t('asset.consent')}
            value={about.consent}
            onChange={(value) => change({ consent: consents.find((one) => one === value) ?? 'unknown' })}
            options={consents.map((value) => ({ value, label: t(`asset.consents.${value}`) }))}
          />
          {about.consent === 'withdrawn' && entry.uses > 0 && <Note kind="warn">{t('asset.withdrawnNote')}</Note>}
          {entry.mayEdit && (
            <TextField
              label={t('asset.consentNote')}
              hint={t('asset.consentNoteHint')}
              value={about.consentNote}
              onChange={(consentNote) => change({ consentNote })}
              maxLength={300}
            />
          )}
          <Failure error={save.error ?? retire.error} />
        </fieldset>
      </div>
    </Dialog>
  )
}

/** What is seen, and what is known of the file. */
function Look({ entry }: { entry: LibraryEntry }) {
  const { t } = useTexts('media')
  const { bytes, number, calendarDay } = useFormat()
  const alt = entry.altText || entry.title
  return (
    <div className="stack">
      {entry.kind === 'image' ? (
        <img className="media-look" src={entry.url} alt={alt} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: captions are added at the network; the text alternative stands beside.
        <video className="media-look" src={entry.url} controls preload="metadata" aria-label={alt} />
      )}
      <div>
        <StateMark state={entry.state} />
      </div>
      <Facts
        rows={[
          [t('asset.size'), `${number(entry.width)} × ${number(entry.height)}, ${bytes(entry.bytes)}`],
          ...(entry.durationMs === null
            ? []
            : [
                [
                  t('asset.length'),
                  t('asset.seconds', { seconds: number(Math.round(entry.durationMs / 1000)) }),
                ] as const,
              ]),
          [t('asset.by'), entry.uploadedBy],
          [t('asset.at'), calendarDay(entry.createdAt.slice(0, 10))],
        ]}
      />
      <a className="btn small" href={entry.url} download>
        <Download />
        <span>{t('asset.download')}</span>
      </a>
    </div>
  )
}
