/**
 * On whose behalf something is read: part of every query key, and the pass that every answer must show.
 *
 * `epoch` moves only when the identity moves, never when a session is renewed.
 */
export interface Scope {
  readonly app: number
  readonly user: number | 'app'
  readonly epoch: number
}

/** The first three parts of every query key. Nothing else writes them. */
export type ScopeKey = readonly ['cube', app: number, user: number | 'app']

/**
 * The query key under which everything is cached that this scope may see.
 *
 * @example
 * queryClient.invalidateQueries({ queryKey: scopeKey(client.scope()) })
 */
export function scopeKey(scope: Scope): ScopeKey {
  return ['cube', scope.app, scope.user]
}

/**
 * Whether two scopes are of one identity in one stretch of being signed in. While nobody is signed in, everybody
 * may see the same, so that one such time is as good as another.
 */
export function isSameScope(a: Scope, b: Scope): boolean {
  return a.app === b.app && a.user === b.user && (a.user === 'app' || a.epoch === b.epoch)
}
