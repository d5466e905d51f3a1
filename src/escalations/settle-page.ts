/**
 * What follows when a page has left, has not, or was reported as not delivered: the next way
 * to the same person, or the next rung. In the caller's transaction.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNull, ne, notInArray, or } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { escalations, type PageState, pages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Carried } from '../outbox/carrier.ts'
import { CUT_OFF_AFTER_MS } from './claim-page.ts'
import type { Claimed, EscalationRow, PageRow } from './compose-page.ts'
import { leave } from './gone-on.ts'
import { setNextTimes } from './next-times.ts'
import { nextAfterTrouble } from './plan.ts'

/** A page of unknown outcome is sent so many times in all; after that the next rungs have been told. */
const MOST_TRIES = 3

/** Why a page at `sending` is there still. */
const NO_ANSWER = 'no-answer'

/** `cut-off` stays at `sending`, so that the same page is sent again. */
export type Ending = 'sent' | 'failed' | 'unknown' | 'cut-off'

export function endingOf({ state }: Carried, tries: number): Ending {
  if (state === 'refused') return 'failed'
  if (state === 'handed-over') return 'sent'
  return tries < MOST_TRIES ? 'cut-off' : 'unknown'
}

type SettleDeps = { queue: Enqueue; now: () => Date }

/** Notes how each row of a claimed page ended and owes what follows from it. */
export async function settlePage(
  tx: Db,
  deps: SettleDeps,
  about: { office: OfficeProfile; claimed: Claimed; ending: Ending; providerId?: string | undefined },
): Promise<void> {
  const { office, claimed, ending, providerId } = about
  const now = deps.now()
  // In one order, and before the rows: of two ways to one person that fail together, the second sees the first.
  const standing = await lockAlerts(tx, claimed.alerts)
  const ids = claimed.rows.map(({ id }) => id)
  const change =
    ending === 'cut-off'
      ? { claimedAt: now, because: NO_ANSWER }
      : { state: ending, ...(providerId && { providerId }) }
  const settled = await tx
    .update(pages)
    .set(change)
    .where(and(inArray(pages.id, ids), eq(pages.state, 'sending')))
    .returning()
  const told = settled.flatMap((row) => {
    const before = claimed.alerts.find(({ id }) => id === row.escalationId)
    const alert = standing.get(row.escalationId)
    return before && alert ? [{ row, alert, goesOn: isSame(before, alert) }] : []
  })
  const on = told.filter(({ goesOn }) => goesOn)
  if (ending !== 'sent') {
    const owed = await oweNextWay(
      tx,
      deps,
      on.map(({ row }) => row),
    )
    const stuck = on.filter(({ row }) => !owed.has(row.id))
    await bringForward(tx, deps, { office, stuck, ending })
  }
  if (ending === 'cut-off') {
    // It was noted as claimed now, so that at the next look nobody would have gone on since.
    for (const { row } of told.filter(({ goesOn }) => !goesOn)) await leave(tx, row, 'answered-meanwhile')
    const startAfter = new Date(now.getTime() + CUT_OFF_AFTER_MS + 1_000)
    const again = on.map(({ alert: { id } }) => ({ officeId: office.id, id, startAfter }))
    await deps.queue.enqueueAll(tx, 'page', again)
  }
  const history = told.map(({ row, alert }): AuditEntry => {
    const ids = { escalationId: alert.id, pageId: row.id, way: row.way }
    const detail = { ...ids, ...(ending !== 'sent' && { ending }) }
    const action = ending === 'sent' ? 'page-sent' : 'page-failed'
    return { officeId: office.id, at: now, actor: MACHINE, action, caseId: alert.caseId, detail }
  })
  await record(tx, history)
}

/** The alerts as they are now, locked until the transaction ends. */
export async function lockAlerts(
  tx: Db,
  alerts: readonly Pick<EscalationRow, 'id'>[],
): Promise<Map<string, EscalationRow>> {
  const ids = alerts.map(({ id }) => id)
  const rows = await tx
    .select()
    .from(escalations)
    .where(inArray(escalations.id, ids))
    .orderBy(asc(escalations.id))
    .for('update')
  return new Map(rows.map((row) => [row.id, row]))
}

