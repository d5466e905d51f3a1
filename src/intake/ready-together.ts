/**
 * The results of work that goes on side by side, in groups, each in the order given: all
 * of them where all are ready within that time, otherwise those that are, and the others
 * as they come. A mail that takes ten seconds to judge must not hold back the alert of its
 * neighbours. What fails is thrown after everything else has been given.
 */
export async function* readyTogether<T>(
  works: readonly Promise<T>[],
  patienceMillis: number,
): AsyncGenerator<T[]> {
  const ready = new Map<number, T>()
  const failures: unknown[] = []
  const waiting = new Set(works.keys())
  const ended = works.map((work, at) =>
    work
      .then((value) => ready.set(at, value))
      .catch((error: unknown) => failures.push(error))
      .finally(() => waiting.delete(at)),
  )
  while (waiting.size > 0 || ready.size > 0) {
    const still = [...waiting].map((at) => ended[at])
    await Promise.race([Promise.all(still), timeAndOne(patienceMillis, still)])
    const group = [...ready].sort(([a], [b]) => a - b).map(([, value]) => value)
    ready.clear()
    if (group.length > 0) yield group
  }
  if (failures.length > 0) throw failures[0]
}

/** The time is over and one at least has ended. The timer keeps no process alive. */
async function timeAndOne(millis: number, works: readonly unknown[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, millis)
    if (typeof timer === 'object') timer.unref()
  })
  await Promise.race(works)
}
