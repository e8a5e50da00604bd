import type { CubeClient } from '../client/CubeClient.ts'
import { isSameScope, type Scope } from '../session/scope.ts'
import type { CubeUser } from '../wire/user.ts'
import { scopedMemory } from '../client/scopedMemory.ts'

/** An answer that held everybody whom the question meant. */
interface CompleteAnswer {
  readonly users: readonly CubeUser[]
  /** Ms since 1970. */
  readonly at: number
}

const freshMs = 30_000
const mostRemembered = 100

/** By question, the oldest first. */
const answersOf = scopedMemory((): Map<string, CompleteAnswer> => new Map())

/** Remembers that these are all, for whoever asked. */
export function rememberAll(
  client: CubeClient,
  scope: Scope,
  question: string,
  users: readonly CubeUser[],
): void {
  if (!isSameScope(scope, client.scope())) return
  const answers = answersOf(client)
  answers.delete(question)
  answers.set(question, { users, at: Date.now() })
  const [oldest] = answers.keys()
  if (answers.size > mostRemembered && oldest !== undefined) answers.delete(oldest)
}

/** Everybody whom the question meant when it was last asked. */
export function recallAll(client: CubeClient, question: string): readonly CubeUser[] | null {
  return answersOf(client).get(question)?.users ?? null
}

/** As {@link recallAll}, unless that is more than thirty seconds ago. */
export function recallFresh(client: CubeClient, question: string): readonly CubeUser[] | null {
  const answer = answersOf(client).get(question)
  return answer && Math.abs(Date.now() - answer.at) < freshMs ? answer.users : null
}

/** Forgets the answers that hold one of these users: they are not so any more. */
export function forgetAnswersWith(client: CubeClient, ids: readonly number[]): void {
  const answers = answersOf(client)
  for (const [question, { users }] of answers) {
    if (users.some(({ id }) => ids.includes(id))) answers.delete(question)
  }
}
