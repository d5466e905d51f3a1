/**
 * Keeps one account polled on Node: at once, then every `pollSeconds`, and sooner
 * whenever IDLE rings. The timer does not depend on IDLE: a bell that fell silent
 * costs a minute, never a message.
 */
import type { ImapAccount } from '../config.ts'
import { errorFields, logEvent } from '../log.ts'
import { connectImap, openImapAccount } from './imap-mailbox.ts'
import { type AccountReport, pollAccount } from './poll-account.ts'
import type { PollDeps } from './poll-session.ts'

type WatchDeps = PollDeps & { pollSeconds: number }

/** Starts watching; the result stops it and waits for the poll in hand. */
export function watchMailbox(deps: WatchDeps, account: ImapAccount): () => Promise<void> {
  const stopping = new AbortController()
  const bell = new Bell()
  const done = Promise.all([
    pollLoop(deps, account, bell, stopping.signal),
    listen(account, bell, stopping.signal),
  ])
  return async () => {
    stopping.abort()
    bell.ring()
    await done
  }
}

/** One poll with its own connection; a failure is noted where people see it, gives no report and never ends the loop. */
export async function pollOverImap(deps: PollDeps, account: ImapAccount): Promise<AccountReport | undefined> {
  try {
    const report = await pollAccount(deps, account, () => openImapAccount(account))
    for (const { taken, missing } of report.folders) {
      if (taken > 0 || missing > 0)
        logEvent('mailbox.polled', { officeId: account.office, count: taken, status: missing })
    }
    return report
  } catch (error) {
    logEvent('mailbox.poll-failed', { officeId: account.office, ...errorFields(error) })
    return undefined
  }
}

async function pollLoop(
  deps: WatchDeps,
  account: ImapAccount,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await pollOverImap(deps, account)
    if (!signal.aborted) await bell.rungWithin(deps.pollSeconds * 1000)
  }
}

/** IDLE on a connection of its own. Reconnects with a growing delay; only ever a doorbell. */
async function listen(account: ImapAccount, bell: Bell, signal: AbortSignal): Promise<void> {
  let delayMs = 1_000
  while (!signal.aborted) {
    const client = connectImap(account)
    const hangUp = () => client.close()
    signal.addEventListener('abort', hangUp)
    try {
      await client.connect()
      await client.mailboxOpen('INBOX', { readOnly: true })
      client.on('exists', () => bell.ring())
      delayMs = 1_000
      while (!signal.aborted && client.usable) await client.idle()
    } catch (error) {
      if (!signal.aborted)
        logEvent('mailbox.idle-failed', { officeId: account.office, ...errorFields(error) })
    } finally {
      signal.removeEventListener('abort', hangUp)
      client.close()
    }
    if (!signal.aborted) await pause(delayMs * (0.5 + Math.random() / 2), signal)
    delayMs = Math.min(delayMs * 2, 300_000)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** A ring while nobody waits is kept for the next wait. */
class Bell {
  #rung = false
  #wake: (() => void) | undefined

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  async rungWithin(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#rung = false
    this.#wake = undefined
  }
}
