import type { PlatformProfile, VariantIssue } from '../contract/platform-profile.ts'
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

export type VariantContent = {
  readonly text: string
  readonly title?: string
  readonly images: readonly VariantImage[]
  readonly hasVideo?: boolean
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
    ...checkExtras(profile, content),
  ]
}

function checkText(profile: PlatformProfile, content: VariantContent): VariantIssue[] {
  const issues: VariantIssue[] = []
  const hasMedia = content.images.length > 0 || content.hasVideo === true
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
  const hasVideo = content.hasVideo === true
  if (profile.requires === 'video' && !hasVideo) issues.push({ code: 'video_missing', severity: 'refuse' })
  if (profile.requires === 'media' && !hasVideo && content.images.length === 0)
    issues.push({ code: 'media_missing', severity: 'refuse' })
  if (content.images.length > profile.images.max)
    issues.push(tooMany('images_too_many', content.images.length, profile.images.max))
  return issues
}

function checkImage(profile: PlatformProfile, image: VariantImage, index: number): VariantIssue[] {
  const limits = profile.images
  const issues: VariantIssue[] = []
  const at = { image: index }
  if (limits.types.length > 0 && !limits.types.includes(image.contentType))
    issues.push({ code: 'image_type', severity: 'refuse', ...at })
  if (limits.maxBytes !== null && image.bytes > limits.maxBytes)
    issues.push({ ...tooMany('image_too_large', image.bytes, limits.maxBytes, 'bytes'), ...at })
  const ratio = image.width / image.height
  if (limits.minRatio !== undefined && ratio < limits.minRatio)
    issues.push({ ...tooMany('image_ratio', round(ratio), limits.minRatio), ...at })
  else if (limits.maxRatio !== undefined && ratio > limits.maxRatio)
    issues.push({ ...tooMany('image_ratio', round(ratio), limits.maxRatio), ...at })
  if (limits.maxWidth !== undefined && image.width > limits.maxWidth)
    issues.push({
      code: 'image_too_wide',
      severity: 'advise',
      actual: image.width,
      limit: limits.maxWidth,
      unit: 'px',
      ...at,
    })
  return [...issues, ...checkAlt(limits, image.alt.trim(), index)]
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
