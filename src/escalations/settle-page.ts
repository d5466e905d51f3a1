/**
 * What follows when a page has left, has not, or was reported as not delivered: the next way
 * to the same person, or the next rung. In the caller's transaction.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
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
  const history: AuditEntry[] = []
  for (const row of settled) {
    const before = claimed.alerts.find(({ id }) => id === row.escalationId)
    const alert = standing.get(row.escalationId)
    if (!before || !alert) continue
    const goesOn = isSame(before, alert)
    if (ending !== 'sent' && goesOn) {
      const isOwed = await oweNextWay(tx, deps, row)
      if (!isOwed) await bringForward(tx, deps, { office, alert, row, ending })
    }
    // It was noted as claimed now, so that at the next look nobody would have gone on since.
    if (ending === 'cut-off' && !goesOn) await leave(tx, row, 'answered-meanwhile')
    if (ending === 'cut-off' && goesOn) {
      const again = new Date(now.getTime() + CUT_OFF_AFTER_MS + 1_000)
      await deps.queue.enqueue(tx, 'page', { officeId: office.id, id: alert.id }, again)
    }
    const detail = {
      escalationId: alert.id,
      pageId: row.id,
      way: row.way,
      ...(ending !== 'sent' && { ending }),
    }
    const action = ending === 'sent' ? 'page-sent' : 'page-failed'
    history.push({ officeId: office.id, at: now, actor: MACHINE, action, caseId: alert.caseId, detail })
  }
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

/** The next way to the same person, at once, unless none is left or another failed way has owed it already. */
export async function oweNextWay(tx: Db, deps: SettleDeps, row: PageRow): Promise<boolean> {
  const now = deps.now()
  for (const [index, next] of row.otherWays.entries()) {
    const owed = await tx
      .insert(pages)
      .values({
        ...{ id: randomUUID(), officeId: row.officeId, escalationId: row.escalationId, step: row.step },
        ...{ post: row.post, personName: row.personName, personKey: row.personKey, way: next.way },
        ...{ otherWays: row.otherWays.slice(index), state: 'owed', claimedAt: now },
      })
      .onConflictDoNothing()
      .returning({ id: pages.id })
    if (owed.length === 0) continue
    await deps.queue.enqueue(tx, 'page', { officeId: row.officeId, id: row.escalationId })
    return true
  }
  return false
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
  about: { office: OfficeProfile; alert: EscalationRow; row: PageRow; ending: Exclude<Ending, 'sent'> },
): Promise<void> {
  const { office, alert, row, ending } = about
  if (alert.step !== row.step + 1 || !alert.nextPageAt) return
  const others = and(
    eq(pages.escalationId, alert.id),
    eq(pages.step, row.step),
    ne(pages.id, row.id),
    inArray(pages.state, ON_ITS_WAY),
    // One that waits to be sent again has failed so far.
    or(ne(pages.state, 'sending'), isNull(pages.because)),
  )
  if ((await tx.$count(pages, others)) > 0) return
  const { duty } = office
  const next = nextAfterTrouble(ending, row.step, { duty, level: alert.level, now: deps.now() })
  await setNext(tx, deps, alert, new Date(Math.min(next.getTime(), alert.nextPageAt.getTime())))
}

/** The next rung's time, and its job. */
export async function setNext(
  tx: Db,
  deps: SettleDeps,
  alert: EscalationRow,
  nextPageAt: Date,
): Promise<void> {
  await tx.update(escalations).set({ nextPageAt }).where(eq(escalations.id, alert.id))
  await deps.queue.enqueue(tx, 'page', { officeId: alert.officeId, id: alert.id }, nextPageAt)
}
