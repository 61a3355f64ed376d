import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tokenise } from '../reader/tokens.ts'

/** Jargon and acronyms at one version. A list is never changed in place: an edit makes a list with the next version. */
export type PlainLists = {
  /** Version of every list it was made of; each result carries it. */
  version: string
  /** Term (lower case, words joined by one space) to plainer words. */
  jargon: Readonly<Record<'id' | 'en', ReadonlyMap<string, string>>>
  /** Words of the longest term. */
  longestTerm: number
  /** Acronym to what it stands for. */
  acronyms: ReadonlyMap<string, string>
  /** Acronyms that everybody knows; they need no explanation and do not count. */
  everyday: ReadonlySet<string>
}

export type PlainListSources = { jargonId: string; jargonEn: string; acronyms: string }

const FOLDER = join(import.meta.dirname, '../../../../data/reading/plain-language')

/** The lists that come with Selaras. */
export function readPlainLists(folder = FOLDER): PlainLists {
  return parsePlainLists({
    jargonId: readFileSync(join(folder, 'jargon-id.txt'), 'utf8'),
    jargonEn: readFileSync(join(folder, 'jargon-en.txt'), 'utf8'),
    acronyms: readFileSync(join(folder, 'acronyms.txt'), 'utf8'),
  })
}

/**
 * Reads lists of lines `term = plainer words`; in the acronym list a leading `*` marks one that everybody knows.
 * The first line is `version N`. Throws on a line it cannot read, naming it.
 */
export function parsePlainLists(sources: PlainListSources): PlainLists {
  const id = parse(sources.jargonId, 'jargon-id')
  const en = parse(sources.jargonEn, 'jargon-en')
  const acronyms = parse(sources.acronyms, 'acronyms')
  const jargon = { id: byForm(id.entries), en: byForm(en.entries) }
  const terms = [...jargon.id.keys(), ...jargon.en.keys()]
  return {
    version: `id:${id.version} en:${en.version} acronyms:${acronyms.version}`,
    jargon,
    longestTerm: terms.reduce((most, term) => Math.max(most, term.split(' ').length), 1),
    acronyms: new Map(acronyms.entries.map(([name, meaning]) => [name.replace('*', '').trim(), meaning])),
    everyday: new Set(acronyms.entries.flatMap(([name]) => (name.startsWith('*') ? [name.slice(1).trim()] : []))),
  }
}

function byForm(entries: readonly [string, string][]): Map<string, string> {
  return new Map(
    entries.map(([term, plain]) => [
      tokenise(term)
        .tokens.map((token) => token.form)
        .join(' '),
      plain,
    ]),
  )
}

function parse(content: string, name: string): { version: string; entries: [string, string][] } {
  let version = ''
  const entries: [string, string][] = []
  content.split('\n').forEach((raw, i) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return
    const numbered = /^version (\d+)$/.exec(line)
    if (numbered) {
      version = numbered[1] ?? ''
      return
    }
    const at = line.indexOf('=')
    if (at < 1) throw new Error(`${name} line ${i + 1}: expected "term = plainer words"`)
    entries.push([line.slice(0, at).trim(), line.slice(at + 1).trim()])
  })
  if (version === '') throw new Error(`${name}: the first line must be "version N"`)
  return { version, entries }
}
