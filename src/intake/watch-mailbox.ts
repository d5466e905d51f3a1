/**
 * Keeps one account polled on Node: at once, then every `pollSeconds`, and sooner
 * whenever IDLE rings. The timer does not depend on IDLE: a bell that fell silent
 * costs a minute, never a message. After a failure the next try waits longer and
 * longer, and as long as the server asks.
 */
import type { ImapAccount } from '../config.ts'
import { errorFields, logEvent } from '../log.ts'
import { backoffMs } from './backoff.ts'
import { Bell, pause } from './bell.ts'
import { LIMITS, type LineLimits } from './imap-client.ts'
import { KeptLine } from './kept-line.ts'
import { mustReconnect } from './liveness.ts'
import { type Polled, pollOverLine } from './poll-over-imap.ts'
import type { PollDeps } from './poll-session.ts'

export type WatchDeps = PollDeps & { pollSeconds: number; limits?: LineLimits }

/** Two polls are never closer than this, however often the bell rings. */
const BETWEEN_POLLS_MS = 250

/** A stop waits this long for the poll in hand; what it did not come to, the next start does. */
const STOP_WITHIN_MS = 10_000

/** Starts watching; the result stops it. */
export function watchMailbox(deps: WatchDeps, account: ImapAccount): () => Promise<void> {
  const pollMs = deps.pollSeconds * 1000
  // Two intervals for an answer after one of waiting: no poll in three, and the line is given up.
  const limits = { ...LIMITS, answerMs: 2 * pollMs, ...deps.limits }
  const line = new KeptLine(account, { now: deps.now, limits })
  const bell = new Bell()
  const stopping = new AbortController()
  const done = watch({ deps, account, line, bell, signal: stopping.signal })
  return async () => {
    stopping.abort()
    bell.ring()
    const cut = setTimeout(() => line.hangUp(), STOP_WITHIN_MS)
    await done
    clearTimeout(cut)
    await line.close()
  }
}

type Watch = { deps: WatchDeps; account: ImapAccount; line: KeptLine; bell: Bell; signal: AbortSignal }

async function watch({ deps, account, line, bell, signal }: Watch): Promise<void> {
  const pollMs = deps.pollSeconds * 1000
  let failures = 0
  while (!signal.aborted) {
    const polled = await pollGuarded(deps, account, line)
    failures = polled.ok ? 0 : failures + 1
    if (signal.aborted) return
    if (polled.ok) {
      await listen(account, line, bell)
      await pause(Math.min(BETWEEN_POLLS_MS, pollMs), signal)
      if (!polled.report.isUnfinished) await bell.rungWithin(pollMs, signal)
    } else {
      await pause(backoffMs({ ...polled, count: failures }, pollMs, Math.random()), signal)
    }
  }
}

/** One poll, hung up on where nothing gets on any more: a link may be dead with nothing to tell of it. */
async function pollGuarded(deps: WatchDeps, account: ImapAccount, line: KeptLine): Promise<Polled> {
  const { pollSeconds, now } = deps
  let lastProgressAt = now()
  const onProgress = () => {
    lastProgressAt = now()
  }
  const guard = setInterval(() => {
    if (!mustReconnect({ lastProgressAt, pollSeconds }, now())) return
    logEvent('mailbox.stuck', { officeId: account.office })
    line.hangUp()
  }, pollSeconds * 1000)
  try {
    return await pollOverLine({ ...deps, onProgress }, account, line)
  } finally {
    clearInterval(guard)
  }
}

/** What goes wrong here the next poll finds out, and tells of. */
const listen = (account: ImapAccount, line: KeptLine, bell: Bell): Promise<unknown> =>
  line
    .listen(() => bell.ring())
    .catch((error) => logEvent('mailbox.not-listening', { officeId: account.office, ...errorFields(error) }))
