/**
 * Does asynchronous work for each item, a few at a time, and gives what came of it in the order of the items. After a
 * failure nothing more is begun.
 */
export async function inTurns<T, Result>(
  items: readonly T[],
  work: (item: T) => Promise<Result>,
  atOnce = 4,
): Promise<Result[]> {
  const results: Result[] = []
  const left = items.entries()
  let hasFailed = false
  const takeTurns = async (): Promise<void> => {
    for (const [at, item] of left) {
      try {
        results[at] = await work(item)
      } catch (error) {
        hasFailed = true
        throw error
      }
      if (hasFailed) return
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeTurns))
  return results
}
