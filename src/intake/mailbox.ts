/** One folder of one mailbox, read-only: nothing is ever deleted, moved or marked on the server. */
export interface Mailbox {
  readonly officeId: string
  readonly address: string
  readonly folder: string
  /** What the server holds now. Uids are only good together with `validity` (RFC 9051 section 2.3.1.1). */
  list(): Promise<{ validity: bigint; uids: readonly bigint[] }>
  /**
   * The bytes of those messages, one at a time and in the order asked. A message that
   * vanished meanwhile is left out; the caller reconciles asked against received.
   */
  fetch(uids: readonly bigint[]): AsyncIterable<FetchedMessage>
  close(): Promise<void>
}

export type FetchedMessage = {
  uid: bigint
  source: Uint8Array
  /** INTERNALDATE: when the server received it. The statutory clocks start from this, not from `Date:`. */
  receivedAt: Date
  /** True where only the head was fetched because the whole is over the ceiling. */
  cutShort: boolean
}

/** Remembers what it was asked for, so that a test can look. */
export class MemoryMailbox implements Mailbox {
  readonly officeId: string
  readonly address: string
  readonly folder = 'INBOX'
  readonly asked: bigint[] = []
  validity = 1n
  readonly #held = new Map<bigint, Uint8Array>()

  constructor(at: { officeId: string; address: string }, sources: readonly Uint8Array[] = []) {
    this.officeId = at.officeId
    this.address = at.address
    for (const source of sources) this.deliver(source)
  }

  deliver(source: Uint8Array): void {
    this.#held.set(BigInt(this.#held.size + 1), source)
  }

  async list(): Promise<{ validity: bigint; uids: readonly bigint[] }> {
    return { validity: this.validity, uids: [...this.#held.keys()] }
  }

  async *fetch(uids: readonly bigint[]): AsyncIterable<FetchedMessage> {
    for (const uid of uids) {
      this.asked.push(uid)
      const source = this.#held.get(uid)
      if (source) yield { uid, source, receivedAt: new Date('2026-11-23T09:00:00Z'), cutShort: false }
    }
  }

  async close(): Promise<void> {}
}
