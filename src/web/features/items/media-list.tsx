import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Media } from '../../../contract/media.ts'
import { api } from '../../api/index.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/field.tsx'
import { useFormat } from '../../ui/home-zone.tsx'
import { Image, Loader, X } from '../../ui/icons.ts'
import type { Editor } from './use-editor.ts'

/** Pictures of an item with what is seen on them; uploading keeps the text alternative beside the picture. */
export function MediaList({ editor, missionId }: { editor: Editor; missionId: string }) {
  const { t } = useTexts('items')
  const { calendarDay } = useFormat()
  const { draft, change, item } = editor
  const [fresh, setFresh] = useState<readonly Media[]>([])
  const known = new Map([...(item?.media ?? []).map((one) => one.media), ...fresh].map((one) => [one.id, one]))
  const id = useId()
  const upload = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData()
      form.append('file', file)
      return api('POST /api/v1/missions/:missionId/media', { params: { missionId }, body: form })
    },
    onSuccess: (media) => {
      setFresh((old) => [...old, media])
      change({ media: [...draft.media, { mediaId: media.id, altText: '' }] })
    },
  })
  return (
    <div className="stack tight">
      {draft.media.map(({ mediaId, altText }, index) => {
        const media = known.get(mediaId)
        const note = [
          media && `${media.width} × ${media.height}`,
          media?.credit && t('draft.credit', { credit: media.credit }),
          media?.expiresOn && t('draft.until', { day: calendarDay(media.expiresOn) }),
        ].filter(Boolean)
        return (
          <div key={mediaId} className="editor-media">
            <img src={`/api/v1/media/${mediaId}`} alt={altText} />
            <div className="grow stack tight">
              {note.length > 0 && <small className="mute">{note.join(' · ')}</small>}
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
        )
      })}
      {draft.media.length < 10 && (
        <div className="row wrap">
          <label className="btn editor-upload" htmlFor={id} aria-busy={upload.isPending || undefined}>
            {upload.isPending ? <Loader className="s" /> : <Image className="s" />}
            {upload.isPending ? t('draft.uploading') : t('draft.addPicture')}
            <input
              id={id}
              type="file"
              className="vh"
              accept="image/jpeg,image/png,image/webp"
              onChange={(event) => {
                const file = event.currentTarget.files?.[0]
                event.currentTarget.value = ''
                if (file && !upload.isPending) upload.mutate(file)
              }}
            />
          </label>
          <small className="mute">{t('draft.pictureHint')}</small>
        </div>
      )}
      <Failure error={upload.error} />
    </div>
  )
}
