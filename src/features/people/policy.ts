import { AppError } from '../../platform/errors.ts'
import { holdsEverywhere, type Scope } from '../missions/index.ts'

/** Only administrators of the whole ministry change people. @throws AppError forbidden, the same for every person. */
export function demandPeopleAdministrator(scope: Scope): void {
  if (!holdsEverywhere(scope, ['administrator'])) throw new AppError('forbidden', 'people.not_yours')
}

/** Who may see the list of people. @throws AppError forbidden */
export function demandPeopleReader(scope: Scope): void {
  if (!holdsEverywhere(scope, ['administrator', 'auditor'])) throw new AppError('forbidden', 'people.list_not_yours')
}
