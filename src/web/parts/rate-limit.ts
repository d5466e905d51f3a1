const MINUTE_MS = 60_000
/** Names that are counted at once; whoever makes up more of them starts the minute anew for all. */
const MOST_NAMES = 10_000

/**
 * Says of each request whether it is still within so many a minute for that name.
 * Counted in this process alone: it stops a loop gone wrong, not an army.
 */
export function rateLimit(now: () => Date, mostAMinute: number): (name: string) => boolean {
  const counts = new Map<string, { startedAt: number; count: number }>()
  return (name) => {
    const at = now().getTime()
    const window = counts.get(name)
    if (!window || at - window.startedAt >= MINUTE_MS) {
      if (counts.size >= MOST_NAMES) counts.clear()
      counts.set(name, { startedAt: at, count: 1 })
      return true
    }
    window.count++
    return window.count <= mostAMinute
  }
}
