/**
 * The only file that imports pg-boss. It gives the rest four words: enqueue, nudge,
 * work and parked. A job carries ids and nothing else; it runs at least once, so
 * every handler may run twice. The domain tables are the truth about what is owed,
 * and the sweep derives it again: the queue is only a reminder.
 */
import { sql } from 'drizzle-orm'
import { fromDrizzle, type Job, type JobResult, PgBoss } from 'pg-boss'
import type { Db } from '../db/db.ts'
import { TryAgainLater } from '../errors.ts'
import { errorFields, logEvent } from '../log.ts'

export const JOB_NAMES = [
  'take-in',
  'acknowledge',
  'page',
  'alarm',
  'trial',
  'canary',
  'beat',
  'deadline-mail',
  'dispose',
  'scan',
  'reply',
] as const
export type JobName = (typeof JOB_NAMES)[number]
export type JobIds = { officeId: string; id: string }
export type OwedJob = JobIds & { startAfter?: Date }
export type Handlers = Record<JobName, (ids: JobIds) => Promise<void>> & {
  /** Does several at once, all or none; where it throws, each is done by itself. */
  together: Partial<Record<JobName, (ids: JobIds[]) => Promise<void>>>
}

/** What may be enqueued, and nothing more: what most of the code needs of the queue. */
export interface Enqueue {
  /** Owes the job in the caller's transaction: it exists exactly if what it is about does. */
  enqueue(tx: Db, name: JobName, ids: JobIds, startAfter?: Date): Promise<void>
  /** The same for many things at once, in one statement; each may have a time of its own. */
  enqueueAll(tx: Db, name: JobName, jobs: readonly OwedJob[]): Promise<void>
  /** After the commit: look now rather than at the next poll. Losing it costs half a second. */
  nudge(name: JobName): void
}

/**
 * A page may not wait for a dead worker: its lease is seconds. Each is longer than its hand-over
 * may take and what became of it may wait to be noted.
 */
const LEASE_SECONDS: Record<JobName, number> = {
  // Sixteen letters of ten seconds each; where their worker died, the sweep is sooner.
  'take-in': 200,
  acknowledge: 150,
  page: 45,
  alarm: 45,
  trial: 60,
  canary: 60,
  beat: 30,
  'deadline-mail': 150,
  dispose: 60,
  // A letter of hundreds of files, each of which the scanner may take a while over.
  scan: 900,
  reply: 150,
}

/**
 * `short`: one waiting job for each thing, so that a sweep during an outage does not
 * pile them up. Not for pages and alarms: the next rung's job waits while this rung's is due.
 */
const POLICY: Record<JobName, 'short' | 'standard'> = {
  'take-in': 'short',
  acknowledge: 'short',
  page: 'standard',
  alarm: 'standard',
  trial: 'short',
  canary: 'short',
  beat: 'short',
  'deadline-mail': 'short',
  dispose: 'short',
  scan: 'short',
  // One that waits to leave while another is called back and sent again.
  reply: 'standard',
}

/**
 * How many workers each kind of job has and how many jobs one takes at a time. Pages
 * go one by one with workers to spare, so that a mail server that hangs on one page
 * does not hold up the next.
 */
const WORKERS: Record<JobName, { count: number; batch: number }> = {
  'take-in': { count: 2, batch: 16 },
  acknowledge: { count: 3, batch: 8 },
  page: { count: 4, batch: 1 },
  alarm: { count: 1, batch: 1 },
  trial: { count: 1, batch: 1 },
  canary: { count: 1, batch: 1 },
  beat: { count: 1, batch: 1 },
  'deadline-mail': { count: 1, batch: 4 },
  dispose: { count: 1, batch: 1 },
  scan: { count: 1, batch: 1 },
  reply: { count: 1, batch: 1 },
}

export class Queue implements Enqueue {
  readonly #boss: PgBoss
  readonly #now: () => Date
  readonly #workers = new Map<JobName, string[]>()
  #isStopping = false

