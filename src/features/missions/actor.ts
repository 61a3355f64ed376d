import type { Scope } from './scope.ts'

/** Who an audit row names for this scope. */
export function actorOf(scope: Scope): { kind: 'person'; id: string } | { kind: 'system' | 'public' } {
  return scope.kind === 'person' ? { kind: 'person', id: scope.personId } : { kind: scope.kind }
}
