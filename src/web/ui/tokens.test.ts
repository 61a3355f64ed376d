import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')

/** Declarations of the block that follows a selector. */
function block(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]))
}

const light = block('  :root')
const dark = new Map([...light, ...block('  :root[data-theme="dark"]')])
const followed = new Map([...light, ...block('    :root:not([data-theme])')])

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  const [red = 0, green = 0, blue = 0] = parts.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(theme: ReadonlyMap<string, string>, over: string, under: string): number {
  const [a, b] = [over, under].map((name) => luminance(theme.get(name) ?? 'missing')).sort((x, y) => y - x)
  return ((a ?? 0) + 0.05) / ((b ?? 0) + 0.05)
}

const text: readonly (readonly [string, readonly string[]])[] = [
  [
    'ink',
    [
      'bg',
      'surface',
      'sunken',
      'raised',
      'paper',
      'track',
      'accent-soft',
      'alert-soft',
      'warn-soft',
      'ok-soft',
      'seq-3',
    ],
  ],
  [
    'ink-2',
    ['bg', 'surface', 'sunken', 'raised', 'paper', 'track', 'accent-soft', 'warn-soft', 'ok-soft', 'alert-soft'],
  ],
  ['ink-3', ['bg', 'surface', 'sunken', 'raised', 'paper', 'accent-soft']],
  ['link', ['bg', 'surface', 'sunken', 'raised', 'paper', 'accent-soft', 'alert-soft', 'warn-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['on-bar', ['bar']],
  ['alert-ink', ['bg', 'surface', 'raised', 'paper', 'alert-soft']],
  ['warn-ink', ['bg', 'surface', 'sunken', 'raised', 'warn-soft']],
  ['ok-ink', ['bg', 'surface', 'sunken', 'raised', 'paper', 'ok-soft']],
  ['bg', ['ink']],
]

const objectives = ['products', 'services', 'tourism', 'investment', 'policy', 'protection', 'culture']
const marks: readonly (readonly [string, readonly string[]])[] = [
  ['control', ['bg', 'surface']],
  ['accent', ['bg', 'surface']],
  ['alert', ['bg', 'surface']],
  ['warn', ['surface']],
  ['ok', ['surface']],
  ['seq-1', ['surface', 'map-land']],
  ['seq-2', ['surface']],
  ['ink-3', ['surface', 'map-land']],
  ...objectives.map((name) => [`o-${name}`, ['surface']] as const),
]

describe.each([
  ['light', light],
  ['dark', dark],
])('in the %s theme', (_, theme) => {
  const pairs = (list: typeof text) => list.flatMap(([over, unders]) => unders.map((under) => [over, under] as const))

  it.each(pairs(text))('text %s reads on %s', (over, under) => {
    expect(contrast(theme, over, under)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(marks))('mark %s is seen on %s', (over, under) => {
    expect(contrast(theme, over, under)).toBeGreaterThanOrEqual(3)
  })
})

it('whoever follows the device gets exactly the dark theme', () => {
  expect(Object.fromEntries(followed)).toEqual(Object.fromEntries(dark))
})

it('the dark theme names a value for every colour', () => {
  const coloured = [...light].filter(([, value]) => /^#/.test(value)).map(([name]) => name)
  expect([...block('  :root[data-theme="dark"]').keys()]).toEqual(expect.arrayContaining(coloured))
})
