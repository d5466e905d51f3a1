/**
 * The way out: one mail to one address. The port, and a form in memory that
 * remembers, for tests.
 */

export type OutgoingMail = {
  /** Fixed before the first try, so that a second try is recognisably the same mail. */
  messageId: string
  from: { name: string; address: string }
  to: string
  subject: string
  text: string
  headers: Readonly<Record<string, string>>
  inReplyTo?: string | undefined
  /** The null return path `<>`, so that nothing answers it (RFC 3834 section 3.3). */
  nullReturnPath: boolean
}

/**
 * What became of it. `unknown`: the server may or may not have taken it, because the
 * line broke after the text was sent. `response` is the server's code.
 */
export type Handover =
  | { state: 'handed-over'; response: number }
  | { state: 'refused'; response: number }
  | { state: 'unknown' }

export interface Outbox {
  /** Throws TryAgainLater where the server did not take it and may later. */
  send(mail: OutgoingMail): Promise<Handover>
  close(): Promise<void>
}

export class MemoryOutbox implements Outbox {
  readonly sent: OutgoingMail[] = []
  #next: (() => Handover) | undefined

  /** The next send does this instead. */
  next(outcome: () => Handover): void {
    this.#next = outcome
  }

  async send(mail: OutgoingMail): Promise<Handover> {
    const outcome = this.#next
    this.#next = undefined
    if (outcome) return outcome()
    this.sent.push(mail)
    return { state: 'handed-over', response: 250 }
  }

  async close(): Promise<void> {}
}
