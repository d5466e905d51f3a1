import { and, countDistinct, eq, inArray, isNotNull, isNull, lt, min, or, sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { CLIMBING } from '../../db/alert-states.ts'
import { type Db, inOffice } from '../../db/db.ts'
import { alarms, escalations, ledger, mailboxStates, pages, rawMessages } from '../../db/schema.ts'
import { balances } from '../../intake/balance.ts'
import { errorFields, logEvent } from '../../log.ts'
import type { Offices } from '../../offices/read-offices.ts'
import type { Readiness, WebDeps } from '../web-deps.ts'
import { NO_HEARTBEAT, secondsBetween } from './heartbeat.ts'

/** A mailbox not polled for this long may hold a letter that somebody's life hangs on. */
const POLLED_WITHIN_SECONDS = 600
/** Taking in is a matter of seconds; after this long nobody is doing it. */
const TAKEN_IN_WITHIN_SECONDS = 300
/** A page leaves within seconds of being due; a minute later it is not leaving. */
const PAGED_WITHIN_SECONDS = 60
/** A database that hangs is as good as none, and the watcher must hear it before it gives up on us. */
const ANSWER_WITHIN_MS = 5000

const NOTHING_KNOWN: Readiness = {
  database: false,
  mailboxes: [],
  waitingToBeTakenIn: 0,
  oldestWaitingSeconds: 0,
  intakeOk: false,
  alertsOverdue: 0,
  alarms: 0,
  ready: false,
}

/**
 * `/healthz`: the process answers. `/readyz`: the service does its work, with 503
 * where it does not. `/heartbeat`: each part of it has moved, likewise, for the watchdog.
 * None needs a sign-in, so none says a name, an address or a word of any letter.
 */
export function healthRoutes(
  deps: Pick<WebDeps, 'readiness' | 'heartbeat'>,
  answerWithinMs = ANSWER_WITHIN_MS,
): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.text('ok'))
  app.get('/readyz', async (c) => {
    const found = await soon(deps.readiness(), NOTHING_KNOWN, answerWithinMs)
    return c.json(found, found.ready ? 200 : 503)
  })
  app.get('/heartbeat', async (c) => {
    const found = await soon(deps.heartbeat(), NO_HEARTBEAT, answerWithinMs)
    return c.json(found, found.ok ? 200 : 503)
  })
  return app
}

/** What could not be found out is "not ready", never silence. */
async function soon<T>(asked: Promise<T>, nothing: T, withinMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLate = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(nothing), withinMs)
  })
  const failed = (error: unknown): T => {
    logEvent('readiness.failed', errorFields(error))
    return nothing
  }
  const first = await Promise.race([asked.catch(failed), tooLate])
  clearTimeout(timer)
  return first
}

/** A mailbox that ought to be polled, as the settings name it. */
export type Watched = { office: string; address: string }

/**
 * How the service is doing, counted from the tables: they say what is owed, whatever
 * the queue believes. With `watched`, a mailbox that was never polled counts as not
 * polled, and one that left the settings no longer counts.
 */
export async function readiness(
  db: Db,
  offices: Offices,
  now: Date,
  watched?: readonly Watched[],
): Promise<Readiness> {
  const found = await Promise.all(
    offices.all.map((office) =>
      inOffice(db, office.id, async (tx) => ({
        mailboxes: await mailboxAges(tx, office.id, now, watched),
        waiting: await waiting(tx, now),
        alertsOverdue: await alertsOverdue(tx, now),
        alarms: await tx.$count(alarms, isNull(alarms.endedAt)),
      })),
    ),
  )
  await mayWrite(db)
  const mailboxes = found.flatMap((office) => office.mailboxes)
  const oldestWaitingSeconds = Math.max(0, ...found.map(({ waiting }) => waiting.oldestSeconds))
  const alerts = sum(found.map((office) => office.alertsOverdue))
  const intakeOk = mailboxes.every(isPolled) && oldestWaitingSeconds <= TAKEN_IN_WITHIN_SECONDS
  return {
    database: true,
    mailboxes,
    waitingToBeTakenIn: sum(found.map(({ waiting }) => waiting.count)),
    oldestWaitingSeconds,
    intakeOk,
    alertsOverdue: alerts,
    alarms: sum(found.map((office) => office.alarms)),
    ready: intakeOk && alerts === 0,
  }
}

