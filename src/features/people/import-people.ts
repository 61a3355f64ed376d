import type { Readable } from 'node:stream'
import { z } from 'zod'
import { day } from '../../contract/common.ts'
import { locale, role } from '../../contract/people.ts'
import type { Db } from '../../platform/database/database.ts'
import { AppError } from '../../platform/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf, readCsv, type Scope } from '../missions/index.ts'
import { addPerson } from './add-person.ts'
import type { GrantScope } from './model.ts'
import { demandPeopleAdministrator } from './policy.ts'
import type { SendInvitation } from './sign-in-link.ts'

/** Why a row was left out, as the key of a sentence. */
export type RefusedPerson = {
  readonly line: number
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
}
export type Invitation = { readonly name: string; readonly email: string; readonly linkToken: string }
export type PeopleImport = { readonly invitations: readonly Invitation[]; readonly refused: readonly RefusedPerson[] }

const optional = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal('').transform(() => undefined), schema]).optional()

/** Each column with the key of what is said when it does not fit. */
const columns = {
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
  role: role,
  scope: z.string().trim().min(1),
  leaves_on: optional(day),
  locale: optional(locale),
}
const row = z.object(columns)

/**
 * Reads people from a CSV file: `name,email,role,scope,leaves_on,locale`. `scope` lists, parted by semicolons, mission
 * codes, `region:CODE`, `objective:CODE`, or `ministry`. Each good row becomes a person with that role and a sign-in link
 * (once, 24 hours); bad rows are named by line, and good ones kept. Administrators only.
 */
export async function importPeople(
  deps: { db: Db; now: () => Date; homeZone: string; invite?: SendInvitation },
  scope: Scope,
  source: string | Readable,
): Promise<PeopleImport> {
  demandPeopleAdministrator(scope)
  const invitations: Invitation[] = []
  const refused: RefusedPerson[] = []
  for await (const { line, record } of readCsv(source)) {
    const parsed = row.safeParse(record)
    if (!parsed.success) {
      const column = String(parsed.error.issues[0]?.path[0] ?? 'name')
      refused.push({ line, key: `people.row_${column}`, params: { value: record[column] ?? '' } })
      continue
    }
    const { name, email, leaves_on: leavesOn, locale = 'id' } = parsed.data
    const grant = { role: parsed.data.role, scopes: scopesOf(parsed.data.scope) }
    try {
      const { linkToken } = await addPerson(deps, scope, { name, email, locale, leavesOn: leavesOn ?? null, grant })
      invitations.push({ name, email, linkToken })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      refused.push({ line, key: error.key, params: error.params })
    }
  }
  await deps.db.transaction().execute((tx) =>
    recordAudit(tx, deps.now(), {
      actor: actorOf(scope),
      action: 'people.imported',
      subject: { kind: 'register', id: 'people' },
      payload: { written: invitations.length, refused: refused.length },
    }),
  )
  return { invitations, refused }
}

const scopesOf = (text: string): GrantScope[] =>
  text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, kind, value] = /^(region|objective|mission):(.+)$/.exec(part) ?? []
      if (part === 'ministry' || part === '*') return { kind: 'ministry', value: '*' }
      return { kind: (kind ?? 'mission') as GrantScope['kind'], value: value ?? part }
    })
