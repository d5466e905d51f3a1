const EVERY_MS = 60_000

/** Runs the check at once and then every minute, or as told, never two at a time; the result stops it. */
export function startChecking(check: () => Promise<void>, everyMs = EVERY_MS): () => Promise<void> {
  let checking: Promise<void> | undefined
  const look = () => {
    checking ??= check().finally(() => {
      checking = undefined
    })
  }
  look()
  const timer = setInterval(look, everyMs)
  return async () => {
    clearInterval(timer)
    await checking
  }
}
