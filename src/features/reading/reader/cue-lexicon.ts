import { EdgeTable } from './edge-table.ts'
import { hashStep, hashText } from './hash.ts'
import { RUN, type Token, tokenise } from './tokens.ts'

/** One file of cues: the words of one language for each shared concept. */
export type CueFile = { language: string; content: string }

export type CueHit = { concept: number; start: number; end: number; sentence: number; token: number }

export type CueLexicon = {
  concepts: readonly string[]
  /** Versions of the files it was made of, `id:1 en:1 …`. */
  version: string
  find(tokens: readonly Token[], text: string, language: string | null): CueHit[]
}

type Meaning = { concept: number; languages: number }
/** `not`: languages in which the form means something else, whatever id and en mean by it. */
type Node = { meanings: readonly Meaning[]; not: number }

/** Most nodes are only on the way to a word: they share one empty list. */
const NOTHING: readonly Meaning[] = []

const NOT = -1
const WORD_EDGE = 0x2545f491
const PREFIX_EDGE = 0x51ed270b
const CHAR_EDGE = 0x1b873593
const MAX_RUN_WORD = 14
const HANGUL = /[\uac00-\ud7a3]/
/** Languages whose words are always allowed: missions mix them into every other. */
const ALWAYS = ['id', 'en']

/**
 * Builds the matcher. Lines read `concept: word, stem*, two words`; `#` begins a comment; `version N` stands
 * on the first line; `not: word` names words that Indonesian or English cues would wrongly claim in this language
 * (French `un` is no United Nations). Throws on a line it cannot read, naming file and line.
 */
