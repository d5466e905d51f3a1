/**
 * Paging on a clock that the test moves: a real database, the real job and the real sweep, and
 * around them an outgoing server, other ways and a rota that do as they are told. Jobs run when
 * they are due and the sweep looks now and then; a send may take as long as it likes, and
 * meanwhile everything else goes on.
 */
import { randomUUID } from 'node:crypto'
import { eq, inArray } from 'drizzle-orm'
import { type Db, inOffice } from '../../src/db/db.ts'
import { cases, escalations, type PageWay, pages } from '../../src/db/schema.ts'
import { TryAgainLater } from '../../src/errors.ts'
import { answerAlert } from '../../src/escalations/act-on-alert.ts'
import { sendPage } from '../../src/escalations/send-page.ts'
import type { Enqueue, JobIds } from '../../src/jobs/queue.ts'
import type { OnCall, SendingDeps } from '../../src/jobs/sending.ts'
import { sweep } from '../../src/jobs/sweep.ts'
import { Duty } from '../../src/offices/duty.ts'
import type { OfficeProfile } from '../../src/offices/profile.ts'
import type { Carried, Carrier } from '../../src/outbox/carrier.ts'
import type { TestDatabase } from '../db.ts'
import { rulebook, SECRET } from '../service.ts'

/** As the real queue: half a second more than it was told, because it polls so often. */
const JOB_LATE_MS = 500

/** Longer than the service waits, on the real clock, before it notes an outcome again. */
const NOTED_AGAIN_MS = 300

/** A page that tried to leave, as whoever would receive it sees it. */
export type Attempt = {
  atMs: number
  way: PageWay
  to: string
  /** The same for each try of the same page. */
  key: string
  subject: string
  text: string
  outcome: 'taken' | 'refused' | 'later' | 'unknown' | 'killed'
  /** When the provider had said so. */
  endedMs: number
}

/** How a send ends, and after how many milliseconds. */
export type Ending = { outcome: Attempt['outcome']; afterMs?: number }

type Job = { atMs: number; ids: JobIds }

const mopac = rulebook.offices.get('mopac')
if (!mopac) throw new Error('The rules have no MOPAC')

/** MOPAC with other ladders. */
export const officeWith = (duty: unknown): OfficeProfile => ({ ...mopac, duty: Duty.parse(duty) })

export class PageWorld {
  readonly attempts: Attempt[] = []
  /** How every page ends; looked at when it leaves. */
  ending: (attempt: Omit<Attempt, 'outcome' | 'endedMs'>) => Ending = () => ({ outcome: 'taken' })
  onCall: OnCall = async () => []
  /** Called when a provider has taken a page. */
  taken: (attempt: Attempt) => void = () => {}
  /** A job that is not kept: the sweep has to find its work again. */
  losesJob: () => boolean = () => false
  /** The database fails at this transaction. */
  databaseFails: () => boolean = () => false
  /** The service looks every two seconds; a test that loses no job need not. */
  sweepEveryMs = 60_000
  nowMs: number
  readonly office: OfficeProfile
  readonly #database: TestDatabase
  readonly #jobs: Job[] = []
  readonly #events: { atMs: number; run: () => void }[] = []
  readonly #deps: SendingDeps
  /** Transactions under way, and work of the test's own. */
  #active = 0
  #idle: (() => void) | undefined
  #nextSweepMs: number

