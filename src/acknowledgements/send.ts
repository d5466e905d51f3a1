/**
 * The job that sends an acknowledgement, once. Claimed and noted word for word in one
 * transaction, then handed over, then settled. Cut off in between, nobody can know
 * whether it left: it is marked `unknown` and shown, and not sent again, because a
 * second one is the start of a loop (RFC 3834 section 2).
 */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import { MACHINE, record } from '../audit/record.ts'
import { recordAction } from '../cases/act-on-case.ts'
import { findStanding } from '../cases/find-special.ts'
import { ourMessageId } from '../cases/reference-token.ts'
import { openTask } from '../cases/tasks.ts'
import { type Db, inOffice } from '../db/db.ts'
import { type AcknowledgementState, acknowledgements, messages, sentMails } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteOutcome, noteSending } from '../jobs/hand-over.ts'
import type { Enqueue, JobIds } from '../jobs/queue.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Handover, Outbox, OutgoingMail } from '../outbox/outbox.ts'
import { composeLetter, type LetterDeps } from './compose-letter.ts'
import { type ContactBar, contactBar } from './contact-bar.ts'
import { holdOwed } from './hold-owed.ts'
import { lockWithItsCase } from './lock-with-its-case.ts'

export type AcknowledgeDeps = LetterDeps & {
  db: Db
  queue: Enqueue
  outbox: Outbox
  offices: Offices
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

/** What may still become that state; one thought cut off may turn out to have been sent. */
const UNSETTLED: Record<string, AcknowledgementState[]> = {
  sent: ['sending', 'unknown'],
  failed: ['sending', 'unknown'],
  unknown: ['sending'],
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
      await settle(tx, deps, office, { row: claimed.row, state: STATE_AFTER[outcome.state] })
      if (outcome.state === 'refused' && outcome.because === 'null-sender')
        await sayNullSender(tx, deps, officeId, id)
    })
  } catch (error) {
    if (error instanceof TryAgainLater) {
      await noteOutcome(deps.db, officeId, async (tx) => {
        // Only our own claim: by a second try of this note somebody else may be sending it.
        const isOurs = and(
          eq(acknowledgements.id, id),
          eq(acknowledgements.state, 'sending'),
          eq(acknowledgements.claimedAt, claimed.claimedAt),
        )
        await tx.update(acknowledgements).set({ state: 'owed' }).where(isOurs)
      })
    }
    throw error
  }
}

type Claimed = { row: Row; claimedAt: Date; sentMailId: string; mail: OutgoingMail }

async function claim(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const row = await lockWithItsCase(tx, id)
  if (
    row?.state === 'sending' &&
    row.claimedAt &&
    // In the future: noted by a clock that has been put back since.
    Math.abs(now.getTime() - row.claimedAt.getTime()) > CUT_OFF_AFTER_MS
  ) {
    await settle(tx, deps, office, { row, state: 'unknown' })
    return undefined
  }
  if (row?.state !== 'owed' || row.toAddress === null) return undefined
  const bar = await barNow(tx, row)
  if (bar) {
    const asked = { officeId: office.id, caseId: row.caseId, address: null, only: id, actor: MACHINE, now }
    await holdOwed(tx, asked, bar)
    return undefined
  }
  const mail = await compose(tx, deps, office, { ...row, toAddress: row.toAddress })
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
  return { row: { ...row, sentMailId }, claimedAt: now, sentMailId, mail }
}

/**
 * Looked at once more before it leaves: what was noted of this writer while it waited, in this
 * case or another. A person who let it go knew of what stood then, and not of what came after.
 */
async function barNow(tx: Db, row: Row): Promise<ContactBar | undefined> {
  const addresses = [row.sender ?? '', row.writer ?? '', row.toAddress ?? '']
  const bar = contactBar(await findStanding(tx, { caseIds: [row.caseId], addresses }))
  const wasKnown = bar && row.sentBy !== null && row.owedAt !== null && bar.since <= row.owedAt
  return wasKnown && bar.reason !== 'bomb-threat' ? undefined : bar
}

