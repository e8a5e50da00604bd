/**
 * Throws when two values do not look the same as JSON. The checks also run where there is no test runner.
 */
export function expectSame(actual: unknown, expected: unknown): void {
  const [was, wanted] = [write(actual), write(expected)]
  if (was !== wanted) throw new Error(`expected ${wanted}, was ${was}`)
}

/** Throws unless the promise is rejected. */
export async function expectRejected(promise: Promise<unknown>): Promise<void> {
  const outcome = await promise.then(
    () => 'resolved',
    () => 'rejected',
  )
  expectSame(outcome, 'rejected')
}

function write(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (part === undefined ? '(undefined)' : part))
}
