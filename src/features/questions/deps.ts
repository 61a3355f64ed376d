import type { Db } from '../../platform/database/database.ts'

export type QuestionDeps = { readonly db: Db; readonly now: () => Date; readonly homeZone: string }
