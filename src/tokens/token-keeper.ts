import type { OAuth } from '../config.ts'
import { type AccessToken, isUsable, needsRenewal } from './access-token.ts'
import { askForToken } from './ask-for-token.ts'

export type KeptToken = {
  value: string
  /** It came with this very call, so another would be no better. */
  isNew: boolean
  /** It could not be renewed, though it still works: somebody has until its end to put that right. */
  isOverdue: boolean
}

/** Keeps one access token, in memory only, and renews it at four fifths of its life. */
export class TokenKeeper {
  readonly #settings: OAuth
  readonly #deps: { now: () => Date; timeoutMs?: number }
  #token: AccessToken | undefined
  #asking: Promise<AccessToken> | undefined

  constructor(settings: OAuth, deps: { now: () => Date; timeoutMs?: number }) {
    this.#settings = settings
    this.#deps = deps
  }

  /** A token that works; throws TokenNotGiven where there is none and none is given. */
  async current(): Promise<KeptToken> {
    const held = this.#token
    if (held && !needsRenewal(held, this.#deps.now()))
      return { value: held.value, isNew: false, isOverdue: false }
    try {
      const { value } = await this.#ask()
      return { value, isNew: true, isOverdue: false }
    } catch (error) {
      if (!held || !isUsable(held, this.#deps.now())) throw error
      return { value: held.value, isNew: false, isOverdue: true }
    }
  }

  /** The mail server did not take that one, whatever its age says: the next call asks for another. */
  forget(refused: string): void {
    if (this.#token?.value === refused) this.#token = undefined
  }

  /** Whoever comes while one is asked for waits for the same answer. */
  #ask(): Promise<AccessToken> {
    this.#asking ??= askForToken(this.#settings, this.#deps)
      .then((token) => {
        this.#token = token
        return token
      })
      .finally(() => {
        this.#asking = undefined
      })
    return this.#asking
  }
}
