import { drawCard } from '../../pages/pictures/draw-card.ts'
import { UnfitText } from '../../pages/pictures/fit-text.ts'
import { formatOf } from '../../pages/pictures/formats.ts'
import { explainerPath } from '../../pages/public/explainer-page.ts'
import { AppError } from '../../platform/errors.ts'
import { canRead, findMission, publicScope, type Scope } from '../missions/index.ts'
import { composePieces } from './compose-kit.ts'
import { cardContent, type KitDeps } from './make-kit.ts'
import { listPublic } from './version-store.ts'

/**
 * One card of what is public, in a size. Its locked slots hold the explainer's words; the open one names a mission whose
 * papers the caller reads, so that nobody draws an official card in another's name.
 * @throws AppError `explainer.not_found`, `explainer.no_card`, `mission.not_found`, `explainer.card_unfit`.
 */
export async function drawOneCard(
  deps: KitDeps,
  scope: Scope,
  wish: {
    readonly explainerId?: string | undefined
    readonly language: string
    readonly card: number
    readonly format: string
    readonly missionId?: string | undefined
  },
): Promise<Buffer> {
  const explainer = (await listPublic(deps.db, publicScope, deps.now())).find((one) => one.id === wish.explainerId)
  const text = explainer?.versions[0]?.texts.find((one) => one.language === wish.language)
  if (!explainer || !text) throw new AppError('not_found', 'explainer.not_found')
  const format = formatOf(wish.format)
  if (!format) throw new AppError('not_found', 'explainer.no_card')
  const own = wish.missionId === undefined ? '' : await nameOf(deps, scope, wish.missionId)
  const url = `${deps.url}/publik/${explainerPath(explainer.slug, text.language)}`
  const pieces = composePieces(text.language, text.content, url)
  const around = { place: new URL(deps.url).host, own, isSample: await deps.isSample() }
  try {
    return await drawCard(format, cardContent(pieces, wish.card - 1, around))
  } catch (error) {
    if (error instanceof UnfitText)
      throw new AppError('conflict', 'explainer.card_unfit', { words: error.detail }, [], error)
    throw error
  }
}

async function nameOf(deps: KitDeps, scope: Scope, missionId: string): Promise<string> {
  const mission = canRead(scope, missionId) ? await findMission(deps.db, scope, missionId) : undefined
  if (!mission) throw new AppError('not_found', 'mission.not_found')
  return mission.shortName
}