  /** `supervise` is for the one long-running process; Workers leave upkeep to it. */
  constructor(databaseUrl: string, options: { supervise: boolean; now?: () => Date }) {
    this.#now = options.now ?? (() => new Date())
    this.#boss = new PgBoss({
      connectionString: databaseUrl,
      // A line on which nothing comes any more: without it a worker would wait a quarter of an hour.
      ...{ query_timeout: 40_000, keepAlive: true },
      max: 4,
      createSchema: false,
      migrate: options.supervise,
      supervise: options.supervise,
      schedule: false,
    })
    this.#boss.on('error', (error) => {
      // On Workers a line that we close ourselves says so as an error: each request would look like a failure.
      if (!this.#isStopping) logEvent('queue.failed', errorFields(error))
    })
  }

  async start(): Promise<void> {
    await this.#boss.start()
  }

  /** Makes or updates the queues themselves; part of `migrate`. */
  async makeQueues(): Promise<void> {
    const there = new Set((await this.#boss.getQueues()).map(({ name }) => name))
    for (const name of JOB_NAMES) {
      const options = {
        expireInSeconds: LEASE_SECONDS[name],
        retryLimit: 10,
        retryDelay: 2,
        retryBackoff: true,
        retryDelayMax: 300,
        deleteAfterSeconds: 3600,
      }
      // Making one that is there leaves it as an earlier version made it.
      if (there.has(name)) await this.#boss.updateQueue(name, options)
      else await this.#boss.createQueue(name, { ...options, policy: POLICY[name] })
    }
  }

  async enqueue(tx: Db, name: JobName, ids: JobIds, startAfter?: Date): Promise<void> {
    await this.#boss.send(name, ids, {
      db: fromDrizzle(tx, sql),
      singletonKey: ids.id,
      ...(startAfter ? { startAfter: this.#secondsUntil(startAfter) } : {}),
    })
  }

  /**
   * The database starts jobs by its own clock, which is never quite ours: told a moment, it
   * would start a page early, find it not due and leave it to the sweep. Told how long, both
   * agree; half a second more, because it counts from the beginning of the transaction.
   */
  #secondsUntil(startAfter: Date): number {
    const waitMs = startAfter.getTime() - this.#now().getTime()
    return waitMs > 0 ? waitMs / 1000 + 0.5 : 0
  }

  async enqueueAll(tx: Db, name: JobName, owed: readonly OwedJob[]): Promise<void> {
    if (owed.length === 0) return
    const jobs = owed.map(({ startAfter, ...data }) => ({
      ...{ data, singletonKey: data.id },
      ...(startAfter ? { startAfter: this.#secondsUntil(startAfter) } : {}),
    }))
    await this.#boss.insert(name, jobs, { db: fromDrizzle(tx, sql) })
  }

  nudge(name: JobName): void {
    for (const worker of this.#workers.get(name) ?? []) this.#boss.notifyWorker(worker)
  }

  /** Works through jobs until `stop`. A failed job goes back with a delay; see `outcomeOf`. */
  async work(handlers: Handlers): Promise<void> {
    for (const name of JOB_NAMES) {
      const { count, batch } = WORKERS[name]
      const options = {
        batchSize: batch,
        burstWhenBatchFull: batch > 1,
        pollingIntervalSeconds: 0.5,
        perJobResults: true,
      } as const
      const workers: string[] = []
      for (let made = 0; made < count; made++) {
        const work = async (jobs: Job<JobIds>[]) => {
          const results = await runAll(name, jobs, handlers)
          // pg-boss looks again at once after a full batch, but not where a batch is one: then
          // hundreds of jobs would each wait half a second for the next look.
          const worker = workers[made]
          if (batch === 1 && worker !== undefined) this.#boss.notifyWorker(worker)
          return results
        }
        workers.push(await this.#boss.work<JobIds, JobResult[], typeof options>(name, options, work))
      }
      this.#workers.set(name, workers)
    }
  }

  /** Works through what is waiting now and returns; how Workers run jobs, and how `work --once` does. */
  async workThrough(handlers: Handlers): Promise<number> {
    let done = 0
    for (const name of JOB_NAMES) {
      for (;;) {
        const jobs = await this.#boss.fetch<JobIds>(name, { batchSize: WORKERS[name].batch })
        if (jobs.length === 0) break
        for (const result of await runAll(name, jobs, handlers)) {
          if (result.status === 'completed') await this.#boss.complete(name, result.id)
          else await this.#boss.fail(name, result.id)
        }
        done += jobs.length
      }
    }
    return done
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#boss.stop({ graceful: true, timeout: 10_000 })
  }
}

/**
 * One after another: each worker is one lane. Judging a letter keeps the process busy for
 * milliseconds, and a transaction that waits meanwhile holds its office's locks longer.
 */
async function runAll(name: JobName, jobs: Job<JobIds>[], handlers: Handlers): Promise<JobResult[]> {
  if (await doneTogether(name, jobs, handlers)) return jobs.map(({ id }) => ({ id, status: 'completed' }))
  const results: JobResult[] = []
  for (const job of jobs) results.push({ id: job.id, status: await outcomeOf(name, job, handlers) })
  return results
}

/** Whatever went wrong, each by itself will tell which one it was; so nothing is lost by not looking here. */
async function doneTogether(name: JobName, jobs: Job<JobIds>[], handlers: Handlers): Promise<boolean> {
  const together = handlers.together[name]
  if (!together || jobs.length < 2) return false
  try {
    await together(jobs.map((job) => job.data))
    return true
  } catch (error) {
    logEvent('jobs.one-by-one', { job: name, count: jobs.length, ...errorFields(error) })
    return false
  }
}

/** Either kind of failure goes back to the queue; only an unforeseen one is worth a line in the log. */
async function outcomeOf(
  name: JobName,
  job: Job<JobIds>,
  handlers: Handlers,
): Promise<'completed' | 'failed'> {
  try {
    await handlers[name](job.data)
    return 'completed'
  } catch (error) {
    if (!(error instanceof TryAgainLater)) {
      logEvent('job.failed', { job: name, officeId: job.data.officeId, ...errorFields(error) })
    }
    return 'failed'
  }
}
