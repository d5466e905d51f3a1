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
  /**
   * Duty staff wait for it: given up within seconds, so that the next person is told, and
   * sent under the sender's own address where the server refuses the null one.
   */
  urgent?: boolean
}

/**
 * What became of it. `unknown`: the server may or may not have taken it, because the
 * line broke after the text was sent. `response` is the server's code. A refusal is
 * because of the `null-sender` where the server refused `MAIL FROM:<>` itself: that
 * says nothing about the mail or its reader, and no other mail of this kind will leave.
 */
export type Handover =
  | { state: 'handed-over'; response: number }
  | { state: 'refused'; response: number; because?: 'null-sender' }
  | { state: 'unknown' }

export interface Outbox {
  /** Throws TryAgainLater where the server did not take it and may later. */
  send(mail: OutgoingMail): Promise<Handover>
  /** Cuts off what is on its way; each of those sends then says what became of it. */
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
