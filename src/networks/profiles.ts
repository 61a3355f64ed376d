import { readFileSync } from 'node:fs'
import { type PlatformProfile, platformProfilesSchema } from '../contract/platform-profile.ts'

/**
 * Reads `platforms.json`, in the order of the file.
 * @throws Error that names the profile and the field, when a profile is not usable.
 */
export function loadPlatformProfiles(file: string | URL): readonly PlatformProfile[] {
  const raw: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const parsed = platformProfilesSchema.safeParse(raw)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(
    (issue) => `${nameOf(raw, issue.path[0])} ${issue.path.slice(1).join('.')}: ${issue.message}`,
  )
  throw new Error(`Platform profiles are not usable. ${wrong.join('; ')}`)
}

function nameOf(raw: unknown, index: PropertyKey | undefined): string {
  const profile: unknown = Array.isArray(raw) && typeof index === 'number' ? raw[index] : undefined
  const code = typeof profile === 'object' && profile !== null && 'code' in profile ? profile.code : undefined
  return typeof code === 'string' ? code : `profile ${String(index ?? '')}`
}
