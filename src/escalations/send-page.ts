/**
 * The job that pages duty staff, rung after rung, until a person answers.
 *
 * First, in one transaction: the page is noted, the alert moves on to the next rung
 * and that rung's job is owed. Then the mail is sent. Whatever dies in between, the
 * next rung is already due, and the sweep sends a page again that was left half-way:
 * a page that comes twice is the smaller mistake.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, lt, ne } from 'drizzle-orm'
import { type AuditEntry, MACHINE, record } from '../audit/record.ts'
import { ourMessageId } from '../cases/reference-token.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, escalations, pages, riskFlags } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteSending } from '../jobs/hand-over.ts'
import type { Enqueue, JobIds } from '../jobs/queue.ts'
import { type Rung, rungFor } from '../offices/duty-rung.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Outbox, OutgoingMail } from '../outbox/outbox.ts'
import { pageText } from './page-text.ts'

export type PageDeps = {
  db: Db
  queue: Enqueue
  outbox: Outbox
  offices: Offices
  secretKey: string
  publicUrl: string
  /** The address that this office sends from. */
  senderOf: (office: OfficeProfile) => string
  now: () => Date
}

/** A page that could not be handed over moves to the next rung after this long, not after the full wait. */
const NEXT_AFTER_FAILURE_MS = 5_000
/** A page still at `sending` after this long was cut off by a crash. */
const CUT_OFF_AFTER_MS = 30_000

type EscalationRow = typeof escalations.$inferSelect
type Claimed = {
  escalation: EscalationRow
  pageId: string
  rung: Rung
  sentMailId: string
  mail: OutgoingMail
}

/** Sends the page that is due for this alert, if one is. */
export async function sendPage(deps: PageDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (!claimed) return
  deps.queue.nudge('page')
  try {
    await handOver(
      deps,
      { officeId, sentMailId: claimed.sentMailId, mail: claimed.mail },
      async (tx, outcome) => {
        const delivered = outcome.state !== 'refused'
        await settle(tx, deps, claimed, delivered ? 'sent' : 'failed')
      },
    )
  } catch (error) {
    if (!(error instanceof TryAgainLater)) throw error
    await inOffice(deps.db, officeId, (tx) => settle(tx, deps, claimed, 'failed'))
  }
}

/** Takes the due page, or the one that a crash left half-way; undefined where there is nothing to do. */
async function claim(
  tx: Db,
  deps: PageDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const [escalation] = await tx.select().from(escalations).where(eq(escalations.id, id)).for('update')
  if (!escalation || escalation.state !== 'paging') return undefined
  const cutOff = await cutOffPage(tx, id, now)
  if (cutOff) return compose(tx, deps, office, escalation, cutOff)
  if (escalation.nextPageAt > now) return undefined
  const { step } = escalation
  const rung = rungFor(office.duty, step)
  const nextPageAt = new Date(now.getTime() + rung.waitMinutes * 60_000)
  const page = {
    id: randomUUID(),
    officeId: office.id,
    escalationId: id,
    step,
    post: rung.post,
    state: 'sending' as const,
    claimedAt: now,
  }
  await tx.insert(pages).values(page)
  await tx
    .update(escalations)
    .set({ step: step + 1, nextPageAt })
    .where(eq(escalations.id, id))
  await deps.queue.enqueue(tx, 'page', { officeId: office.id, id }, nextPageAt)
  return compose(tx, deps, office, escalation, page)
}

async function cutOffPage(
  tx: Db,
  escalationId: string,
  now: Date,
): Promise<{ id: string; step: number } | undefined> {
  const [page] = await tx
    .update(pages)
    .set({ claimedAt: now })
    .where(
      and(
        eq(pages.escalationId, escalationId),
        eq(pages.state, 'sending'),
        lt(pages.claimedAt, new Date(now.getTime() - CUT_OFF_AFTER_MS)),
      ),
    )
    .returning({ id: pages.id, step: pages.step })
  return page
}

async function compose(
  tx: Db,
  deps: PageDeps,
  office: OfficeProfile,
  escalation: EscalationRow,
  page: { id: string; step: number },
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
  const { subject, text } = pageText({
    officeName: office.shortName,
    reference: caseRow?.reference ?? '',
    level: escalation.level,
    categories: flags.map((flag) => flag.category),
    link: `${deps.publicUrl}/alerts/${escalation.id}?office=${office.id}`,
    step: page.step,
  })
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
  return { escalation, pageId: page.id, rung, sentMailId, mail }
}

/** A page that failed brings the next rung forward: a channel that is down costs seconds, not the wait. */
async function settle(tx: Db, deps: PageDeps, claimed: Claimed, state: 'sent' | 'failed'): Promise<void> {
  const now = deps.now()
  const { escalation } = claimed
  const { officeId, caseId } = escalation
  await tx.update(pages).set({ state }).where(eq(pages.id, claimed.pageId))
  if (state === 'failed') {
    const nextPageAt = new Date(now.getTime() + NEXT_AFTER_FAILURE_MS)
    await tx
      .update(escalations)
      .set({ nextPageAt })
      .where(and(eq(escalations.id, escalation.id), eq(escalations.state, 'paging')))
    await deps.queue.enqueue(tx, 'page', { officeId, id: escalation.id }, nextPageAt)
  }
  const action: AuditEntry['action'] = state === 'sent' ? 'page-sent' : 'page-failed'
  const detail = { escalationId: escalation.id, pageId: claimed.pageId }
  await record(tx, [{ officeId, at: now, actor: MACHINE, action, caseId, detail }])
}
