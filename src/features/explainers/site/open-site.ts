import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { drawCard } from '../../../pages/pictures/draw-card.ts'
import { formatOf } from '../../../pages/pictures/formats.ts'
import { scriptFontOf, subsetFont } from '../../../pages/pictures/subset-font.ts'
import { explainerPath } from '../../../pages/public/explainer-page.ts'
import { folderOf } from '../../../pages/public/layout.ts'
import { directionOf, siteLocales } from '../../../pages/public/locale.ts'
import { type SiteFile, siteFiles } from '../../../pages/public/site.ts'
import { contentLanguages, type SiteData, type SiteExplainer, type SiteText } from '../../../pages/public/site-data.ts'
import { composePieces } from '../compose-kit.ts'
import { loadSite, readMark, type SiteDeps } from './load-site.ts'

export type Encoding = 'br' | 'gzip'

/** One file: its bytes, and the same packed, which is done once when somebody first asks for it so. */
export type Rendered = {
  readonly type: string
  readonly body: Buffer
  readonly etag: string
  /** What is packed already. */
  readonly ready: Partial<Record<Encoding, Buffer>>
  /** undefined where packing gains nothing. */
  pack(encoding: Encoding): Promise<Buffer> | undefined
}

/** The site as it was at one moment. */
export type BuiltSite = {
  readonly mark: string
  readonly data: SiteData
  readonly paths: readonly string[]
  /** undefined where there is no such file. */
  render(path: string): Promise<Rendered | undefined>
}

const packs = { br: promisify(brotliCompress), gzip: promisify(gzip) }
const leastPacked = 600

/** Reads the site and draws its files as they are asked for; each is drawn and packed once. */
export async function buildSite(deps: SiteDeps, mark: string): Promise<BuiltSite> {
  const data = await loadSite(deps)
  const files = new Map<string, SiteFile | FixedFile>([...siteFiles(data), ...fixedFiles()])
  for (const [path, file] of scriptFiles(data, files)) files.set(path, file)
  const rendered = new Map<string, Promise<Rendered>>()
  return {
    mark,
    data,
    paths: [...files.keys()],
    async render(path) {
      const file = files.get(path)
      if (!file) return undefined
      const known = rendered.get(path)
      if (known) return known
      const made = renderFile(data, file)
      rendered.set(path, made)
      // A file that could not be drawn is tried again.
      made.catch(() => rendered.delete(path))
      return made
    },
  }
}

async function renderFile(data: SiteData, { type, draw }: SiteFile | FixedFile): Promise<Rendered> {
  const drawn = Buffer.isBuffer(draw)
    ? draw
    : typeof draw === 'function'
      ? Buffer.from(await draw())
      : await sharePicture(data, draw)
  return packed(type, drawn)
}

/** `isLasting`: it will be sent often, so packing it well pays. */
export function packed(type: string, body: Buffer, isLasting = true): Rendered {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const isText = /^(text|application)\/|svg|ttf/.test(type) && body.length >= leastPacked
  const ready: Partial<Record<Encoding, Buffer>> = {}
  const packWith = {
    br: () => packs.br(body, { params: { [constants.BROTLI_PARAM_QUALITY]: isLasting ? 9 : 4 } }),
    gzip: () => packs.gzip(body, { level: isLasting ? 9 : 4 }),
  }
  const pack = async (encoding: Encoding) => {
    const made = await packWith[encoding]()
    ready[encoding] = made
    return made
  }
  return { type, body, etag, ready, pack: (encoding) => (isText ? pack(encoding) : undefined) }
}

/** The first card in the size that networks show beside a link. */
async function sharePicture(data: SiteData, { explainer, text }: { explainer: SiteExplainer; text: SiteText }) {
  const format = formatOf('share')
  const { language, content } = text
  const url = data.baseUrl + explainerPath(explainer.slug, language)
  const pieces = composePieces(language, content, url)
  const [cover] = pieces.cards
  if (!format || !cover) throw new Error('no cover to draw')
  return drawCard(format, {
    language,
    direction: directionOf(language),
    look: 'cover',
    ...cover,
    small: '',
    place: new URL(data.baseUrl).host,
    own: '',
    number: 1,
    of: pieces.cards.length,
    isSample: data.isSample,
  })
}

type FixedFile = { readonly type: string; readonly draw: Buffer | (() => Promise<Buffer>) }
const resolver = createRequire(import.meta.url)

/** Style sheet, letters and sign: the same for every installation. */
function fixedFiles(): Map<string, FixedFile> {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  const css = `${read('../../../web/ui/tokens.css')}${read('../../../pages/public/public.css')}`
  // Comments and indents are for us; the reader's line is slow.
  const small = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
  const icon =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6.5" fill="#0f4c5c"/><path d="M6 12.5v3M10 9v6.5M14 6.5v9M18 10.5v5" fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round"/></svg>'
  const letters = resolver.resolve(
    '@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2',
  )
  return new Map([
    ['gaya.css', { type: 'text/css; charset=utf-8', draw: Buffer.from(small) }],
    ['ikon.svg', { type: 'image/svg+xml', draw: Buffer.from(icon) }],
    ['huruf/jakarta.woff2', { type: 'font/woff2', draw: readFileSync(letters) }],
  ])
}

/** For each language whose script devices may lack: a font with just the letters of its pages, and the style that names it. */
function scriptFiles(data: SiteData, files: ReadonlyMap<string, SiteFile | FixedFile>): Map<string, FixedFile> {
  const made = new Map<string, FixedFile>()
  for (const language of new Set([...siteLocales, ...contentLanguages(data)])) {
    const font = scriptFontOf(language)
    if (!font) continue
    const name = `Huruf ${language}`
    const style = `@font-face{font-family:"${name}";src:url("${language}.ttf") format("truetype");font-display:optional}body{font-family:"Plus Jakarta Sans","${name}",system-ui,sans-serif}`
    made.set(`huruf/${language}.css`, { type: 'text/css; charset=utf-8', draw: Buffer.from(style) })
    made.set(`huruf/${language}.ttf`, {
      type: 'font/ttf',
      draw: () => subsetFont(font, lettersOf(files, folderOf(language))),
    })
  }
  return made
}

/** Every letter on the pages of a folder. */
function lettersOf(files: ReadonlyMap<string, SiteFile | FixedFile>, folder: string): string {
  const letters = new Set<string>()
  for (const [path, { type, draw }] of files)
    if (path.startsWith(folder) && type.startsWith('text/html') && typeof draw === 'function')
      for (const letter of draw() as string) letters.add(letter)
  return [...letters].join('')
}

/**
 * The site as it is now: whether it changed is asked at most every `freshMs`, by all requests together, and while the
 * answer is under way the site that stands goes on serving. A database that does not answer leaves it standing.
 */
export function openSite(deps: SiteDeps, freshMs = 1_000): { current(): Promise<BuiltSite> } {
  let built: BuiltSite | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const refresh = async () => {
    const mark = await readMark(deps)
    if (mark !== built?.mark) built = await buildSite(deps, mark)
    askedAt = performance.now()
  }
  return {
    async current() {
      if (built && performance.now() - askedAt < freshMs) return built
      asking ??= refresh().finally(() => {
        asking = undefined
      })
      try {
        await asking
      } catch (error) {
        if (!built) throw error
        askedAt = performance.now()
      }
      if (!built) throw new Error('the site is not built')
      return built
    },
  }
}
