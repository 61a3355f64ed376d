import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { worldFrame } from './frames.ts'
import { nudgeApart } from './nudge.ts'

const file = new URL('../../../../data/missions.csv', import.meta.url)
const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true })
const latitude = (row: Record<string, string>) => Number(row.latitude ?? row.lat)
const longitude = (row: Record<string, string>) => Number(row.longitude ?? row.lon)

const frame = worldFrame(760)
const dots = rows.flatMap((row, index) => {
  const at = frame.project([longitude(row), latitude(row)])
  return at ? [{ id: String(index), x: at[0], y: at[1] }] : []
})

it('every mission stands inside the world frame', () => {
  expect(dots.length).toBeGreaterThanOrEqual(133)
  for (const dot of dots) {
    expect(dot.x).toBeGreaterThan(0)
    expect(dot.x).toBeLessThan(frame.width)
    expect(dot.y).toBeGreaterThan(0)
    expect(dot.y).toBeLessThan(frame.height)
  }
})

it('no two missions cover each other, and none strays far', () => {
  const placed = nudgeApart(dots, 9)
  const gaps = placed.flatMap((a, index) => placed.slice(index + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)))
  expect(Math.min(...gaps)).toBeGreaterThan(8.5)
  const strayed = placed.map((dot, index) => Math.hypot(dot.x - (dots[index]?.x ?? 0), dot.y - (dots[index]?.y ?? 0)))
  expect(Math.max(...strayed)).toBeLessThan(32)
})

it('two missions in one city are parted', () => {
  const [a, b] = nudgeApart(
    [
      { id: 'a', x: 50, y: 50 },
      { id: 'b', x: 50, y: 50 },
    ],
    10,
  )
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThanOrEqual(10)
})
