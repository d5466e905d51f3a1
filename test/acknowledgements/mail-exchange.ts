import { readAddresses } from '../../src/message/read-addresses.ts'
import type { TestService } from '../service.ts'

/** One mail between two places: the envelope and the bytes as text, one character a byte. */
export type Post = { from: string; to: string; head: string; body: string }

/** A whole service with one of its mailboxes, as others see it. */
export type Place = { service: TestService; officeId: string; mailbox: string }

/** A machine somewhere that answers what it is sent; undefined where it stays silent. */
export type Responder = (post: Post) => Post | undefined

/**
 * The mail between services that know nothing of each other: what each one's outgoing
 * server filed is delivered into the mailbox that it is addressed to, with the envelope
 * that a mail server would give it. `gateway` is what the worst of them does on the way.
 */
export class MailExchange {
  readonly #places: readonly Place[]
  readonly #gateway: (post: Post) => Post
  readonly #responders: ReadonlyMap<string, Responder>
  readonly #seen = new Map<Place, number>()

  constructor(
    places: readonly Place[],
    options: { gateway?: (post: Post) => Post; responders?: ReadonlyMap<string, Responder> } = {},
  ) {
    this.#places = places
    this.#gateway = options.gateway ?? ((post) => post)
    this.#responders = options.responders ?? new Map()
    for (const place of places) this.#seen.set(place, place.service.outgoingBytes().length)
  }

  /** Carries mail until none moves; gives back how many acknowledgements each place sent. Ends after `mostLaps` in any case. */
  async carry(mostLaps = 50): Promise<number[]> {
    const sent = this.#places.map(() => 0)
    for (let lap = 0; lap < mostLaps; lap++) {
      const posts = this.#places.flatMap((place, at) => {
        const all = place.service.outgoingBytes()
        const fresh = all.slice(this.#seen.get(place) ?? 0).map(asPost)
        this.#seen.set(place, all.length)
        sent[at] = (sent[at] ?? 0) + fresh.filter(isAcknowledgement).length
        return fresh
      })
      if (posts.length === 0) return sent
      for (const post of posts) await this.deliver(this.#gateway(post))
    }
    throw new Error('The mail still goes round')
  }

  async deliver(post: Post): Promise<void> {
    const place = this.#places.find(({ mailbox }) => mailbox === post.to)
    if (place) return receive(place, post)
    const answer = this.#responders.get(post.to)?.(post)
    if (answer) await this.deliver(answer)
  }
}

/** Alarms and pages to duty staff leave by the same server and are no part of a loop. */
const isAcknowledgement = (post: Post): boolean => (headerOf(post, 'Message-ID') ?? '').startsWith('<ack.')

async function receive({ service, officeId, mailbox }: Place, post: Post): Promise<void> {
  const source = Buffer.from(`${post.head}\r\n\r\n${post.body}`, 'latin1')
  await service.receive(source, { officeId, mailbox, envelopeFrom: post.from })
}

function asPost(mail: Uint8Array): Post {
  const text = Buffer.from(mail).toString('latin1')
  const at = text.indexOf('\r\n\r\n')
  const [path = '', ...lines] = text.slice(0, at).split('\r\n')
  const head = lines.join('\r\n')
  return {
    from: /<(.*)>/.exec(path)?.[1] ?? '',
    to: readAddresses(headerOf({ head }, 'To') ?? '')[0]?.address ?? '',
    head,
    body: text.slice(at + 4),
  }
}

/** The value of a header, unfolded. */
export const headerOf = ({ head }: Pick<Post, 'head'>, name: string): string | undefined =>
  new RegExp(`^${name}:(.*(?:\\r\\n[ \\t].*)*)`, 'im')
    .exec(head)?.[1]
    ?.replace(/\r\n\s+/g, ' ')
    .trim()

let numbers = 0

/** The mail with none of its headers but those named; From becomes the envelope, and it gets a Message-ID of its own. */
export function stripped(post: Post, kept: readonly string[]): Post {
  numbers += 1
  const from = headerOf(post, 'From') ?? ''
  const lines = kept.flatMap((name) => {
    const value = headerOf(post, name)
    return value === undefined ? [] : [`${name}: ${value}`]
  })
  const own = kept.includes('Message-ID') ? [] : [`Message-ID: <gateway-${numbers}@gateway.example>`]
  const head = [
    `From: ${from}`,
    `To: ${headerOf(post, 'To')}`,
    'Date: Mon, 23 Nov 2026 09:00:00 +0000',
    ...own,
    ...lines,
    `Content-Type: ${headerOf(post, 'Content-Type')}`,
    `Content-Transfer-Encoding: ${headerOf(post, 'Content-Transfer-Encoding')}`,
  ].join('\r\n')
  return { ...post, head, from: readAddresses(from)[0]?.address ?? '' }
}