  constructor(
    database: TestDatabase,
    options: { office: OfficeProfile; startsAt: string; ways?: readonly PageWay[] },
  ) {
    this.#database = database
    this.office = options.office
    this.nowMs = Date.parse(options.startsAt)
    this.#nextSweepMs = this.nowMs
    const carrier = (way: PageWay): Carrier => ({
      send: ({ key, to, subject, text }) => this.#send({ way, key, to, subject, text }),
      check: async () => undefined,
    })
    const ways = options.ways ?? ['smtp', 'notify-sms']
    this.#deps = {
      db: this.#failing(database.db),
      queue: this.#queue(),
      outbox: {
        send: ({ messageId, to, subject, text }) =>
          this.#send({ way: 'smtp', key: messageId, to, subject, text }),
        close: async () => {},
      },
      carriers: Object.fromEntries(ways.filter((way) => way !== 'smtp').map((way) => [way, carrier(way)])),
      webhooks: {},
      onCall: (tx, officeId, layer, at) => this.onCall(tx, officeId, layer, at),
      offices: { ...rulebook.offices, all: [this.office], get: () => this.office },
      secretKey: SECRET,
      publicUrl: 'https://waypost.example.org',
      senderOf: () => 'enquiries@mopac.example.org',
      now: () => new Date(this.nowMs),
    }
  }

  get deps(): SendingDeps {
    return this.#deps
  }

  read<T>(work: (tx: Db) => Promise<T>): Promise<T> {
    return inOffice(this.#database.db, this.office.id, work)
  }

  /** Raises as many alerts, each with a case of its own and its first job. */
  async raise(count: number, level: 'immediate' | 'serious' = 'immediate'): Promise<string[]> {
    const at = new Date(this.nowMs)
    const ids = Array.from({ length: count }, () => ({ caseId: randomUUID(), id: randomUUID() }))
    const due =
      level === 'immediate' ? at : new Date(this.nowMs + this.office.duty.serious.afterMinutes * 60_000)
    await this.read(async (tx) => {
      await tx.insert(cases).values(ids.map(({ caseId }) => aCase(this.office.id, caseId, at)))
      await tx.insert(escalations).values(
        ids.map(({ id, caseId }) => ({
          ...{ id, caseId, officeId: this.office.id, level, state: 'raised' as const },
          ...{ raisedAt: at, nextPageAt: due },
        })),
      )
    })
    for (const { id, caseId } of ids) this.#references.set(id, referenceOf(caseId))
    for (const { id } of ids) this.#owe({ officeId: this.office.id, id }, due.getTime())
    return ids.map(({ id }) => id)
  }

  /** A person answers, as by the form. */
  answer(id: string, actor = 'duty-1', actorName = actor) {
    return this.read(async (tx) => {
      const [found] = await tx.select().from(escalations).where(eq(escalations.id, id))
      const acting = { office: this.office, caseId: found?.caseId ?? '', actor, actorName }
      return answerAlert(tx, { ...acting, now: new Date(this.nowMs), queue: this.#deps.queue }, id)
    })
  }

  /** Somebody has taken the person on: nobody is reminded of it. */
  finish = (id: string) =>
    this.read((tx) =>
      tx.update(escalations).set({ state: 'accepted', nextPageAt: null }).where(eq(escalations.id, id)),
    )

  alert = async (id: string) =>
    (await this.read((tx) => tx.select().from(escalations).where(eq(escalations.id, id))))[0]

  /** The reference of the case of an alert that was raised here. */
  referenceOf = (id: string): string => this.#references.get(id) ?? ''
  readonly #references = new Map<string, string>()

  pagesOf = (ids: readonly string[]) =>
    this.read((tx) =>
      tx
        .select()
        .from(pages)
        .where(inArray(pages.escalationId, [...ids])),
    )

  /** After the clock was put back: the queue's jobs keep the moments that it wrote, the sweep looks on as before. */
  rewind(backMs: number): void {
    this.#nextSweepMs -= backMs
  }

  /** At that moment, while everything goes on. */
  at(atMs: number, run: () => void): void {
    this.#events.push({ atMs, run })
  }

  /** Work of the test's own in the middle of it: the clock waits for it. */
  during(work: () => Promise<unknown>): void {
    this.#enter()
    void this.#tried(work).finally(() => this.#leave())
  }

  /** Lets so many seconds pass. */
  async pass(seconds: number): Promise<void> {
    const untilMs = this.nowMs + seconds * 1000
    for (;;) {
      await this.#quiet()
      const nextMs = Math.min(
        this.#nextSweepMs,
        ...this.#jobs.map((job) => job.atMs),
        ...this.#events.map((event) => event.atMs),
      )
      if (nextMs > untilMs) break
      this.nowMs = Math.max(this.nowMs, nextMs)
      this.#runDue()
    }
    this.nowMs = untilMs
  }

  #runDue(): void {
    for (const event of this.#take(this.#events)) event.run()
    for (const job of this.#take(this.#jobs)) void this.#tried(() => sendPage(this.#deps, job.ids))
    if (this.#nextSweepMs > this.nowMs) return
    this.#nextSweepMs = this.nowMs + this.sweepEveryMs
    const what = { officeId: this.office.id, now: new Date(this.nowMs), names: ['page'] as const }
    void this.#tried(() => sweep(this.#counting(this.#database.db), this.#queue(false), what))
  }

  #take<T extends { atMs: number }>(list: T[]): T[] {
    const due = list.filter(({ atMs }) => atMs <= this.nowMs)
    for (const one of due) list.splice(list.indexOf(one), 1)
    return due
  }

  /** A job that fails is tried again by the queue at some time; the sweep is sooner. */
  async #tried(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Staged)) this.unforeseen.push(error)
    }
  }

  /** Errors that no fault of the test explains. */
  readonly unforeseen: unknown[] = []

  #enter(): void {
    this.#active++
  }

  #leave(): void {
    this.#active--
    if (this.#active === 0) this.#idle?.()
  }

  /** Until nothing is left that time does not have to pass for: no transaction, and nothing about to begin one. */
  async #quiet(): Promise<void> {
    for (let turns = 0; turns < 3; turns++) {
      if (this.#active > 0) {
        turns = 0
        await new Promise<void>((resolve) => {
          this.#idle = resolve
        })
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** Time of the test's clock passes for whoever calls, and for everything else. */
  #sleep(ms: number): Promise<void> {
    return new Promise<void>((resolve) => this.at(this.nowMs + ms, resolve))
  }

  async #send(page: Omit<Attempt, 'atMs' | 'outcome' | 'endedMs'>): Promise<Carried> {
    const leaving = { ...page, atMs: this.nowMs }
    const { outcome, afterMs = 0 } = this.ending(leaving)
    const attempt: Attempt = { ...leaving, outcome, endedMs: this.nowMs + afterMs }
    this.attempts.push(attempt)
    if (afterMs > 0) await this.#sleep(afterMs)
    if (outcome === 'killed') throw new Staged('the process was killed')
    if (outcome === 'later') throw new TryAgainLater('the provider did not take it')
    if (outcome === 'unknown') return { state: 'unknown' }
    if (outcome === 'refused') return { state: 'refused', response: 550 }
    this.taken(attempt)
    return { state: 'handed-over', response: 250, providerId: page.key }
  }

  #owe(ids: JobIds, atMs: number, mayBeLost = true): void {
    if (!mayBeLost || !this.losesJob())
      this.#jobs.push({ ids, atMs: Math.max(atMs, this.nowMs) + JOB_LATE_MS })
  }

  /** What the sweep owes is not lost: it would find it again two seconds later. */
  #queue(mayBeLost = true): Enqueue {
    return {
      enqueue: async (_tx, name, ids, startAfter) => {
        if (name === 'page') this.#owe(ids, startAfter?.getTime() ?? this.nowMs, mayBeLost)
      },
      enqueueAll: async (_tx, name, many) => {
        if (name !== 'page') return
        for (const { startAfter, ...ids } of many)
          this.#owe(ids, startAfter?.getTime() ?? this.nowMs, mayBeLost)
      },
      nudge: () => {},
    }
  }

  /** The database as a job has it: at the word of the test it is away. */
  #failing(db: Db): Db {
    return this.#counting(db, () => this.databaseFails())
  }

  /** Failed transactions of which the clock still waits for the second attempt. */
  #away = 0

  /**
   * The clock waits for each transaction; where one fails, for the moment after which it is tried again.
   * The second attempt finds the database: after another failure the service waits longer, on the real
   * clock, than this one stands still, and half a minute would pass here in the meantime.
   */
  #counting(db: Db, fails = () => false): Db {
    return new Proxy(db, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (name !== 'transaction') return value.bind(target)
        return async (...given: unknown[]) => {
          this.#enter()
          if (this.#away === 0 && fails()) {
            this.#away++
            setTimeout(() => {
              this.#away--
              this.#leave()
            }, NOTED_AGAIN_MS)
            throw new Staged('away')
          }
          try {
            return await value.apply(target, given)
          } finally {
            this.#leave()
          }
        }
      },
    })
  }
}

/** A fault that the test has ordered; to the code it is a database that is shutting down. */
class Staged extends Error {
  readonly code = '57P01'
}

const referenceOf = (caseId: string): string => `MOPAC-26-${caseId.slice(0, 8)}`

const aCase = (officeId: string, id: string, at: Date) => ({
  ...{ id, officeId, reference: referenceOf(id), route: 'general-enquiry' as const },
  ...{ risk: 'immediate' as const, channel: 'email' as const, subject: 'A letter', openedAt: at },
  ...{
    lastActionAt: at,
    retentionSchedule: 'mopac-enquiry',
    keepMonths: 96,
    retentionTrigger: 'last-action',
  },
})
