import type { PlatformProfile, VariantIssue } from '../../contract/platform-profile.ts'
import { checkVariant, measureText, minAltLength } from '../../networks/index.ts'
import { instantOf } from '../../platform/calendar/zones.ts'
import { stateOf } from '../media/index.ts'
import { type Finding, hashtagsIn, linksIn, needsAdjustment, type StoredItem, textOf, weightSum } from './model.ts'

/** What surrounds an item when it is checked. */
export type Surroundings = {
  readonly now: Date
  readonly homeLanguage: string
  readonly profiles: ReadonlyMap<string, PlatformProfile>
  readonly embargoUntil: Date | null
  /** Today in the mission's zone, for what expires. */
  readonly today: string
}

/** Everything that blocks submitting or deserves a look, purpose first. Empty = it may be submitted. */
export function checkItem(item: StoredItem, around: Surroundings): Finding[] {
  return [
    ...checkPurpose(item),
    ...checkTexts(item, around.homeLanguage),
    ...checkMedia(item, around.today),
    ...checkVariants(item, around.profiles),
    ...checkTime(item, around),
  ]
}

const block = (path: string, key: string, params: Finding['params'] = {}): Finding => ({
  path,
  key,
  severity: 'block',
  params,
})
const warn = (path: string, key: string, params: Finding['params'] = {}): Finding => ({
  path,
  key,
  severity: 'warn',
  params,
})

/** The four questions (CON-01, STR-06). Protocol is legitimate without them; it is only counted as ceremony. */
function checkPurpose(item: StoredItem): Finding[] {
  if (item.kind === 'protocol') return []
  const findings: Finding[] = []
  const sum = weightSum(item.objectives)
  if (item.objectives.length === 0) findings.push(block('objectives', 'item.no_objective'))
  else if (sum !== 1) findings.push(block('objectives', 'item.weights_not_1', { sum: Math.round(sum * 100) }))
  if (item.audience.trim() === '') findings.push(block('audience', 'item.no_audience'))
  if (item.benefit.trim() === '') findings.push(block('benefit', 'item.no_benefit'))
  if (item.desiredAction.trim() === '') findings.push(block('desiredAction', 'item.no_action'))
  return findings
}

function checkTexts(item: StoredItem, homeLanguage: string): Finding[] {
  const findings: Finding[] = []
  const used = new Set(item.variants.map((variant) => variant.language))
  const master = item.texts.find((text) => text.isMaster)
  if (!master || master.text.trim() === '') findings.push(block('texts', 'item.no_master', { language: homeLanguage }))
  for (const [index, text] of item.texts.entries()) {
    if (text.isMaster) continue
    const params = { language: text.language }
    if (needsAdjustment(text, item.texts))
      findings.push((used.has(text.language) ? block : warn)(`texts.${index}.text`, 'item.needs_adjustment', params))
    if (!used.has(text.language)) continue
    if (text.gist.trim() === '') findings.push(block(`texts.${index}.gist`, 'item.no_gist', params))
    if (text.translatorName.trim() === '')
      findings.push(block(`texts.${index}.translatorName`, 'item.no_translator', params))
  }
  return findings
}

function checkMedia(item: StoredItem, today: string): Finding[] {
  const planned = item.plannedLocal?.slice(0, 10) ?? today
  const lastDay = planned > today ? planned : today
  return item.media.flatMap(({ altText, media }, index) => {
    const length = altText.trim().length
    const findings: Finding[] = []
    if (length < minAltLength)
      findings.push(
        block(`media.${index}.altText`, 'item.alt_too_short', { actual: length, min: minAltLength, image: index + 1 }),
      )
    // It must still be usable on the day on which it goes out.
    if (media.expiresOn !== null && media.expiresOn < lastDay)
      findings.push(block(`media.${index}.mediaId`, 'item.media_expired', { on: media.expiresOn, image: index + 1 }))
    else if (media.consent === 'withdrawn')
      findings.push(block(`media.${index}.mediaId`, 'item.media_withdrawn', { image: index + 1 }))
    else if (stateOf(media, lastDay) === 'open')
      findings.push(warn(`media.${index}.mediaId`, 'item.media_rights_open', { image: index + 1 }))
    return findings
  })
}

const closedStatuses: ReadonlySet<string> = new Set(['suspended', 'taken_over', 'closed', 'archived'])
const unsettledStatuses: ReadonlySet<string> = new Set(['proposed'])
// Checked once for the item, whatever the network says.
const checkedElsewhere: ReadonlySet<VariantIssue['code']> = new Set(['alt_missing', 'alt_too_short'])

function checkVariants(item: StoredItem, profiles: Surroundings['profiles']): Finding[] {
  if (item.variants.length === 0) return [block('variants', 'item.no_account')]
  const languages = new Set(item.texts.map((text) => text.language))
  return item.variants.flatMap((variant, index) => {
    const path = `variants.${index}`
    const profile = profiles.get(variant.network)
    const name = profile?.name ?? variant.network
    const account = { network: name, handle: variant.handle }
    const findings: Finding[] = []
    if (closedStatuses.has(variant.accountStatus))
      findings.push(block(`${path}.accountId`, 'item.account_closed', account))
    if (unsettledStatuses.has(variant.accountStatus))
      findings.push(warn(`${path}.accountId`, 'item.account_unsettled', account))
    if (!languages.has(variant.language))
      return [...findings, block(`${path}.language`, 'item.no_text', { ...account, language: variant.language })]
    if (profile) findings.push(...networkFindings(item, textOf(item, variant), profile, path, account))
    return findings
  })
}

function networkFindings(
  item: StoredItem,
  text: string,
  profile: PlatformProfile,
  path: string,
  account: { network: string; handle: string },
): Finding[] {
  const media = item.media.map(({ altText, media: one }) => ({ ...one, alt: altText, durationMs: one.durationMs ?? 0 }))
  const images = media.filter(({ kind }) => kind === 'image')
  const videos = media.filter(({ kind }) => kind === 'video')
  const content = { text, title: item.title, images, videos, links: linksIn(text), hashtags: hashtagsIn(text) }
  return checkVariant(profile, content)
    .filter((issue) => !checkedElsewhere.has(issue.code))
    .map((issue) => {
      const key = issue.unit === 'utf8-bytes' ? `variant.${issue.code}_bytes` : `variant.${issue.code}`
      const numbers = {
        ...(issue.actual === undefined ? {} : { actual: issue.actual }),
        ...(issue.limit === undefined ? {} : { limit: issue.limit }),
        ...(issue.actual !== undefined && issue.limit !== undefined ? { over: issue.actual - issue.limit } : {}),
        ...(issue.image === undefined ? {} : { image: issue.image + 1 }),
      }
      const params = { ...account, ...numbers }
      return issue.severity === 'refuse' ? block(`${path}.text`, key, params) : warn(`${path}.text`, key, params)
    })
}

function checkTime(item: StoredItem, around: Surroundings): Finding[] {
  if (item.plannedLocal === null || item.plannedZone === null) return [block('plannedLocal', 'item.no_time')]
  const at = instantOf(item.plannedLocal, item.plannedZone)
  const findings: Finding[] = []
  if (at < around.now) findings.push(warn('plannedLocal', 'item.time_past'))
  if (around.embargoUntil !== null && at < around.embargoUntil)
    findings.push(warn('plannedLocal', 'item.embargoed', { until: around.embargoUntil.toISOString() }))
  return findings
}

/** Length of a variant as its network counts it; without a profile no limit is known. */
export const measureVariant = (text: string, profile: PlatformProfile | undefined) =>
  measureText(text, profile ?? { text: { max: null, unit: 'graphemes' } })
