/**
 * Keeps one folder polled on Node: at once, then every `pollSeconds`, and sooner
 * whenever IDLE rings. The timer does not depend on IDLE: a bell that fell silent
 * costs a minute, never a message.
 */
import type { ImapAccount } from '../config.ts'
import type { Db } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import { errorFields, logEvent } from '../log.ts'
import { connectImap, openImapAccount } from './imap-mailbox.ts'
import { notePollFailure, type PollReport, pollOnce } from './poll.ts'

type WatchDeps = { db: Db; queue: Enqueue; now: () => Date; pollSeconds: number }

/** Starts watching; the result stops it and waits for the poll in hand. */
export function watchMailbox(deps: WatchDeps, account: ImapAccount, folder: string): () => Promise<void> {
  const stopping = new AbortController()
  const bell = new Bell()
  const done = Promise.all([
    pollLoop(deps, account, folder, bell, stopping.signal),
    listen(account, folder, bell, stopping.signal),
  ])
  return async () => {
    stopping.abort()
    bell.ring()
    await done
  }
}

/** One poll with its own connection; a failure is noted where people see it, gives no report and never ends the loop. */
export async function pollAccount(
  deps: Omit<WatchDeps, 'pollSeconds'>,
  account: ImapAccount,
  folder: string,
): Promise<PollReport | undefined> {
  try {
    const opened = await openImapAccount(account)
    try {
      const report = await pollOnce(deps, await opened.open(folder))
      if (report.taken > 0 || report.missing > 0) {
        logEvent('mailbox.polled', { officeId: account.office, count: report.taken, status: report.missing })
      }
      return report
    } finally {
      await opened.close()
    }
  } catch (error) {
    logEvent('mailbox.failed', { officeId: account.office, ...errorFields(error) })
    const kind = error instanceof Error ? error.name : 'Error'
    await notePollFailure(deps, { officeId: account.office, address: account.address, folder }, kind)
    return undefined
  }
}

async function pollLoop(
  deps: WatchDeps,
  account: ImapAccount,
  folder: string,
  bell: Bell,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await pollAccount(deps, account, folder).catch((error) => logEvent('mailbox.unnoted', errorFields(error)))
    if (!signal.aborted) await bell.rungWithin(deps.pollSeconds * 1000)
  }
}

/** IDLE on a connection of its own. Reconnects with a growing delay; only ever a doorbell. */
async function listen(account: ImapAccount, folder: string, bell: Bell, signal: AbortSignal): Promise<void> {
  let delayMs = 1_000
  while (!signal.aborted) {
    const client = connectImap(account)
    const hangUp = () => client.close()
    signal.addEventListener('abort', hangUp)
    try {
      await client.connect()
      await client.mailboxOpen(folder, { readOnly: true })
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
