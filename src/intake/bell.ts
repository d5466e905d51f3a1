/** Until the time is over or the signal comes. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> => waiting(ms, signal, () => {})

function waiting(ms: number, signal: AbortSignal, offer: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      resolve()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
    offer(over)
    if (signal.aborted) over()
  })
}

/** Somebody rings, somebody waits. A ring while nobody waits is kept for the next wait. */
export class Bell {
  #isRung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#isRung = true
    this.#wake?.()
  }

  /** Until it is rung, or the time is over, or the signal comes. */
  async rungWithin(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isRung) {
      await waiting(ms, signal, (wake) => {
        this.#wake = wake
      })
    }
    this.#isRung = false
    this.#wake = undefined
  }
}
