import type { Judged } from '../../src/triage/judge-mail.ts'
import { outcomeOf } from '../hostile/outcome-of.ts'

export const PLEA = 'I am going to kill myself tonight.'

/** What came of many mails. */
export class Tally {
  mails = 0
  flagged = 0
  noted = 0
  withAPerson = 0
  stopped = 0
  longestMillis = 0
  over10s = 0
  /** Mails of which the words were neither found nor put before a person, and errors: there must be none. */
  readonly lost: string[] = []
  readonly errors: string[] = []

  async add(name: string, judge: () => Promise<Judged>): Promise<void> {
    const startedAt = performance.now()
    this.mails += 1
    try {
      this.#count(name, await judge())
    } catch (error) {
      this.errors.push(`${name}: ${error instanceof Error ? error.stack : error}`)
    }
    const millis = performance.now() - startedAt
    this.longestMillis = Math.max(this.longestMillis, millis)
    if (millis > 10_000) this.over10s += 1
  }

  #count(name: string, judged: Judged): void {
    const { plea } = outcomeOf(judged, PLEA)
    if (judged.message.because === 'reader-failed') this.errors.push(`${name}: the reader failed`)
    if (judged.message.because === 'reader-stopped') this.stopped += 1
    if (plea === 'flagged') this.flagged += 1
    else if (plea === 'noted') this.noted += 1
    else if (plea === 'with a person') this.withAPerson += 1
    else this.lost.push(name)
  }

  figures(): Record<string, number> {
    const { mails, flagged, noted, withAPerson, lost, errors, stopped, over10s } = this
    return {
      mails,
      unhandledErrors: errors.length,
      over10s,
      longestMs: Math.round(this.longestMillis),
      readersStopped: stopped,
      flagged,
      noted,
      withAPerson,
      lost: lost.length,
      foundOrWithAPersonPercent: Math.round(((mails - lost.length) * 100_000) / Math.max(1, mails)) / 1_000,
    }
  }
}