export function createCueLexicon(files: readonly CueFile[]): CueLexicon {
  const concepts: string[] = []
  const conceptIds = new Map<string, number>()
  const languageBits = new Map(files.map((file, i) => [file.language, 1 << i]))
  const nodes: Node[] = [{ meanings: NOTHING, not: 0 }]
  const edges = new EdgeTable()
  const versions: string[] = []

  function child(from: number, edge: number, value: number): number {
    const known = edges.get(from, value ^ edge)
    if (known !== 0) return known
    nodes.push({ meanings: NOTHING, not: 0 })
    edges.add(from, value ^ edge, nodes.length - 1)
    return nodes.length - 1
  }

  function add(node: number, concept: number, bit: number): void {
    const at = nodes[node]
    if (!at) return
    if (concept === NOT) {
      at.not |= bit
      return
    }
    const same = at.meanings.find((m) => m.concept === concept)
    if (same) same.languages |= bit
    else at.meanings = [...at.meanings, { concept, languages: bit }]
  }

  function addEntry(entry: string, concept: number, bit: number): void {
    const words = tokenise(entry).tokens
    const open = entry.endsWith('*')
    const first = words[0]
    if (!first) return
    if (words.length === 1 && (first.kind === RUN || HANGUL.test(first.form))) {
      let node = 0
      for (const unit of first.form) node = child(node, CHAR_EDGE, unit.charCodeAt(0))
      add(node, concept, bit)
      return
    }
    let node = 0
    words.forEach((word, i) => {
      const last = i === words.length - 1
      node = child(node, last && open ? PREFIX_EDGE : WORD_EDGE, hashText(word.form, WORD_EDGE))
    })
    add(node, concept, bit)
  }

  for (const file of files) {
    const bit = languageBits.get(file.language) ?? 0
    file.content.split('\n').forEach((line, i) => {
      const text = line.replace(/#.*$/, '').trim()
      if (text === '') return
      const version = /^version (\d+)$/.exec(text)
      if (version) {
        versions.push(`${file.language}:${version[1]}`)
        return
      }
      const colon = text.indexOf(':')
      if (colon < 1) throw new Error(`cues/${file.language}.txt line ${i + 1}: expected "concept: word, word"`)
      const name = text.slice(0, colon).trim()
      let id = name === 'not' ? NOT : conceptIds.get(name)
      if (id === undefined) {
        id = concepts.length
        concepts.push(name)
        conceptIds.set(name, id)
      }
      for (const entry of text.slice(colon + 1).split(/[,،、]/)) {
        const trimmed = entry.trim()
        if (trimmed !== '') addEntry(trimmed, id, bit)
      }
    })
  }

  const alwaysBits = ALWAYS.reduce((bits, code) => bits | (languageBits.get(code) ?? 0), 0)

  function find(tokens: readonly Token[], _text: string, language: string | null): CueHit[] {
    const own = language === null ? undefined : languageBits.get(language)
    const active = own === undefined ? -1 : own | alwaysBits
    const hits: CueHit[] = []
    for (let t = 0; t < tokens.length; t++) {
      const token = tokens[t]
      if (!token) continue
      if (token.kind === RUN || HANGUL.test(token.form)) matchRun(token, t, active, hits)
      else walk(0, t, t, token.start, tokens, active, hits, 0)
    }
    return hits
  }

  function emit(
    node: number,
    start: number,
    end: number,
    sentence: number,
    token: number,
    active: number,
    hits: CueHit[],
  ) {
    const at = nodes[node]
    if (!at) return
    const counted = active === -1 ? active : (at.not & active & ~alwaysBits) === 0 ? active : active & ~alwaysBits
    for (const meaning of at.meanings) {
      if ((meaning.languages & counted) !== 0) hits.push({ concept: meaning.concept, start, end, sentence, token })
    }
  }

  function walk(
    from: number,
    t: number,
    first: number,
    start: number,
    tokens: readonly Token[],
    active: number,
    hits: CueHit[],
    depth: number,
  ): void {
    const token = tokens[t]
    if (!token || depth > 5) return
    const form = token.form
    let h = WORD_EDGE
    for (let i = 0; i < form.length; i++) {
      h = hashStep(h, form.charCodeAt(i))
      if (i < 1) continue
      const open = edges.get(from, PREFIX_EDGE ^ h)
      if (open !== 0) emit(open, start, token.end, token.sentence, first, active, hits)
    }
    const node = edges.get(from, WORD_EDGE ^ h)
    if (node !== 0) {
      emit(node, start, token.end, token.sentence, first, active, hits)
      walk(node, t + 1, first, start, tokens, active, hits, depth + 1)
    }
    if (from === 0) {
      const bare = withoutClitic(form)
      if (bare !== null) {
        const known = edges.get(0, WORD_EDGE ^ hashText(bare, WORD_EDGE))
        if (known !== 0) emit(known, start, token.end, token.sentence, first, active, hits)
        let g = WORD_EDGE
        for (let i = 0; i < bare.length; i++) {
          g = hashStep(g, bare.charCodeAt(i))
          const open = i < 1 ? 0 : edges.get(0, PREFIX_EDGE ^ g)
          if (open !== 0) emit(open, start, token.end, token.sentence, first, active, hits)
        }
      }
    }
  }

  function matchRun(token: Token, t: number, active: number, hits: CueHit[]): void {
    const form = token.form
    const shift = form.length === token.end - token.start ? token.start : -1
    for (let i = 0; i < form.length; i++) {
      let node = 0
      const to = Math.min(form.length, i + MAX_RUN_WORD)
      for (let j = i; j < to; j++) {
        const next = edges.get(node, CHAR_EDGE ^ form.charCodeAt(j))
        if (next === 0) break
        node = next
        if (shift >= 0) emit(node, shift + i, shift + j + 1, token.sentence, t, active, hits)
        else emit(node, token.start, token.end, token.sentence, t, active, hits)
      }
    }
  }

  return { concepts, version: versions.join(' '), find }
}

const ARABIC_CLITIC = /^(?:وال|فال|بال|كال|لل|ال|و|ف|ب|ل|ك)(?=.{3,})/u
const INDONESIAN_AFFIX = /^(?:meng|meny|men|mem|me|di|ter|ber|per|ke|se)(?=[a-z]{4,})/
const INDONESIAN_TAIL = /(?:nya|kan|lah|kah|ku|mu|i)$/

/** The word without the prefixes that Arabic writes onto it, or Indonesian verbs wear; null where it has none. */
export function withoutClitic(form: string): string | null {
  const unit = form.charCodeAt(0)
  if (unit >= 0x600 && unit <= 0x6ff) {
    const bare = form.replace(ARABIC_CLITIC, '')
    return bare === form ? null : bare
  }
  if (unit < 0x61 || unit > 0x7a || form.length < 6) return null
  const bare = form.replace(INDONESIAN_AFFIX, '').replace(INDONESIAN_TAIL, '')
  return bare === form || bare.length < 4 ? null : bare
}
