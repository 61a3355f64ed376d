import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Media } from '../../../contract/media.ts'
import { useTexts } from '../../i18n/index.ts'
import { Failure } from '../../lookups/failure.tsx'
import { mediaAccept, uploadMedia } from '../../lookups/upload-media.ts'
import { useFormat } from '../../ui/home-zone.tsx'
import { Loader, Upload } from '../../ui/icons.ts'
import { ProgressLine } from '../../ui/progress-line.tsx'
import { toast } from '../../ui/toast.tsx'

/** Brings one file into the library; a slow line sees how far it is. */
export function UploadButton({ missionId, onDone }: { missionId: string; onDone: (media: Media) => void }) {
  const { t } = useTexts('media')
  const { percent } = useFormat()
  const [share, setShare] = useState(0)
  const client = useQueryClient()
  const id = useId()
  const upload = useMutation({
    mutationFn: (file: File) => uploadMedia(missionId, file, setShare),
    onMutate: () => setShare(0),
    onSuccess: (media) => {
      toast(t('uploaded'))
      void client.invalidateQueries({ queryKey: ['GET /api/v1/missions/:missionId/media'] })
      onDone(media)
    },
  })
  return (
    <div className="stack tight">
      <div className="row wrap">
        <label className="btn primary media-upload" htmlFor={id} aria-busy={upload.isPending || undefined}>
          {upload.isPending ? <Loader className="s" /> : <Upload className="s" />}
          {upload.isPending ? t('uploading', { share: percent(Math.round(share * 100)) }) : t('upload')}
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
        <small className="mute media-hint">{t('uploadHint')}</small>
      </div>
      {upload.isPending && <ProgressLine label={t('upload')} value={Math.round(share * 100)} max={100} />}
      <Failure error={upload.error} />
    </div>
  )
}
