/**
 * Pools of postgres.js that outlive a line that breaks.
 *
 * The driver (3.4.9) takes a line that closes badly in two ways. It rolls back, or
 * commits, on a line that is already gone, and writing to that is an error nobody can
 * catch: the whole process ended with it. And what was about to be written when the line
 * closed stays in the connection, so that its next start is never sent: each later try
 * on it waited half a minute, for as long as the process lived. So a transaction whose
 * line is gone is left alone, and a pool of which one line broke is replaced by a new one.
 */
import type postgres from 'postgres'
import { errorFields, logEvent } from '../log.ts'

type Pool = postgres.Sql
type Work = (transaction: Transaction) => Promise<unknown>
type Transaction = { unsafe: (...given: unknown[]) => unknown }

/** Long enough for what still runs on the old pool; a transaction of ours has thirty seconds. */
const END_WITHIN_SECONDS = 30
/** By then the driver has said that the line is gone, if it is. */
const HEARD_WITHIN_MS = 1_000

/**
 * A line on which nothing comes any more is not told apart from a slow one by anybody for a
 * quarter of an hour. The server ends each statement of ours after thirty seconds.
 */
const GIVE_UP_AFTER_MS = 60_000

const BROKEN =
  /^(CONNECTION_CLOSED|CONNECTION_DESTROYED|CONNECT_TIMEOUT|ECONNRESET|EPIPE|ETIMEDOUT|57P0[123]|25P03)$/

/** The first pool and each that replaces it come from `make`; the result is used like one of them. */
export function mendedPool(make: () => Pool, giveUpAfterMs = GIVE_UP_AFTER_MS): Pool {
  let current = make()
  let isEnding = false
  const replace = (pool: Pool): void => {
    if (pool !== current || isEnding) return
    current = make()
    // The query builder taught the first one how to read values.
    Object.assign(current.options.parsers, pool.options.parsers)
    Object.assign(current.options.serializers, pool.options.serializers)
    pool
      .end({ timeout: END_WITHIN_SECONDS })
      .catch((error: unknown) => logEvent('database.pool-not-ended', errorFields(error)))
  }
  const begin = async (...given: unknown[]): Promise<unknown> => {
    const pool = current
    const work = given.pop() as Work
    const line = new LineOfOne()
    const begun = (pool.begin as (...all: unknown[]) => Promise<unknown>)(...given, (tx: Transaction) =>
      line.carry(tx, work),
    )
    try {
      return await inTime(begun, giveUpAfterMs)
    } catch (error) {
      if (isBroken(error)) replace(pool)
      throw error
    } finally {
      line.isOver = true
    }
  }
  const facade = () => {
    throw new Error('Statements go through the query builder')
  }
  return Object.assign(facade, {
    options: current.options,
    begin,
    unsafe: (...given: Parameters<Pool['unsafe']>) => current.unsafe(...given),
    end: (options?: { timeout?: number }) => {
      isEnding = true
      return current.end(options)
    },
  }) as unknown as Pool
}

/** What one transaction may do with its line: nothing once the transaction is over. */
class LineOfOne {
  isOver = false

  async carry(tx: Transaction, work: Work): Promise<unknown> {
    const { unsafe } = tx
    tx.unsafe = (...given) => {
      if (this.isOver)
        throw Object.assign(new Error('The transaction is over'), { code: 'CONNECTION_CLOSED' })
      return unsafe(...given)
    }
    try {
      const result = await work(tx)
      await this.#stillThere()
      return result
    } catch (error) {
      await (isBroken(error) ? this.#heard() : new Promise((resolve) => setImmediate(resolve)))
      await this.#stillThere()
      throw error
    }
  }

  /** Waits for ever where the line is gone: going on would have the driver write to it. */
  async #stillThere(): Promise<void> {
    if (this.isOver) await new Promise(() => {})
  }

  async #heard(): Promise<void> {
    const end = performance.now() + HEARD_WITHIN_MS
    while (!this.isOver && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function inTime<T>(begun: Promise<T>, withinMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error('The database does not answer'), { code: 'ETIMEDOUT' })
    timer = setTimeout(() => reject(error), withinMs)
  })
  try {
    return await Promise.race([begun, tooLate])
  } finally {
    clearTimeout(timer)
  }
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && typeof error.code === 'string' && BROKEN.test(error.code)) || isBroken(error.cause))
