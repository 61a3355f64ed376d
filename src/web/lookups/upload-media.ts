import type { Media } from '../../contract/media.ts'
import { api } from '../api/index.ts'

/** Above this a line that breaks would cost too much: the file goes in parts, and goes on where it stopped. */
const inPartsAboveBytes = 1_000_000
const partBytes = 512 * 1024
const retryDelaysMs = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000]

/** What a file picker shows; the server tells by content. */
export const mediaAccept = 'image/jpeg,image/png,image/webp,video/mp4,video/quicktime'

/** Brings a picture or film into a mission's library. `onProgress`: the share that has arrived, 0 to 1. */
export async function uploadMedia(
  missionId: string,
  file: File,
  onProgress: (share: number) => void = () => {},
): Promise<Media> {
  if (file.size <= inPartsAboveBytes) {
    const form = new FormData()
    form.append('file', file)
    return api('POST /api/v1/missions/:missionId/media', { params: { missionId }, body: form })
  }
  const uploadId = await sendInParts(missionId, file, onProgress)
  return api('POST /api/v1/missions/:missionId/media/from-upload', { params: { missionId }, body: { uploadId } })
}

/** Answers the id of the upload once it is whole. Also after the page was closed it goes on where it stopped. */
async function sendInParts(missionId: string, file: File, onProgress: (share: number) => void): Promise<string> {
  const { Upload } = await import('tus-js-client')
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: `/api/v1/missions/${missionId}/uploads`,
      chunkSize: partBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      onProgress: (sent, total) => onProgress(total > 0 ? sent / total : 0),
      onSuccess: () => resolve(upload.url?.split('/').at(-1) ?? ''),
      onError: reject,
    })
    upload
      .findPreviousUploads()
      .then(([before]) => {
        if (before) upload.resumeFromPreviousUpload(before)
        upload.start()
      })
      .catch(reject)
  })
}
