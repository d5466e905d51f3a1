/**
 * The job that pages duty staff, rung after rung, until a person answers.
 *
 * First, in one transaction: the page is noted, the alert moves on to the next rung
 * and that rung's job is owed. Then the mail is sent. Whatever dies in between, the
 * next rung is already due, and the sweep sends a page again that was left half-way:
 * a page that comes twice is the smaller mistake.
 */
import { and, eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { CLIMBING } from '../db/alert-states.ts'
import { type Db, inOffice } from '../db/db.ts'
import { escalations, pages } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteOutcome } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Handover } from '../outbox/outbox.ts'
import { type Claimed, CUT_OFF_AFTER_MS, claimPage } from './claim-page.ts'
import { nextAfterTrouble } from './plan.ts'

/** A page of unknown outcome is sent so many times in all; after that the next rungs have been told. */
const MOST_TRIES = 3

/** `cut-off` stays at `sending`, so that the same mail is sent again. */
type Ending = 'sent' | 'failed' | 'unknown' | 'cut-off'

/** Sends the page that is due for this alert, if one is. */
export async function sendPage(deps: SendingDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claimPage(tx, deps, office, id))
  if (!claimed) return
  deps.queue.nudge('page')
  const settleAs = (tx: Db, ending: Ending) => settle(tx, deps, { office, claimed, ending })
  try {
    await handOver(deps, { officeId, ...claimed }, (tx, outcome) =>
      settleAs(tx, endingOf(outcome, claimed.page.tries)),
    )
  } catch (error) {
    if (!(error instanceof TryAgainLater)) throw error
    await noteOutcome(deps.db, officeId, (tx) => settleAs(tx, 'failed'))
  }
}

function endingOf({ state }: Handover, tries: number): Ending {
  if (state === 'refused') return 'failed'
  if (state === 'handed-over') return 'sent'
  return tries < MOST_TRIES ? 'cut-off' : 'unknown'
}

/**
 * A page that failed brings the next rung forward: a channel that is down costs seconds,
 * not the wait. One of unknown outcome does so too, and is sent again as the same mail:
 * that somebody is told twice is the smaller mistake.
 */
async function settle(
  tx: Db,
  deps: SendingDeps,
  { office, claimed, ending }: { office: OfficeProfile; claimed: Claimed; ending: Ending },
): Promise<void> {
  const { escalation, page } = claimed
  const { officeId, caseId } = escalation
  const now = deps.now()
  const isOpen = and(eq(pages.id, page.id), eq(pages.state, 'sending'))
  const change = ending === 'cut-off' ? { claimedAt: now } : { state: ending }
  const settled = await tx.update(pages).set(change).where(isOpen).returning({ id: pages.id })
  if (settled.length === 0) return
  const owe = (at: Date) => deps.queue.enqueue(tx, 'page', { officeId, id: escalation.id }, at)
  // A person who has gone on with the alert since has set its next time.
  const standing = CLIMBING.includes(escalation.state) ? CLIMBING : [escalation.state]
  if (ending !== 'sent') {
    const nextPageAt = nextAfterTrouble(ending, page.step, { ladder: office.duty.ladder, now })
    await tx
      .update(escalations)
      .set({ nextPageAt })
      .where(and(eq(escalations.id, escalation.id), inArray(escalations.state, standing)))
    await owe(nextPageAt)
  }
  if (ending === 'cut-off') await owe(new Date(now.getTime() + CUT_OFF_AFTER_MS + 1_000))
  const action: AuditEntry['action'] = ending === 'sent' ? 'page-sent' : 'page-failed'
  const detail = { escalationId: escalation.id, pageId: page.id, ...(ending === 'sent' ? {} : { ending }) }
  await record(tx, [{ officeId, at: now, actor: MACHINE, action, caseId, detail }])
}
