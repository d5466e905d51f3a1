import type { Enqueue, JobIds, JobName, OwedJob } from '../src/jobs/queue.ts'

/** Remembers the jobs that were owed; `failNext` stands for a crash before the commit. */
export class RememberingQueue implements Enqueue {
  readonly owed: { name: JobName; ids: JobIds }[] = []
  failNext: Error | undefined

  async enqueue(tx: unknown, name: JobName, ids: JobIds): Promise<void> {
    await this.enqueueAll(tx, name, [ids])
  }

  async enqueueAll(_tx: unknown, name: JobName, jobs: readonly OwedJob[]): Promise<void> {
    const error = this.failNext
    this.failNext = undefined
    if (error) throw error
    this.owed.push(...jobs.map(({ startAfter: _at, ...ids }) => ({ name, ids })))
  }

  nudge(): void {}
}

/** A queue that always fails so. */
export const failingQueue = (error: Error): Enqueue => ({
  enqueue: () => Promise.reject(error),
  enqueueAll: () => Promise.reject(error),
  nudge: () => {},
})
