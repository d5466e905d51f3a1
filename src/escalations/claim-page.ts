/**
 * Takes what is to be told of an alert now: the rung that is due, a page that was cut off,
 * and another way to somebody whom the first did not reach.
 */
import { and, asc, eq, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { cases, escalations, pages, sentMails } from '../db/schema.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import type { Way } from '../jobs/who-to-tell.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { claimRung, MOST_TOGETHER } from './claim-rung.ts'
import {
  type Claimed,
  composePage,
  type EscalationRow,
  factsOf,
  type PageRow,
  samePage,
} from './compose-page.ts'
import { drillOfCase } from './drill-rows.ts'
import { leave, whyLeft } from './gone-on.ts'
import { isDue } from './plan.ts'

/** A page still at `sending` after this long was cut off: longer than a hand-over of an urgent mail takes. */
export const CUT_OFF_AFTER_MS = 30_000
/** A job that comes this little before its time waits for it; one that comes earlier has a successor. */
const EARLY_MS = 2_000

/** Everything to be sent for this alert now; empty where there is nothing to do. */
export async function claimPages(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed[]> {
  const now = deps.now()
  const [alert] = await tx.select().from(escalations).where(eq(escalations.id, id)).for('update')
  if (!alert) return []
  if (!alert.nextPageAt) return leaveAll(tx, alert, now)
  const again = await claimUnsettled(tx, deps, office, alert)
  if (isDue(alert, office.duty, now)) return [...again, ...(await claimRung(tx, deps, office, alert))]
  const inMs = alert.nextPageAt.getTime() - now.getTime()
  if (inMs < EARLY_MS) await deps.queue.enqueue(tx, 'page', { officeId: office.id, id }, alert.nextPageAt)
  return again
}

/** Nobody is to be told of this alert any more; what was cut off may have been sent. */
async function leaveAll(tx: Db, alert: EscalationRow, now: Date): Promise<[]> {
  for (const row of await unsettledOf(tx, alert, now)) await leave(tx, row, 'answered-meanwhile')
  return []
}

const unsettledOf = (tx: Db, alert: EscalationRow, now: Date): Promise<PageRow[]> =>
  tx
    .select()
    .from(pages)
    .where(and(eq(pages.escalationId, alert.id), isUnsettled(now)))
    .orderBy(asc(pages.claimedAt))

type Telling = { alert: EscalationRow; row: PageRow }

/** Pages that are owed by another way, or that were cut off; those of several alerts to one person together. */
async function claimUnsettled(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  alert: EscalationRow,
): Promise<Claimed[]> {
  const now = deps.now()
  const mine = await unsettledOf(tx, alert, now)
  const claimed: Claimed[] = []
  const left = await whyLeft(tx, mine)
  for (const row of mine) {
    const to = await wayOf(tx, row)
    const why = left.get(row.id)
    // One of which nothing is known may not keep the next rung from being told.
    if (why || !to) await leave(tx, row, why ?? 'no-way-known')
    else
      claimed.push(
        await claimAgain(tx, deps, office, { to, tellings: await withFellows(tx, { alert, row }, now) }),
      )
  }
  return claimed
}

/** One noted in the future was noted by a clock that has been put back since. */
const isUnsettled = (now: Date) =>
  or(
    eq(pages.state, 'owed'),
    and(
      eq(pages.state, 'sending'),
      or(lt(pages.claimedAt, new Date(now.getTime() - CUT_OFF_AFTER_MS)), gt(pages.claimedAt, now)),
    ),
  )

/**
 * The same page of other alerts that still climb, locked. The page itself too: another worker may
 * have taken it, and let its alert go again, since this statement began; locked, it is looked at again.
 */
async function withFellows(tx: Db, one: Telling, now: Date): Promise<Telling[]> {
  const { alert, row } = one
  if (!CLIMBING.includes(alert.state) || (await drillOfCase(tx, alert.caseId))) return [one]
  const others = await tx
    .select({ alert: escalations, row: pages })
    .from(pages)
    .innerJoin(escalations, eq(escalations.id, pages.escalationId))
    .innerJoin(cases, and(eq(cases.id, escalations.caseId), isNull(cases.drillId)))
    .where(
      and(
        isUnsettled(now),
        eq(pages.state, row.state),
        eq(pages.personKey, row.personKey),
        eq(pages.way, row.way),
        eq(pages.step, row.step),
        eq(escalations.level, alert.level),
        inArray(escalations.state, CLIMBING),
        ne(escalations.id, alert.id),
      ),
    )
    .limit(MOST_TOGETHER - 1)
    .for('update', { of: [escalations, pages], skipLocked: true })
  const left = await whyLeft(
    tx,
    others.map((other) => other.row),
  )
  return [one, ...others.filter((other) => !left.has(other.row.id))]
}

/** The same mail as before where it tells of the same alerts; otherwise one of those that are left. */
async function claimAgain(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  { to, tellings }: { to: Way; tellings: Telling[] },
): Promise<Claimed> {
  const now = deps.now()
  const alerts = tellings.map(({ alert }) => alert)
  const [first] = tellings
  if (!first) throw new Error('A page was claimed for no alert')
  const wasOwed = first.row.state === 'owed'
  const later = first.row.otherWays.slice(1)
  const tries = wasOwed ? 1 : first.row.tries + 1
  const taken = {
    state: 'sending' as const,
    claimedAt: now,
    tries,
    because: null,
    ...(wasOwed && { otherWays: later }),
  }
  const rows = tellings.map(({ row }) => ({ ...row, ...taken }))
  await tx
    .update(pages)
    .set(taken)
    .where(
      inArray(
        pages.id,
        rows.map(({ id }) => id),
      ),
    )
  const what = { office, alerts, rows, facts: await factsOf(tx, alerts), to }
  return (await samePage(tx, deps, what)) ?? composePage(tx, deps, what)
}

/** By which way a page is owed, or went that was cut off; undefined where that was never noted. */
async function wayOf(tx: Db, { state, otherWays, sentMailId }: PageRow): Promise<Way | undefined> {
  if (state === 'owed') return otherWays[0]
  if (sentMailId === null) return undefined
  const [noted] = await tx
    .select({ way: sentMails.way, to: sentMails.toAddress })
    .from(sentMails)
    .where(eq(sentMails.id, sentMailId))
  return noted
}
