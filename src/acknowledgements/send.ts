/**
 * The job that sends an acknowledgement, once. Claimed and noted word for word in one
 * transaction, then handed over, then settled. Cut off in between, nobody can know
 * whether it left: it is marked `unknown` and shown, and not sent again, because a
 * second one is the start of a loop (RFC 3834 section 2).
 */
import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import { MACHINE, record } from '../audit/record.ts'
import { recordAction } from '../cases/act-on-case.ts'
import { ourMessageId } from '../cases/reference-token.ts'
import { type Db, inOffice } from '../db/db.ts'
import { type AcknowledgementState, acknowledgements, cases, clocks, messages } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteSending } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Handover, Outbox, OutgoingMail } from '../outbox/outbox.ts'
import { composeAcknowledgement } from './letter.ts'
import type { Letters } from './read-letters.ts'

export type AcknowledgeDeps = {
  db: Db
  outbox: Outbox
  offices: Offices
  letters: Letters
  secretKey: string
  senderOf: (office: OfficeProfile) => string
  now: () => Date
}

/** Longer than any hand-over takes; the claim of a live sender is never taken for a dead one's. */
const CUT_OFF_AFTER_MS = 120_000

const STATE_AFTER: Record<Handover['state'], AcknowledgementState> = {
  'handed-over': 'sent',
  refused: 'failed',
  unknown: 'unknown',
}

type Row = typeof acknowledgements.$inferSelect

/** Sends the acknowledgement if it is still owed. */
export async function sendAcknowledgement(deps: AcknowledgeDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (!claimed) return
  try {
    await handOver(deps, { officeId, ...claimed }, async (tx, outcome) => {
      await settle(tx, deps, office, claimed.row, STATE_AFTER[outcome.state])
    })
  } catch (error) {
    if (error instanceof TryAgainLater) {
      await inOffice(deps.db, officeId, async (tx) => {
        await tx.update(acknowledgements).set({ state: 'owed' }).where(eq(acknowledgements.id, id))
      })
    }
    throw error
  }
}

async function claim(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  id: string,
): Promise<{ row: Row; sentMailId: string; mail: OutgoingMail } | undefined> {
  const now = deps.now()
  const [row] = await tx.select().from(acknowledgements).where(eq(acknowledgements.id, id)).for('update')
  if (
    row?.state === 'sending' &&
    row.claimedAt &&
    now.getTime() - row.claimedAt.getTime() > CUT_OFF_AFTER_MS
  ) {
    await settle(tx, deps, office, row, 'unknown')
    return undefined
  }
  if (row?.state !== 'owed' || row.toAddress === null) return undefined
  const mail = await compose(tx, deps, office, row, row.toAddress)
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    caseId: row.caseId,
    kind: 'acknowledgement',
    toAddress: mail.to,
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
  })
  await tx
    .update(acknowledgements)
    .set({ state: 'sending', claimedAt: now, sentMailId })
    .where(eq(acknowledgements.id, id))
  return { row, sentMailId, mail }
}

async function compose(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  row: Row,
  to: string,
): Promise<OutgoingMail> {
  const [caseRow] = await tx.select().from(cases).where(eq(cases.id, row.caseId))
  const [message] = await tx
    .select({ id: messages.messageId })
    .from(messages)
    .where(eq(messages.id, row.messageId))
  if (!caseRow) throw new Error('An acknowledgement is owed in a case that is not there')
  const running = await tx
    .select({ kind: clocks.kind, dueOn: clocks.dueOn })
    .from(clocks)
    .where(eq(clocks.messageId, row.messageId))
    .orderBy(asc(clocks.dueOn))
  const { subject, text } = composeAcknowledgement({
    office,
    // Where a person has yet to choose the route, the letter may not name one.
    route: caseRow.abstained ? 'general-enquiry' : caseRow.route,
    others: caseRow.abstained ? [] : caseRow.others,
    reference: caseRow.reference,
    clocks: running.flatMap(({ kind, dueOn }) => (dueOn === null ? [] : [{ kind, dueOn }])),
    letters: deps.letters,
  })
  const from = deps.senderOf(office)
  const messageId = ourMessageId(deps.secretKey, 'ack', `${caseRow.reference}`, domainOf(from))
  return {
    messageId,
    from: { name: office.shortName, address: from },
    to,
    subject,
    text,
    headers: {
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Waypost-Loop': messageId.slice(1, messageId.indexOf('@')),
    },
    inReplyTo: message?.id ?? undefined,
    nullReturnPath: true,
  }
}

async function settle(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  row: Row,
  state: AcknowledgementState,
): Promise<void> {
  const now = deps.now()
  await tx.update(acknowledgements).set({ state }).where(eq(acknowledgements.id, row.id))
  if (state === 'sent') await recordAction(tx, { office, caseId: row.caseId, actor: MACHINE, now })
  await record(tx, [
    {
      officeId: office.id,
      at: now,
      actor: MACHINE,
      action: state === 'sent' ? 'acknowledgement-sent' : 'acknowledgement-failed',
      caseId: row.caseId,
      detail: { state, noticeVersion: row.noticeVersion },
    },
  ])
}
