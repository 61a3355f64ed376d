import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Item } from '../../../contract/items.ts'
import type { Media } from '../../../contract/media.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { MediaThumb } from '../../lookups/media-thumb.tsx'
import { networkName } from '../../lookups/networks.ts'
import { mediaAccept, uploadMedia } from '../../lookups/upload-media.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Image, Loader, X } from '../../ui/icons.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { LibraryPicker } from './library-picker.tsx'
import type { Editor } from './use-editor.ts'

/** Pictures and films of an item with what is seen on them; uploading keeps the text alternative beside each. */
export function MediaList({ editor, missionId }: { editor: Editor; missionId: string }) {
  const { t } = useTexts('items')
  const { draft, change, item } = editor
  const [fresh, setFresh] = useState<readonly Media[]>([])
  const [isChoosing, setIsChoosing] = useState(false)
  const [share, setShare] = useState(0)
  const known = new Map([...(item?.media ?? []).map((one) => one.media), ...fresh].map((one) => [one.id, one]))
  const id = useId()
  const attach = (media: Media) => {
    setFresh((old) => [...old, media])
    if (!draft.media.some(({ mediaId }) => mediaId === media.id))
      change({ media: [...draft.media, { mediaId: media.id, altText: media.altText }] })
  }
  const upload = useMutation({
    mutationFn: (file: File) => uploadMedia(missionId, file, setShare),
    onMutate: () => setShare(0),
    onSuccess: attach,
  })
  return (
    <div className="stack tight">
      {draft.media.map(({ mediaId, altText }, index) => (
        <div key={mediaId} className="editor-media">
          <MediaThumb media={known.get(mediaId) ?? { id: mediaId, kind: 'image' }} alt={altText} />
          <div className="grow stack tight">
            <Particulars
              media={known.get(mediaId)}
              fits={item?.media.find((one) => one.mediaId === mediaId)?.fits ?? []}
            />
            <TextArea
              label={t('draft.alt', { number: index + 1 })}
              hint={t('draft.altHint')}
              rows={2}
              value={altText}
              onChange={(value) =>
                change({
                  media: draft.media.map((one) => (one.mediaId === mediaId ? { mediaId, altText: value } : one)),
                })
              }
              maxLength={2000}
            />
          </div>
          <Button
            kind="quiet"
            icon={X}
            iconOnly
            onClick={() => change({ media: draft.media.filter((one) => one.mediaId !== mediaId) })}
          >
            {t('draft.removePicture', { number: index + 1 })}
          </Button>
        </div>
      ))}
      {draft.media.length < 10 && (
        <div className="row wrap">
          <label className="btn editor-upload" htmlFor={id} aria-busy={upload.isPending || undefined}>
            {upload.isPending ? <Loader className="s" /> : <Image className="s" />}
            {upload.isPending ? t('draft.uploading') : t('draft.addPicture')}
            <input
              id={id}
              type="file"
              className="vh"
              accept={mediaAccept}
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file && !upload.isPending) upload.mutate(file)
              }}
            />
          </label>
          <Button onClick={() => setIsChoosing(true)}>{t('draft.fromLibrary')}</Button>
          <small className="mute">{t('draft.pictureHint')}</small>
        </div>
      )}
      {upload.isPending && share > 0 && (
        <ProgressLine label={t('draft.uploading')} value={Math.round(share * 100)} max={100} />
      )}
      <Failure error={upload.error} />
      {isChoosing && (
        <LibraryPicker
          missionId={missionId}
          taken={new Set(draft.media.map(({ mediaId }) => mediaId))}
          onChoose={(media) => {
            attach(media)
            setIsChoosing(false)
          }}
          onClose={() => setIsChoosing(false)}
        />
      )}
    </div>
  )
}

/** Size, credit and end; and how networks get it, where that is not the picture itself. */
function Particulars({ media, fits }: { media: Media | undefined; fits: Item['media'][number]['fits'] }) {
  const { t } = useTexts('items')
  const { calendarDay, number } = useFormat()
  if (media === undefined) return null
  const note = [
    `${media.width} × ${media.height}`,
    media.durationMs !== null && t('draft.seconds', { seconds: number(Math.round(media.durationMs / 1000)) }),
    media.credit && t('draft.credit', { credit: media.credit }),
    media.expiresOn && t('draft.until', { day: calendarDay(media.expiresOn) }),
  ].filter(Boolean)
  return (
    <>
      <small className="mute">{note.join(' · ')}</small>
      {fits.map((fit) => (
        <small key={fit.network} className="mute">
          {t('draft.fitted', { network: networkName(fit.network), width: fit.width, height: fit.height })}
        </small>
      ))}
    </>
  )
}
