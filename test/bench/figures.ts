/** One JSON line a figure. */
export const print = (figure: Record<string, string | number>): void => {
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

/** Three digits that mean something, so that a ratio of 0.0123 is not printed as 0.01. */
export const round = (value: number): number => Number(value.toPrecision(3))

/** The value below which that share lies. */
export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Runs over that many lanes at once and gives back how many a second were done. */
export async function perSecond(
  count: number,
  lanes: number,
  one: (index: number) => Promise<unknown>,
): Promise<number> {
  const startedAt = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) await one(next++)
    }),
  )
  return (count * 1000) / (performance.now() - startedAt)
}
