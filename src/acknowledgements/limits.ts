/** How many acknowledgements may go out, and to whom. Pure. */
import { domainOf } from '../offices/mailboxes.ts'
import type { KnownOfMessage } from './plan.ts'

const HOUR_MS = 60 * 60_000

/** RFC 3834 section 2 speaks of days for one sender; people who write thrice a day are answered each time. */
export const LIMITS = {
  sameLetterMs: 24 * HOUR_MS,
  sender: { most: 3, withinMs: 24 * HOUR_MS },
  domain: { most: 30, withinMs: HOUR_MS },
  office: { most: 120, withinMs: HOUR_MS },
  bounced: { most: 2, withinMs: 30 * 24 * HOUR_MS },
} as const

/** An acknowledgement that was owed, to whom and for what. Addresses are without tags and in lower case. */
export type Reply = { sender: string; writer: string; wordsHash: string; owedAt: Date }

/** What has gone out lately, as far as it concerns the letters at hand. */
export type RecentReplies = {
  replies: Reply[]
  /** How many went out from the office within the last hour, to whomever. */
  officeCount: number
  /** To whom acknowledgements came back within the last month, one entry for each. */
  bounced: readonly string[]
}

/**
 * Why no further acknowledgement may go out, or undefined. The same letter again comes
 * first, since it is the plainest sign of a machine. A sender is known by either address:
 * some mail systems give each letter a return path of its own.
 */
export function limitFor(
  recent: RecentReplies,
  asked: Omit<Reply, 'owedAt'>,
  now: Date,
): KnownOfMessage['limit'] {
  const since = (ms: number) => recent.replies.filter(({ owedAt }) => owedAt.getTime() > now.getTime() - ms)
  const toSender = since(LIMITS.sender.withinMs).filter((reply) => isSameSender(reply, asked))
  if (toSender.some((reply) => reply.wordsHash === asked.wordsHash))
    return {
      code: 'REPEAT',
      because: 'The same letter from this sender was acknowledged within the last day.',
    }
  if (toSender.length >= LIMITS.sender.most)
    return rate(`This sender has had ${LIMITS.sender.most} acknowledgements within a day.`)
  const domain = domainOf(asked.sender)
  const toDomain = since(LIMITS.domain.withinMs).filter(({ sender }) => domainOf(sender) === domain)
  if (toDomain.length >= LIMITS.domain.most)
    return rate(`${LIMITS.domain.most} acknowledgements went to this sender’s domain within an hour.`)
  if (recent.officeCount >= LIMITS.office.most)
    return rate(
      `The office has sent ${LIMITS.office.most} acknowledgements within an hour, so no more go out for now.`,
    )
  const returned = recent.bounced.filter((address) => address === asked.sender || address === asked.writer)
  return returned.length >= LIMITS.bounced.most
    ? rate('Acknowledgements to this sender came back twice within a month.')
    : undefined
}

const rate = (because: string) => ({ code: 'RATE' as const, because })

const isSameSender = (reply: Reply, asked: Pick<Reply, 'sender' | 'writer'>): boolean =>
  reply.sender === asked.sender ||
  (reply.writer !== '' && (reply.writer === asked.writer || reply.writer === asked.sender)) ||
  (asked.writer !== '' && reply.sender === asked.writer)

/** The same letter to the sender counts within the sender's own limit, so that one look serves both. */
export const isOfficeAtLimit = (recent: RecentReplies): boolean => recent.officeCount >= LIMITS.office.most
