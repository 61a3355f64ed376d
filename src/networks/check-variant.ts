import type { PlatformProfile, VariantIssue } from '../contract/platform-profile.ts'
import { planFit } from './fit-plan.ts'
import { measureText, measureTitle } from './measure-text.ts'

/** A text alternative shorter than this says nothing (requirement CON-07). In UTF-16 units. */
export const minAltLength = 10

export type VariantImage = {
  readonly contentType: string
  readonly bytes: number
  readonly width: number
  readonly height: number
  readonly alt: string
}

export type VariantVideo = VariantImage & { readonly durationMs: number }

export type VariantContent = {
  readonly text: string
  readonly title?: string
  readonly images: readonly VariantImage[]
  readonly videos?: readonly VariantVideo[]
  /** Links that stand in the text. */
  readonly links: readonly string[]
  /** Hashtags that stand in the text. */
  readonly hashtags: readonly string[]
}

/** What one network would say to this variant; empty = it fits. Limits nobody knows (`null`, empty list) refuse nothing. */
export function checkVariant(profile: PlatformProfile, content: VariantContent): VariantIssue[] {
  return [
    ...checkText(profile, content),
    ...checkMedia(profile, content),
    ...content.images.flatMap((image, index) => checkImage(profile, image, index)),
    ...checkVideos(profile, content),
    ...checkExtras(profile, content),
  ]
}

function checkText(profile: PlatformProfile, content: VariantContent): VariantIssue[] {
  const issues: VariantIssue[] = []
  const hasMedia = content.images.length > 0 || hasVideoIn(content)
  if (content.text.trim() === '' && !hasMedia) issues.push({ code: 'text_empty', severity: 'refuse' })
  const { maxWithMedia } = profile.text
  const limits = hasMedia && maxWithMedia !== undefined ? { text: { ...profile.text, max: maxWithMedia } } : profile
  const text = measureText(content.text, limits)
  if (text.over > 0) issues.push(tooMany('text_too_long', text.used, text.max, text.unit))
  if (profile.title !== undefined) {
    const title = measureTitle(content.title ?? '', profile)
    if ((content.title ?? '').trim() === '') issues.push({ code: 'title_missing', severity: 'refuse' })
    else if (title !== undefined && title.over > 0)
      issues.push(tooMany('title_too_long', title.used, title.max, title.unit))
  }
  return issues
}

function checkMedia(profile: PlatformProfile, content: VariantContent): VariantIssue[] {
  const issues: VariantIssue[] = []
  const hasVideo = hasVideoIn(content)
  if (profile.requires === 'video' && !hasVideo) issues.push({ code: 'video_missing', severity: 'refuse' })
  if (profile.requires === 'media' && !hasVideo && content.images.length === 0)
    issues.push({ code: 'media_missing', severity: 'refuse' })
  if (content.images.length > profile.images.max)
    issues.push(tooMany('images_too_many', content.images.length, profile.images.max))
  return issues
}

/** What a network would not take as it is, is written anew for it where that can be done; only the rest is refused. */
function checkImage(profile: PlatformProfile, image: VariantImage, index: number): VariantIssue[] {
  const limits = profile.images
  const at = { image: index }
  const plan = planFit(limits, image)
  const alt = checkAlt(limits, image.alt.trim(), index)
  if (plan !== undefined) return [{ code: 'image_fitted', severity: 'advise', ...at }, ...alt]
  const issues: VariantIssue[] = []
  if (limits.types.length > 0 && !limits.types.includes(image.contentType))
    issues.push({ code: 'image_type', severity: 'refuse', ...at })
  return [...issues, ...alt]
}

const hasVideoIn = ({ videos = [] }: VariantContent): boolean => videos.length > 0

