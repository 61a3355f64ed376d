import { createRouter } from '@tanstack/react-router'
import { expect, it } from 'vitest'
import { isAppPath } from './app-paths.ts'
import { navFor, startFor, thumbNavFor } from './nav.ts'
import { routeTree } from './routes.ts'

const addresses = Object.keys(createRouter({ routeTree }).routesByPath)
const everything = () => true

it('the service worker knows every address of the application', () => {
  expect(addresses.filter((address) => !isAppPath(address))).toEqual([])
})

it('the service worker leaves the API, public pages and approval pages to the server', () => {
  for (const path of ['/api/v1/me', '/assets/app.js', '/publik', '/setujui/abc', '/cek-akun', '/masuk/awal'])
    expect(isAppPath(path)).toBe(false)
})

it('somebody with two roles is offered each place once', () => {
  const places = navFor(['mission_officer', 'strategist'], everything).flatMap((group) =>
    group.items.map((item) => item.to),
  )
  expect(new Set(places).size).toBe(places.length)
})

it.each([
  ['mission_officer', '/hari-ini'],
  ['head_of_mission', '/hari-ini'],
  ['strategist', '/papan'],
  ['rater', '/penilaian'],
  ['administrator', '/perwakilan'],
] as const)('a %s begins at %s', (role, start) => {
  expect(startFor([role], everything)).toBe(start)
})

it('a place that is not built yet is not offered', () => {
  expect(startFor(['mission_officer'], (to) => to === '/kalender')).toBe('/kalender')
  expect(startFor(['mission_officer'], () => false)).toBeUndefined()
})

it('a thumb reaches at most five places', () => {
  expect(thumbNavFor(['mission_officer', 'head_of_mission', 'strategist', 'regional_desk'], everything).length).toBe(5)
})
