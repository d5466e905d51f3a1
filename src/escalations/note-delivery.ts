/**
 * What is heard of a page after its provider took it: a receipt, a status that was asked
 * for, a mail that came back. Heard twice it changes nothing the second time.
 */
import { and, eq, inArray, ne } from 'drizzle-orm'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { type PageState, pages } from '../db/schema.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { Delivery } from '../outbox/carrier.ts'
import type { EscalationRow, PageRow } from './compose-page.ts'
import { setNextTimes } from './next-times.ts'
import { lockAlerts, oweNextWay } from './settle-page.ts'

/** From these a page may become `delivered` or `undelivered`; `sending`, because a report may be faster than our own note. */
const OPEN: readonly PageState[] = ['sending', 'sent', 'unknown', 'delivered']

type Deps = { queue: Enqueue; now: () => Date }

/**
 * Notes it on every alert that the page told of. A page that did not get there goes on at
 * once: by another way to the same person, and to the next rung too unless somebody of this
 * one is known to have it. The history comes back, for the caller to write last.
 */
export async function noteDelivery(
  tx: Db,
  deps: Deps,
  { sentMailId, delivery }: { sentMailId: string; delivery: Delivery },
): Promise<AuditEntry[]> {
  const found = await tx
    .select({ escalationId: pages.escalationId })
    .from(pages)
    .where(eq(pages.sentMailId, sentMailId))
  if (found.length === 0) return []
  const alerts = await lockAlerts(
    tx,
    found.map(({ escalationId }) => ({ id: escalationId })),
  )
  const now = deps.now()
  const changed = await tx
    .update(pages)
    .set({ state: delivery.state, because: delivery.because, deliveryAt: now })
    .where(and(eq(pages.sentMailId, sentMailId), inArray(pages.state, OPEN), ne(pages.state, delivery.state)))
    .returning()
  const told = changed.flatMap((row) => {
    const alert = alerts.get(row.escalationId)
    return alert ? [{ row, alert }] : []
  })
  if (delivery.state === 'undelivered') {
    await goOn(
      tx,
      deps,
      told.filter(({ alert }) => CLIMBING.includes(alert.state)),
    )
  }
  return told.map(({ row, alert }): AuditEntry => {
    const action = delivery.state === 'delivered' ? 'page-delivered' : 'page-undelivered'
    const detail = { escalationId: alert.id, pageId: row.id, way: row.way, because: delivery.because }
    return { officeId: alert.officeId, at: now, actor: MACHINE, action, caseId: alert.caseId, detail }
  })
}

async function goOn(
  tx: Db,
  deps: Deps,
  told: readonly { row: PageRow; alert: EscalationRow }[],
): Promise<void> {
  await oweNextWay(
    tx,
    deps,
    told.map(({ row }) => row),
  )
  const waiting = told.filter(({ row, alert }) => alert.step === row.step + 1)
  if (waiting.length === 0) return
  const arrived = await tx
    .select({ escalationId: pages.escalationId, step: pages.step })
    .from(pages)
    .where(
      and(
        inArray(
          pages.escalationId,
          waiting.map(({ alert }) => alert.id),
        ),
        eq(pages.state, 'delivered'),
      ),
    )
  const nextPageAt = deps.now()
  const times = waiting
    .filter(
      ({ row }) => !arrived.some((one) => one.escalationId === row.escalationId && one.step === row.step),
    )
    .map(({ alert: { id, officeId } }) => ({ id, officeId, nextPageAt }))
  await setNextTimes(tx, deps, times)
}