function checkVideos(profile: PlatformProfile, { videos = [], images }: VariantContent): VariantIssue[] {
  const [video, ...others] = videos
  if (video === undefined) return []
  const limits = profile.video
  if (limits === undefined) return [{ code: 'video_not_taken', severity: 'refuse' }]
  if (profile.mode === 'connected' && limits.connected === false) return [{ code: 'video_by_hand', severity: 'refuse' }]
  const issues: VariantIssue[] = []
  // Where a person publishes, the person sees what the network's editor takes together.
  if (profile.mode === 'connected' && others.length > 0) issues.push(tooMany('video_too_many', videos.length, 1))
  if (profile.mode === 'connected' && images.length > 0) issues.push({ code: 'video_with_images', severity: 'refuse' })
  return [...issues, ...videos.flatMap((one) => checkVideo(limits, one))]
}

function checkVideo(limits: NonNullable<PlatformProfile['video']>, video: VariantVideo): VariantIssue[] {
  const { maxBytes, minSeconds = 0, maxSeconds = Number.POSITIVE_INFINITY, minRatio = 0, minEdge = 0 } = limits
  const maxRatio = limits.maxRatio ?? Number.POSITIVE_INFINITY
  const seconds = Math.round(video.durationMs / 100) / 10
  const ratio = video.width / video.height
  const edge = Math.min(video.width, video.height)
  const issues: VariantIssue[] = []
  if (limits.types.length > 0 && !limits.types.includes(video.contentType))
    issues.push({ code: 'video_type', severity: 'refuse' })
  if (maxBytes !== null && video.bytes > maxBytes)
    issues.push(tooMany('video_too_large', video.bytes, maxBytes, 'bytes'))
  if (seconds < minSeconds) issues.push(tooMany('video_too_short', seconds, minSeconds, 's'))
  if (seconds > maxSeconds) issues.push(tooMany('video_too_long', seconds, maxSeconds, 's'))
  if (ratio < minRatio) issues.push(tooMany('video_ratio', round(ratio), minRatio))
  if (ratio > maxRatio) issues.push(tooMany('video_ratio', round(ratio), maxRatio))
  if (edge < minEdge) issues.push(tooMany('video_too_small', edge, minEdge, 'px'))
  if (!limits.altText) issues.push({ code: 'video_alt_not_kept', severity: 'advise' })
  return issues
}

function checkAlt(limits: PlatformProfile['images'], alt: string, image: number): VariantIssue[] {
  if (alt === '') return [{ code: 'alt_missing', severity: 'refuse', image }]
  if (alt.length < minAltLength)
    return [{ code: 'alt_too_short', severity: 'refuse', actual: alt.length, limit: minAltLength, image }]
  // The alternative is still asked for: Selaras's own pages and archive show it where the network drops it.
  if (!limits.altText) return [{ code: 'alt_not_kept', severity: 'advise', image }]
  if (limits.altMax !== undefined && alt.length > limits.altMax)
    return [{ ...tooMany('alt_too_long', alt.length, limits.altMax), image }]
  return []
}

function checkExtras(profile: PlatformProfile, content: VariantContent): VariantIssue[] {
  const issues: VariantIssue[] = []
  if (profile.hashtagsMax !== undefined && content.hashtags.length > profile.hashtagsMax)
    issues.push(tooMany('hashtags_too_many', content.hashtags.length, profile.hashtagsMax))
  if (profile.linksMax !== undefined && content.links.length > profile.linksMax)
    issues.push(tooMany('links_too_many', content.links.length, profile.linksMax))
  if (!profile.linkInText && content.links.length > 0)
    issues.push({ code: 'link_not_clickable', severity: 'advise', actual: content.links.length })
  return issues
}

function tooMany(code: VariantIssue['code'], actual: number, limit: number | null, unit?: string): VariantIssue {
  const numbers = limit === null ? { actual } : { actual, limit }
  return { code, severity: 'refuse', ...numbers, ...(unit === undefined ? {} : { unit }) }
}

function round(ratio: number): number {
  return Math.round(ratio * 100) / 100
}
