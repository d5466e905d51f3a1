/**
 * Takes the page that is due: notes it, moves the alert on to the next rung and owes
 * that rung's job, in the caller's transaction and before anything is sent.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt, gte, lt, ne, or } from 'drizzle-orm'
import { ourMessageId } from '../cases/reference-token.ts'
import { CLIMBING } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { alertMoves, cases, escalations, pages, riskFlags } from '../db/schema.ts'
import { noteSending } from '../jobs/hand-over.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import { rungFor } from '../offices/duty-rung.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { OutgoingMail } from '../outbox/outbox.ts'
import { drillOfCase } from './drill-rows.ts'
import { markedAsDrill } from './drill-words.ts'
import { pageText } from './page-text.ts'
import { isDue } from './plan.ts'

/** A page still at `sending` after this long was cut off: longer than a hand-over of an urgent mail takes. */
export const CUT_OFF_AFTER_MS = 30_000
/** A job that comes this little before its time waits for it; one that comes earlier has a successor. */
const EARLY_MS = 2_000
/** Between two reminders that an answered alert is not done. */
const REMIND_MINUTES = 15

type EscalationRow = typeof escalations.$inferSelect
type Page = { id: string; step: number; tries: number }
export type Claimed = { escalation: EscalationRow; page: Page; sentMailId: string; mail: OutgoingMail }

/** Takes the due page, or the one that was cut off half-way; undefined where there is nothing to do. */
export async function claimPage(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const [escalation] = await tx.select().from(escalations).where(eq(escalations.id, id)).for('update')
  if (!escalation?.nextPageAt) return undefined
  const owe = (at: Date) => deps.queue.enqueue(tx, 'page', { officeId: office.id, id }, at)
  const due = isDue(escalation, office.duty, now)
  const cutOff = await takeCutOff(tx, id, now)
  if (cutOff) {
    // This job may have been the next rung's: that one does not wait for a mail sent again.
    if (due) await owe(now)
    return compose(tx, deps, office, { escalation, page: cutOff })
  }
  if (!due) {
    if (escalation.nextPageAt.getTime() - now.getTime() < EARLY_MS) await owe(escalation.nextPageAt)
    return undefined
  }
  const { step } = escalation
  const rung = rungFor(office.duty, step)
  const waitMinutes = CLIMBING.includes(escalation.state) ? rung.waitMinutes : REMIND_MINUTES
  const nextPageAt = new Date(now.getTime() + waitMinutes * 60_000)
  const page = { id: randomUUID(), officeId: office.id, escalationId: id, step, post: rung.post, tries: 1 }
  await tx.insert(pages).values({ ...page, state: 'sending', claimedAt: now })
  await tx
    .update(escalations)
    .set({ step: step + 1, nextPageAt, ...(escalation.state === 'raised' && { state: 'paging' as const }) })
    .where(eq(escalations.id, id))
  await owe(nextPageAt)
  return compose(tx, deps, office, { escalation, page })
}

/** The first of them; one noted in the future was noted by a clock that has been put back since. */
async function takeCutOff(tx: Db, escalationId: string, now: Date): Promise<Page | undefined> {
  const [page] = await tx
    .select({ id: pages.id, step: pages.step, tries: pages.tries, claimedAt: pages.claimedAt })
    .from(pages)
    .where(
      and(
        eq(pages.escalationId, escalationId),
        eq(pages.state, 'sending'),
        or(lt(pages.claimedAt, new Date(now.getTime() - CUT_OFF_AFTER_MS)), gt(pages.claimedAt, now)),
      ),
    )
    .orderBy(asc(pages.claimedAt))
    .limit(1)
  if (!page) return undefined
  const since = and(eq(alertMoves.escalationId, escalationId), gte(alertMoves.at, page.claimedAt))
  if ((await tx.$count(alertMoves, since)) > 0) {
    // Somebody has gone on with the alert since: what it said holds no longer.
    await tx.update(pages).set({ state: 'unknown' }).where(eq(pages.id, page.id))
    return undefined
  }
  const tries = page.tries + 1
  await tx.update(pages).set({ claimedAt: now, tries }).where(eq(pages.id, page.id))
  return { id: page.id, step: page.step, tries }
}

async function compose(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  { escalation, page }: { escalation: EscalationRow; page: Page },
): Promise<Claimed> {
  const rung = rungFor(office.duty, page.step)
  const [caseRow] = await tx
    .select({ reference: cases.reference })
    .from(cases)
    .where(eq(cases.id, escalation.caseId))
  const flags = await tx
    .selectDistinct({ category: riskFlags.category })
    .from(riskFlags)
    .where(and(eq(riskFlags.caseId, escalation.caseId), ne(riskFlags.level, 'none')))
  const words = pageText({
    officeName: office.shortName,
    reference: caseRow?.reference ?? '',
    level: escalation.level,
    categories: flags.map((flag) => flag.category),
    link: `${deps.publicUrl}/alerts/${escalation.id}?office=${office.id}`,
    step: page.step,
    state: escalation.state,
  })
  const drill = await drillOfCase(tx, escalation.caseId)
  const { subject, text } = drill ? markedAsDrill(words, drill) : words
  const from = deps.senderOf(office)
  const messageId = ourMessageId(deps.secretKey, 'page', `${escalation.id}.${page.step}`, domainOf(from))
  const mail: OutgoingMail = {
    messageId,
    from: { name: `${office.shortName} duty alerts`, address: from },
    to: rung.email,
    subject,
    text,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Importance: 'high',
      'X-Priority': '1',
    },
    nullReturnPath: true,
    urgent: true,
  }
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    caseId: escalation.caseId,
    kind: 'page',
    toAddress: rung.email,
    subject,
    text,
    messageId,
  })
  await tx.update(pages).set({ sentMailId }).where(eq(pages.id, page.id))
  return { escalation, page, sentMailId, mail }
}