/** A person who has gone on with the alert since has set its next time: nobody is brought forward any more. */
const isSame = (before: EscalationRow, now: EscalationRow): boolean =>
  CLIMBING.includes(before.state) ? CLIMBING.includes(now.state) : before.state === now.state

/**
 * The next way to the same person, at once, for each of these rows of which one is left that no
 * other failed way has owed already. The ids of those that have one now come back.
 */
export async function oweNextWay(
  tx: Db,
  deps: SettleDeps,
  rows: readonly PageRow[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  let left = rows
  for (let index = 0; left.length > 0; index++) {
    left = left.filter(({ id, otherWays }) => !found.has(id) && index < otherWays.length)
    for (const row of await oweWay(tx, deps, left, index)) found.add(row.id)
  }
  return found
}

async function oweWay(
  tx: Db,
  deps: SettleDeps,
  rows: readonly PageRow[],
  index: number,
): Promise<readonly PageRow[]> {
  const claimedAt = deps.now()
  const values = rows.flatMap((row) => {
    const next = row.otherWays[index]
    if (!next) return []
    const { officeId, escalationId, step, post, personName, personKey } = row
    const otherWays = row.otherWays.slice(index)
    const owed = { id: randomUUID(), state: 'owed' as const, claimedAt, way: next.way, otherWays }
    return [{ ...owed, officeId, escalationId, step, post, personName, personKey }]
  })
  if (values.length === 0) return []
  const owed = await tx
    .insert(pages)
    .values(values)
    .onConflictDoNothing()
    .returning({ escalationId: pages.escalationId })
  const now = rows.filter((row) => owed.some(({ escalationId }) => escalationId === row.escalationId))
  const jobs = now.map(({ officeId, escalationId }) => ({ officeId, id: escalationId }))
  await deps.queue.enqueueAll(tx, 'page', jobs)
  return now
}

/** Of a page in one of these somebody may still hear. */
const ON_ITS_WAY: readonly PageState[] = ['owed', 'sending', 'sent', 'delivered']

/**
 * A rung of which nothing gets through brings the next one forward: a channel that is down
 * costs seconds, not the wait.
 */
async function bringForward(
  tx: Db,
  deps: SettleDeps,
  about: {
    office: OfficeProfile
    stuck: readonly { row: PageRow; alert: EscalationRow }[]
    ending: Exclude<Ending, 'sent'>
  },
): Promise<void> {
  const { office, ending } = about
  const waiting = about.stuck.filter(({ alert, row }) => alert.step === row.step + 1 && alert.nextPageAt)
  const heard = await mayStillHear(
    tx,
    waiting.map(({ row }) => row),
  )
  const { duty } = office
  const times = waiting
    .filter(({ row }) => !heard.has(row.escalationId))
    .map(({ row, alert: { id, level, nextPageAt } }) => {
      const soon = nextAfterTrouble(ending, row.step, { duty, level, now: deps.now() })
      const nextMs = Math.min(soon.getTime(), (nextPageAt ?? soon).getTime())
      return { id, officeId: office.id, nextPageAt: new Date(nextMs) }
    })
  await setNextTimes(tx, deps, times)
}

/** Alerts of which another page of the same rung is on its way, or has arrived. */
async function mayStillHear(tx: Db, rows: readonly PageRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  const others = await tx
    .select({ escalationId: pages.escalationId, step: pages.step })
    .from(pages)
    .where(
      and(
        inArray(
          pages.escalationId,
          rows.map(({ escalationId }) => escalationId),
        ),
        notInArray(
          pages.id,
          rows.map(({ id }) => id),
        ),
        inArray(pages.state, ON_ITS_WAY),
        // One that waits to be sent again has failed so far.
        or(ne(pages.state, 'sending'), isNull(pages.because)),
      ),
    )
  const ofSameRung = others.filter(({ escalationId, step }) =>
    rows.some((row) => row.escalationId === escalationId && row.step === step),
  )
  return new Set(ofSameRung.map(({ escalationId }) => escalationId))
}
