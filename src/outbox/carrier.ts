/**
 * Ways out beside our mail server: one page to one person or place. The port, and a form
 * in memory that remembers, for tests.
 */
import type { Handover } from './outbox.ts'

export type Notice = {
  /** Fixed before the first try, so that a second try is recognisably the same page. */
  key: string
  /** An address, a phone number, or the name of a webhook. */
  to: string
  subject: string
  text: string
}

/** What became of it, and what the provider calls it from now on. */
export type Carried = Handover & { providerId?: string }

/** What a provider says later. `because` is its own fixed word. */
export type Delivery = { state: 'delivered' | 'undelivered'; because: string }

export interface Carrier {
  /** Throws TryAgainLater where the provider did not take it and may later. */
  send(notice: Notice): Promise<Carried>
  /** Asks what became of a page; undefined while the provider does not know. Absent: it never knows more. */
  statusOf?(providerId: string): Promise<Delivery | undefined>
  /** Looks whether it would work, without telling anybody of danger: what is wrong, or undefined. */
  check(): Promise<string | undefined>
}

export type CarrierName = 'notify-email' | 'notify-sms' | 'webhook'

/** Those that this installation has. */
export type Carriers = Partial<Record<CarrierName, Carrier>>

export class MemoryCarrier implements Carrier {
  readonly sent: Notice[] = []
  readonly statuses = new Map<string, Delivery>()
  #usual: ((notice: Notice) => Promise<Carried> | Carried) | undefined

  /** Every send does this instead from now on; undefined: takes it. */
  usually(outcome: ((notice: Notice) => Promise<Carried> | Carried) | undefined): void {
    this.#usual = outcome
  }

  async send(notice: Notice): Promise<Carried> {
    if (this.#usual) return this.#usual(notice)
    this.sent.push(notice)
    return { state: 'handed-over', response: 201, providerId: `${notice.key}/${this.sent.length}` }
  }

  async statusOf(providerId: string): Promise<Delivery | undefined> {
    return this.statuses.get(providerId)
  }

  async check(): Promise<undefined> {}
}
