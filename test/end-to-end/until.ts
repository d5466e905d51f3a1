/** Looks again and again until there is an answer; fails, naming what it waited for, when the time is up. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  timeoutMs = 15_000,
): Promise<T> {
  const end = Date.now() + timeoutMs
  let last: unknown
  while (Date.now() < end) {
    try {
      const found = await look()
      if (found) return found
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(
    `In ${timeoutMs / 1000} s it did not come to pass that ${what}${last ? ` (${String(last)})` : ''}`,
  )
}
