import { type PlatformProfile, platformProfilesSchema } from '../../contract/platform-profile.ts'
import type { Handle } from '../../networks/index.ts'
import { type Db, json, type Tx } from '../../platform/database/database.ts'

/** Writes the profiles of networks; one that is there is brought up to date, none is removed (accounts hang on them). */
export async function seedPlatforms(
  deps: { db: Db; now: () => Date },
  profiles: readonly PlatformProfile[],
): Promise<void> {
  const rows = profiles.map((profile) => ({ code: profile.code, profile: json(profile), updatedAt: deps.now() }))
  await deps.db
    .insertInto('platform')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .column('code')
        .doUpdateSet((eb) => ({ profile: eb.ref('excluded.profile'), updatedAt: eb.ref('excluded.updatedAt') })),
    )
    .execute()
}

/** All networks this installation knows. @throws ZodError when a stored profile is not usable. */
export async function listPlatforms(db: Db | Tx): Promise<readonly PlatformProfile[]> {
  const rows = await db.selectFrom('platform').select('profile').orderBy('code').execute()
  return platformProfilesSchema.parse(rows.map((row) => row.profile))
}

/** Address of a profile as its network writes it; empty where the network has none. `{user}` and `{host}`: halves of a handle with @ inside. */
export function profileUrlOf(profile: PlatformProfile, handle: Handle): string {
  const [user = '', host = ''] = handle.shown.split('@')
  const parts: Readonly<Record<string, string>> = { handle: handle.shown, account: handle.shown, user, host }
  const template =
    profile.profileUrls.find((url) => url.includes('{account}') === handle.opaque) ?? profile.profileUrls[0] ?? ''
  return template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURI(parts[name] ?? ''))
}
