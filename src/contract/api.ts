import type { ApiOf } from './endpoint.ts'
import { missionEndpoints } from './missions.ts'

/** Every endpoint of the API, by room. */
export const endpoints = {
  missions: missionEndpoints,
}

/** The API as types only; the browser's client imports nothing else. */
export type Api = ApiOf<typeof endpoints>
