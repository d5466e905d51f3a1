import type { ImapFlow } from 'imapflow'
import type { ImapAccount } from '../config.ts'
import { imapClient, LIMITS, type LineLimits } from './imap-client.ts'
import { imapOutcome } from './imap-outcome.ts'
import { MailServerFailed } from './mailbox.ts'

export type Credentials = { password: string } | { accessToken: string }

/**
 * One connection to a mail server, from its greeting to its end; it is never mended,
 * a new one is made. Whatever is asked of it ends: with the answer, or within
 * `answerMs` with a MailServerFailed, also where the other side fell silent and no
 * packet ever says so.
 */
export class ImapLine {
  readonly #client: ImapFlow
  readonly #limits: LineLimits
  readonly #gone: Promise<never>
  #ring: () => void = () => {}
  #tellGone: (failed: MailServerFailed) => void = () => {}
  /** Why the line broke; what fails after that is only an echo of it. */
  #broken: MailServerFailed | undefined

  constructor(account: ImapAccount, signIn: Credentials, limits: LineLimits = LIMITS) {
    this.#limits = limits
    this.#gone = new Promise((_resolve, reject) => {
      this.#tellGone = reject
    })
    this.#gone.catch(() => {})
    this.#client = imapClient(account, signIn, {
      limits,
      onError: (error) => this.#break(failureOf(error)),
      onThrottled: (waitMs) => this.hangUp(new MailServerFailed('throttled', { waitMs })),
    })
    this.#client.on('exists', () => this.#ring())
    this.#client.on('close', () => this.#break(new MailServerFailed('cut-off')))
  }

  /** Connects and signs in. */
  async connect(): Promise<void> {
    const { connectMs, greetingMs, answerMs } = this.#limits
    await this.#within(connectMs + greetingMs + answerMs, () => this.#client.connect())
  }

  /** False from the moment on which something broke it. */
  get isUsable(): boolean {
    return this.#broken === undefined && this.#client.usable
  }

  /** What the server answers to that; a NO leaves the line as it is, silence ends it. */
  ask<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    return this.#within(this.#limits.answerMs, () => work(this.#client))
  }

  /** One row of an answer after another, each within the limit. */
  async *each<T>(work: (client: ImapFlow) => AsyncIterable<T>): AsyncIterable<T> {
    const rows = work(this.#client)[Symbol.asyncIterator]()
    let isOver = false
    try {
      for (;;) {
        const { done, value } = await this.ask(() => rows.next())
        isOver = done === true
        if (done) return
        yield value
      }
    } finally {
      // Left in the middle by the caller: what is still to come is read and let go.
      if (!isOver) rows.return?.()?.catch(() => {})
    }
  }

  /**
   * IDLE in the open folder until the next command. `ring` is called whenever the server
   * says that its number of messages is another; not when the line breaks, because a
   * server that cuts every IDLE would then be asked again without a pause.
   */
  listen(ring: () => void): void {
    this.#ring = ring
    this.#client.idle().catch((error) => this.#break(failureOf(error)))
  }

  /** Ends it at once and without a word to the server; whatever waits fails with that. */
  hangUp(because: MailServerFailed): void {
    this.#break(because)
    this.#client.close()
  }

  /** Takes leave, but does not wait long for the answer. */
  async close(): Promise<void> {
    if (this.isUsable) await this.#within(LEAVE_MS, () => this.#client.logout()).catch(() => {})
    this.hangUp(new MailServerFailed('cut-off'))
  }

  #break(because: MailServerFailed): void {
    this.#broken ??= because
    this.#tellGone(this.#broken)
  }

  async #within<T>(ms: number, work: () => Promise<T>): Promise<T> {
    const silence = setTimeout(() => this.hangUp(new MailServerFailed('no-answer')), ms)
    try {
      if (this.#broken) throw this.#broken
      return await Promise.race([work(), this.#gone])
    } catch (cause) {
      throw this.#broken ?? failureOf(cause)
    } finally {
      clearTimeout(silence)
    }
  }
}

const LEAVE_MS = 5_000

function failureOf(cause: unknown): MailServerFailed {
  if (cause instanceof MailServerFailed) return cause
  const { outcome, waitMs } = imapOutcome(cause)
  return new MailServerFailed(outcome, { cause, waitMs })
}
