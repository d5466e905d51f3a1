import { isOutage } from '../db/is-outage.ts'
import { type Offered, type StoreDeps, type Stored, storeMessages } from './store-message.ts'

/** Few enough that nobody waits long for others, and that their bytes fit into memory. */
const MOST_MESSAGES = 20
const MOST_BYTES = 8 * 1024 * 1024

type Waiting = {
  offered: Offered
  resolve: (stored: Stored) => void
  reject: (cause: unknown) => void
}

/**
 * Keeps messages that arrive at the same moment in one transaction, so that a burst
 * costs a few commits and not one each. Each caller hears of its own message, and only
 * when it is committed. Where several could not be kept together each is tried by
 * itself, so that no message fails for another one's sake.
 */
export class StoreTogether {
  readonly #deps: StoreDeps
  readonly #waiting = new Map<string, Waiting[]>()
  readonly #busy = new Set<string>()

  constructor(deps: StoreDeps) {
    this.#deps = deps
  }

  store(offered: Offered): Promise<Stored> {
    const { officeId } = offered
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(officeId) ?? []
      waiting.push({ offered, resolve, reject })
      this.#waiting.set(officeId, waiting)
      if (!this.#busy.has(officeId)) void this.#work(officeId)
    })
  }

  /** Whoever comes while one transaction runs is in the next one. */
  async #work(officeId: string): Promise<void> {
    this.#busy.add(officeId)
    for (let few = this.#next(officeId); few.length > 0; few = this.#next(officeId)) {
      await this.#storeFew(officeId, few)
    }
    this.#busy.delete(officeId)
  }

  #next(officeId: string): Waiting[] {
    const waiting = this.#waiting.get(officeId) ?? []
    let bytes = 0
    let count = 0
    while (count < Math.min(waiting.length, MOST_MESSAGES)) {
      bytes += waiting[count]?.offered.source.byteLength ?? 0
      if (count > 0 && bytes > MOST_BYTES) break
      count++
    }
    return waiting.splice(0, count)
  }

  async #storeFew(officeId: string, few: readonly Waiting[]): Promise<void> {
    try {
      const stored = await storeMessages(
        this.#deps,
        officeId,
        few.map(({ offered }) => offered),
      )
      for (const [index, { resolve }] of few.entries()) {
        const one = stored[index]
        if (one) resolve(one)
      }
    } catch (error) {
      // Without a database each of them would wait for it in turn, and the last sender gives up on us.
      if (few.length === 1 || isOutage(error)) for (const one of few) one.reject(error)
      else for (const one of few) await this.#storeFew(officeId, [one])
    }
  }
}
