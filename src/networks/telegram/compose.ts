import { countText } from '../measure-text.ts'
import type { OutgoingImage, OutgoingVideo, Publication } from '../network.ts'
import { findFilmFault } from '../wire/film.ts'

/** Limits of sendMessage, sendPhoto and sendMediaGroup (Bot API 10.1, read 2026-11-25). Text is counted in UTF-16 units. */
export const telegramLimits = {
  text: 4096,
  caption: 1024,
  images: 10,
  imageBytes: 10 * 1024 * 1024,
  widthPlusHeight: 10_000,
  ratio: 20,
  filmBytes: 50 * 1024 * 1024,
} as const

/** Why Telegram would refuse this publication; `undefined` = it fits. */
export function findContentFault(publication: Publication): string | undefined {
  const { text, images, thread, video } = publication
  const hasMedia = images.length > 0 || video !== undefined
  const length = countText(text, 'utf16')
  const most = hasMedia ? telegramLimits.caption : telegramLimits.text
  if (length > most) return `text has ${length} characters of ${most}${hasMedia ? ' under a picture or film' : ''}`
  if (images.length > telegramLimits.images) return `${images.length} images of ${telegramLimits.images}`
  if (text.trim() === '' && !hasMedia) return 'nothing to publish'
  if (thread !== undefined && thread.length > 0) return 'this network has no threads'
  const film = findFilmFault(publication, { bytes: telegramLimits.filmBytes })
  if (film !== undefined) return film
  return images.map(findImageFault).find((fault) => fault !== undefined)
}

function findImageFault({ bytes, width, height }: OutgoingImage, index: number): string | undefined {
  const name = `image ${index + 1}`
  if (bytes.byteLength > telegramLimits.imageBytes)
    return `${name} has ${bytes.byteLength} bytes of ${telegramLimits.imageBytes}`
  if (width + height > telegramLimits.widthPlusHeight)
    return `${name} is larger than 10000 pixels, width and height added`
  if (Math.max(width / height, height / width) > telegramLimits.ratio) return `${name} is narrower than 1:20`
  return undefined
}

export type BotMessage = {
  readonly method: 'sendMessage' | 'sendPhoto' | 'sendMediaGroup' | 'sendVideo'
  readonly body: FormData | Readonly<Record<string, unknown>>
}

/** The one call that publishes. Text goes as it is, without markup: nothing in it can be read as a command or broken tag. */
export function composeMessage(chatId: string, { text, images, link }: Publication): BotMessage {
  const [first] = images
  if (first === undefined) {
    const preview = link === undefined ? {} : { link_preview_options: { url: link.url } }
    return { method: 'sendMessage', body: { chat_id: chatId, text, ...preview } }
  }
  const form = new FormData()
  form.set('chat_id', chatId)
  if (images.length === 1) {
    form.set('photo', fileOf(first), 'photo')
    if (text !== '') form.set('caption', text)
    return { method: 'sendPhoto', body: form }
  }
  const media = images.map((_, index) => ({
    type: 'photo',
    media: `attach://photo${index}`,
    // The caption of the first picture is shown as the album's.
    ...(index === 0 && text !== '' ? { caption: text } : {}),
  }))
  form.set('media', JSON.stringify(media))
  for (const [index, image] of images.entries()) form.set(`photo${index}`, fileOf(image), `photo${index}`)
  return { method: 'sendMediaGroup', body: form }
}

/** The one call that publishes a film. */
export function composeFilm(chatId: string, text: string, video: OutgoingVideo, file: Blob): BotMessage {
  const form = new FormData()
  form.set('chat_id', chatId)
  form.set('video', file, 'film.mp4')
  form.set('width', String(video.width))
  form.set('height', String(video.height))
  form.set('duration', String(Math.round(video.durationMs / 1000)))
  form.set('supports_streaming', 'true')
  if (text !== '') form.set('caption', text)
  return { method: 'sendVideo', body: form }
}

function fileOf({ bytes, contentType }: OutgoingImage): Blob {
  return new Blob([new Uint8Array(bytes)], { type: contentType })
}
