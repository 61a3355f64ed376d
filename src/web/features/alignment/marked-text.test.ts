import { expect, it } from 'vitest'
import { markedParts } from './marked-text.tsx'

const shown = (text: string, spans: readonly (readonly [number, number])[]) =>
  markedParts(
    text,
    spans.map(([start, end]) => ({ start, end })),
  )
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('')

it.each([
  ['no reason', [], 'Cicipi kopi Gayo di Kairo'],
  ['one word', [[7, 11]], 'Cicipi [kopi] Gayo di Kairo'],
  [
    'reasons in any order',
    [
      [20, 25],
      [0, 6],
    ],
    '[Cicipi] kopi Gayo di [Kairo]',
  ],
  [
    'an overlap',
    [
      [0, 11],
      [7, 16],
    ],
    '[Cicipi kopi][ Gayo] di Kairo',
  ],
  [
    'a reason within another',
    [
      [0, 16],
      [7, 11],
    ],
    '[Cicipi kopi Gayo] di Kairo',
  ],
  ['a span beyond the text', [[20, 99]], 'Cicipi kopi Gayo di [Kairo]'],
] as const)('%s', (_, spans, expected) => {
  expect(shown('Cicipi kopi Gayo di Kairo', spans)).toBe(expected)
})
