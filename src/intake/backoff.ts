import type { MailOutcome } from './mailbox.ts'

const FIRST_MS = 1_000
const LONGEST_MS = 5 * 60_000

/**
 * A refused sign-in is not hurried: servers lock an account after a number of wrong
 * tries, and then the right password is refused too.
 */
const FIRST_AFTER_REFUSAL_MS = 30_000

/**
 * A server that asks for ten days is not obeyed: nobody may write to us unseen for ten
 * days. After the cap we ask once more, and are told again.
 */
const LONGEST_HINT_MS = 10 * 60_000

/** After these the server itself is not there for us, so staying away for longer is right. */
const AWAY: readonly MailOutcome[] = ['unreachable', 'no-answer', 'not-trusted', 'throttled', 'unavailable']
const SIGN_IN: readonly MailOutcome[] = ['sign-in-refused', 'not-connected', 'token-not-given']

export type Failures = {
  /** How many polls in a row have failed; at least 1. */
  count: number
  outcome: MailOutcome
  /** What the server asked for. */
  waitMs?: number | undefined
}

/**
 * How long to wait before the next try: full jitter, so that many pollers do not come
 * back at the same moment; from 1 s to at most 5 minutes, slower after a refused sign-in,
 * and never sooner than the server asked, up to 10 minutes. Where one folder or one
 * message is the trouble the wait never exceeds the usual interval: a broken message in
 * Junk may not keep anybody from the inbox. `random` is from 0 to 1.
 */
export function backoffMs({ count, outcome, waitMs }: Failures, pollMs: number, random: number): number {
  const isSignIn = SIGN_IN.includes(outcome)
  const first = isSignIn ? FIRST_AFTER_REFUSAL_MS : FIRST_MS
  const longest = isSignIn || AWAY.includes(outcome) ? LONGEST_MS : Math.min(pollMs, LONGEST_MS)
  const ceiling = Math.min(longest, first * 2 ** Math.min(count - 1, 30))
  const jittered = isSignIn ? (ceiling / 2) * (1 + random) : ceiling * random
  return Math.round(Math.max(jittered, Math.min(waitMs ?? 0, LONGEST_HINT_MS)))
}