type MailboxAge = Readiness['mailboxes'][number]

/** One failed poll is weather; ten minutes without a good one is not. */
const isPolled = ({ secondsSincePoll }: MailboxAge): boolean =>
  secondsSincePoll !== null && secondsSincePoll <= POLLED_WITHIN_SECONDS

async function mailboxAges(
  tx: Db,
  officeId: string,
  now: Date,
  watched: readonly Watched[] | undefined,
): Promise<MailboxAge[]> {
  // A folder that is gone from the server has an alarm; nobody can poll it.
  const rows = (await tx.select().from(mailboxStates).where(isNotNull(mailboxStates.watchedSince))).filter(
    ({ missingSince }) => missingSince === null,
  )
  const age = (row: (typeof rows)[number]): MailboxAge => ({
    officeId,
    secondsSincePoll: secondsSince(row.lastPolledAt, row.lastProgressAt, now),
    failing: row.lastFailure !== null,
    counts: row.counts,
    balanced: row.counts && balances(row.counts),
  })
  if (!watched) return rows.map(age)
  return watched
    .filter(({ office }) => office === officeId)
    .flatMap(({ address }) => {
      const polled = rows.filter((row) => row.mailbox === address).map(age)
      return polled.length > 0 ? polled : [neverPolled(officeId)]
    })
}

const neverPolled = (officeId: string): MailboxAge => ({
  officeId,
  secondsSincePoll: null,
  failing: false,
  counts: null,
  balanced: null,
})

/** A first poll of years is one poll, and gets on all the time. */
const secondsSince = (polledAt: Date | null, progressAt: Date | null, now: Date): number | null => {
  const at = Math.max(polledAt?.getTime() ?? 0, progressAt?.getTime() ?? 0)
  return at === 0 ? null : secondsBetween(new Date(at), now)
}

/**
 * Counted from when we first noted a message and not from when the server received
 * it: on the first day a mailbox of years is taken in, and none of it waits for long.
 */
async function waiting(tx: Db, now: Date): Promise<{ count: number; oldestSeconds: number }> {
  const [row] = await tx
    .select({ count: countDistinct(rawMessages.id), oldest: min(ledger.notedAt) })
    .from(rawMessages)
    .innerJoin(ledger, eq(ledger.rawMessageId, rawMessages.id))
    .where(eq(rawMessages.state, 'stored'))
  return { count: row?.count ?? 0, oldestSeconds: row?.oldest ? secondsBetween(row.oldest, now) : 0 }
}

/** Overdue is also an old alert that nobody answers and whose latest page failed: its next one is always just about to be due. */
async function alertsOverdue(tx: Db, now: Date): Promise<number> {
  const dueBefore = new Date(now.getTime() - PAGED_WITHIN_SECONDS * 1000)
  const isClimbing = inArray(escalations.state, CLIMBING)
  const isFailing = and(isClimbing, eq(pages.state, 'failed'), lt(escalations.raisedAt, dueBefore))
  const [row] = await tx
    .select({ count: countDistinct(escalations.id) })
    .from(escalations)
    .leftJoin(
      pages,
      and(eq(pages.escalationId, escalations.id), eq(pages.step, sql`${escalations.step} - 1`)),
    )
    .where(or(lt(escalations.nextPageAt, dueBefore), isFailing))
  return row?.count ?? 0
}

/** Fails where the database takes no changes: a standby, or one set to read only after a failover. */
const mayWrite = (db: Db): Promise<unknown> => db.execute(sql`select pg_current_xact_id()`)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