async function compose(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  row: Row & { toAddress: string },
): Promise<OutgoingMail> {
  const { reference, subject, text, senderName } = await composeLetter(tx, deps, { office, ...row })
  const [message] = await tx
    .select({ id: messages.messageId })
    .from(messages)
    .where(eq(messages.id, row.messageId))
  const from = deps.senderOf(office)
  const messageId = await messageIdOf(tx, deps, row, { reference, domain: domainOf(from) })
  return {
    messageId,
    from: { name: senderName, address: from },
    to: row.toAddress,
    subject,
    text,
    headers: {
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Waypost-Loop': messageId.slice(1, messageId.indexOf('@')),
    },
    // Shown among the writer's own letters it would bring their words up again on a watched screen.
    inReplyTo: row.discreet ? undefined : (message?.id ?? undefined),
    nullReturnPath: true,
  }
}
/**
 * The same at each try of one letter. A further letter of the case has a number of its
 * own, so that a bounce tells which of them came back.
 */
async function messageIdOf(
  tx: Db,
  deps: AcknowledgeDeps,
  row: Row,
  { reference, domain }: { reference: string; domain: string },
): Promise<string> {
  if (row.sentMailId !== null) {
    const [tried] = await tx
      .select({ messageId: sentMails.messageId })
      .from(sentMails)
      .where(eq(sentMails.id, row.sentMailId))
    if (tried) return tried.messageId
  }
  const before = await tx.$count(
    sentMails,
    and(eq(sentMails.caseId, row.caseId), eq(sentMails.kind, 'acknowledgement')),
  )
  const about = before === 0 ? reference : `${reference}.${before + 1}`
  return ourMessageId(deps.secretKey, 'ack', about, domain)
}

/**
 * Notes what became of it, unless a mail server has meanwhile told us more. A refusal
 * leaves a person the task of reaching the writer some other way.
 */
async function settle(
  tx: Db,
  deps: AcknowledgeDeps,
  office: OfficeProfile,
  { row, state }: { row: Row; state: AcknowledgementState },
): Promise<void> {
  const now = deps.now()
  // Once: a note that is written again after a broken line finds the first one.
  const found = await lockWithItsCase(tx, row.id)
  if (!found || !UNSETTLED[state]?.includes(found.state)) return
  if (state === 'sent') await recordAction(tx, { office, caseId: row.caseId, actor: MACHINE, now })
  await tx.update(acknowledgements).set({ state }).where(eq(acknowledgements.id, row.id))
  const todo = state === 'failed' ? REFUSED : state === 'sent' && row.discreet ? NOTICE_OWED : undefined
  const about = { officeId: office.id, caseId: row.caseId, aboutId: row.id }
  const opened = todo ? await openTask(tx, { ...todo, ...about }, now) : []
  await record(tx, [
    {
      officeId: office.id,
      at: now,
      actor: MACHINE,
      action: state === 'sent' ? 'acknowledgement-sent' : 'acknowledgement-failed',
      caseId: row.caseId,
      detail: { state, noticeVersion: row.noticeVersion },
    },
    ...opened,
  ])
}

const REFUSED = {
  kind: 'acknowledgement-refused' as const,
  because:
    'The mail server refused the acknowledgement, so the writer has not heard from us. Find another way to reach them, or send it to another address.',
}

/** UK GDPR Art 13: the notice is owed all the same, and is given where it is safe. */
const NOTICE_OWED = {
  kind: 'notice-not-given' as const,
  because:
    'The letter that was sent says nothing of us and holds no privacy notice. Give the notice when you reach the writer in the way that is safe.',
}

/** No acknowledgement will leave until somebody has set a return path: said on the case and to duty staff. */
async function sayNullSender(tx: Db, deps: AcknowledgeDeps, officeId: string, id: string): Promise<void> {
  const because =
    'The outgoing mail server takes no mail without a return address. The people who run the service can set one.'
  await tx.update(acknowledgements).set({ because }).where(eq(acknowledgements.id, id))
  await raiseAlarm(
    tx,
    { queue: deps.queue, now: deps.now() },
    { officeId, kind: 'null-sender-refused', about: '' },
  )
}
