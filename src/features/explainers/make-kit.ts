import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CardContent, drawCard } from '../../pages/pictures/draw-card.ts'
import { UnfitText } from '../../pages/pictures/fit-text.ts'
import { formatOf } from '../../pages/pictures/formats.ts'
import { explainerPath } from '../../pages/public/explainer-page.ts'
import { directionOf } from '../../pages/public/locale.ts'
import { addDays } from '../../platform/calendar/zones.ts'
import { AppError } from '../../platform/errors.ts'
import type { Files } from '../../platform/files.ts'
import { recordAudit } from '../audit/index.ts'
import { createCampaign } from '../campaigns/index.ts'
import { takeMedia } from '../media/index.ts'
import { actorOf, type Scope } from '../missions/index.ts'
import { composePieces } from './compose-kit.ts'
import type { KitPieces, PublishedText } from './model.ts'
import { mayWrite } from './policy.ts'
import { linkCampaign } from './store.ts'
import { listVersions } from './version-store.ts'
import { type ExplainerDeps, mustFindExplainer, todayOf } from './view-explainer.ts'

export type KitDeps = ExplainerDeps & {
  readonly files: Files
  readonly url: string
  readonly headquartersId: string
  readonly isSample: () => Promise<boolean>
}

/** Short text, thread, cards and script of the published version, the master first. */
export async function viewPieces(
  deps: KitDeps,
  scope: Scope,
  id: string,
): Promise<{ slug: string; pieces: KitPieces[] }> {
  const copy = await mustFindExplainer(deps, scope, id)
  const newest = (await listVersions(deps.db, scope, id))[0]
  const texts = newest?.texts ?? []
  return {
    slug: copy.slug,
    pieces: texts.map(({ language, content }) =>
      composePieces(language, content, addressOf(deps, copy.slug, language)),
    ),
  }
}

const addressOf = (deps: KitDeps, slug: string, language: string): string =>
  `${deps.url}/publik/${explainerPath(slug, language)}`

/** Cards come with the kit upright and square; every other size is drawn when somebody asks for it. */
const kitFormats = ['portrait', 'square'] as const
const kitDays = 30

/**
 * Makes a kit in one act: a draft campaign whose core is the explainer's own words in every language, with drawn cards of
 * the master, its facts, and thread and script beside it. A strategist gives it its goal and releases it.
 * @throws AppError `explainer.not_published`.
 */
export async function makeKit(deps: KitDeps, scope: Scope, id: string): Promise<{ campaignId: string }> {
  const copy = await mustFindExplainer(deps, scope, id)
  if (!mayWrite(scope) || scope.kind !== 'person') throw new AppError('forbidden', 'explainer.write_not_yours')
  const newest = (await listVersions(deps.db, scope, id))[0]
  const master = newest?.texts.find((text) => text.isMaster)
  if (!newest || !master || copy.stage === 'withdrawn') throw new AppError('conflict', 'explainer.not_published')
  const pieces = new Map(
    newest.texts.map((text) => [
      text.language,
      composePieces(text.language, text.content, addressOf(deps, copy.slug, text.language)),
    ]),
  )
  const mediaIds = await drawAssets(deps, scope, pieces.get(master.language))
  const today = todayOf(deps)
  const campaign = await createCampaign(deps, scope, {
    title: master.content.title.slice(0, 200),
    objectiveCode: newest.about.objectiveCode,
    goal: '',
    baseline: '',
    audience: master.content.benefit.who,
    strategy: master.content.benefit.gain,
    implementation: beside(pieces.get(master.language)),
    scoring: '',
    riskTier: 'policy',
    startsOn: today,
    endsOn: addDays(today, kitDays),
    obligation: 'recommended',
    embargoUntil: newest.about.embargoUntil,
    targetAt: null,
    kit: {
      cores: newest.texts.map((text) => coreOf(text, pieces.get(text.language))),
      openParts: [
        { kind: 'hook', hint: 'Kalimat pembuka yang dekat dengan pembaca di tempat Anda.' },
        { kind: 'partner', hint: 'Sebut mitra setempat bila ada.' },
      ],
      mustSay: [],
      mustNotSay: [],
      assets: mediaIds,
      factIds: [...newest.about.factIds],
    },
  })
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    await linkCampaign(tx, scope, id, campaign.id)
    await recordAudit(tx, now, {
      actor: actorOf(scope),
      action: 'explainer.kit_made',
      subject: { kind: 'explainer', id },
      payload: { campaignId: campaign.id, version: newest.version },
    })
  })
  return { campaignId: campaign.id }
}

/** The locked core is the benefit in one breath; the whole short text is the example that missions start from. */
function coreOf({ language, isMaster, content }: PublishedText, pieces: KitPieces | undefined) {
  const { benefit } = content
  return {
    language,
    isMaster,
    headline: content.title,
    message: [benefit.gain, benefit.step].join('\n\n'),
    facts: [benefit.evidence].filter(Boolean),
    example: pieces?.short ?? '',
  }
}

const maxBeside = 2000
function beside(pieces: KitPieces | undefined): string {
  if (!pieces) return ''
  const script = pieces.script.map((scene) => `${scene.fromSecond}–${scene.toSecond} dtk: ${scene.say}`)
  const whole = `Utas\n${pieces.thread.join('\n—\n')}\n\nNaskah video tegak, 60 detik\n${script.join('\n')}`
  return whole.length <= maxBeside ? whole : `Utas\n${pieces.thread.join('\n—\n')}`.slice(0, maxBeside)
}

async function drawAssets(deps: KitDeps, scope: Scope, pieces: KitPieces | undefined) {
  if (!pieces) return []
  const isSample = await deps.isSample()
  const folder = await mkdtemp(join(tmpdir(), 'selaras-cards-'))
  const assets: { mediaId: string; note: string }[] = []
  try {
    for (const code of kitFormats) {
      const format = formatOf(code)
      if (!format) continue
      for (const [index, card] of pieces.cards.entries()) {
        const path = join(folder, `${code}-${index + 1}.png`)
        const place = new URL(deps.url).host
        await writeFile(path, await drawCard(format, cardContent(pieces, index, { place, own: '', isSample })))
        const media = await takeMedia(deps, scope, deps.headquartersId, path, {
          title: `${card.heading} (${format.width} × ${format.height})`.slice(0, 200),
          altText: [card.heading, card.text, card.small].filter(Boolean).join('. ').slice(0, 1000),
          credit: 'Kementerian Luar Negeri RI',
          licence: 'CC BY 4.0',
          consent: 'not_needed',
        })
        assets.push({ mediaId: media.id, note: `Kartu ${index + 1}, ${format.width} × ${format.height}` })
      }
    }
  } catch (error) {
    if (error instanceof UnfitText)
      throw new AppError('conflict', 'explainer.card_unfit', { words: error.detail }, [], error)
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return assets
}

/** The locked slots of a card from the explainer's words, with what is said around them. */
export function cardContent(
  pieces: KitPieces,
  index: number,
  around: Pick<CardContent, 'place' | 'own' | 'isSample'>,
): CardContent {
  const card = pieces.cards[index]
  if (!card) throw new AppError('not_found', 'explainer.no_card')
  const { language } = pieces
  return {
    language,
    direction: directionOf(language),
    look: index === 0 ? 'cover' : 'page',
    heading: card.heading,
    text: card.text,
    small: index === 0 ? '' : card.small,
    number: index + 1,
    of: pieces.cards.length,
    ...around,
  }
}
