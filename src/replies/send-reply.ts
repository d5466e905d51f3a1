/**
 * The job that sends what a person wrote, once: claimed and noted word for word in one transaction,
 * handed over, settled. Cut off in between, nobody can know whether it left: it is marked
 * `unknown`, a person is told by a task, and it is not sent again.
 */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { barAgainst } from '../acknowledgements/let-go.ts'
import { MACHINE, record } from '../audit/record.ts'
import { recordAction } from '../cases/act-on-case.ts'
import { ourMessageId } from '../cases/reference-token.ts'
import { withSubjectToken } from '../cases/subject-token.ts'
import { openTask } from '../cases/tasks.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, messages, type ReplyState, replies, sentMails } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteOutcome, noteSending } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { Ground } from '../offices/grounds.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Offices } from '../offices/read-offices.ts'
import type { Handover, Outbox, OutgoingMail } from '../outbox/outbox.ts'
import { passOn } from './pass-on.ts'
import type { Reply } from './write-reply.ts'

export type SendReplyDeps = {
  db: Db
  outbox: Outbox
  offices: Offices
  grounds: readonly Ground[]
  senderOf: (office: OfficeProfile) => string
  secretKey: string
  now: () => Date
}

/** Longer than any hand-over takes; the claim of a live sender is never taken for a dead one's. */
const CUT_OFF_AFTER_MS = 120_000

const STATE_AFTER: Record<Handover['state'], ReplyState> = {
  'handed-over': 'sent',
  refused: 'failed',
  unknown: 'unknown',
}

type Claimed = { row: Reply; claimedAt: Date; sentMailId: string; mail: OutgoingMail }

/** Sends it if it is still held and its time has come. */
export async function sendReply(deps: SendReplyDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (!claimed) return
  try {
    await handOver(deps, { officeId, ...claimed }, (tx, { state }) =>
      settle(tx, deps, office, { row: claimed.row, state: STATE_AFTER[state] }),
    )
  } catch (error) {
    if (error instanceof TryAgainLater)
      await noteOutcome(deps.db, officeId, async (tx) => {
        // Only our own claim: by a second try of this note somebody else may be sending it.
        const isOurs = and(
          ...[eq(replies.id, id), eq(replies.state, 'sending'), eq(replies.claimedAt, claimed.claimedAt)],
        )
        await tx.update(replies).set({ state: 'held' }).where(isOurs)
      })
    throw error
  }
}

async function claim(
  tx: Db,
  deps: SendReplyDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const [seen] = await tx.select({ caseId: replies.caseId }).from(replies).where(eq(replies.id, id))
  if (!seen) return undefined
  const [caseRow] = await tx.select().from(cases).where(eq(cases.id, seen.caseId)).for('update')
  const [row] = await tx.select().from(replies).where(eq(replies.id, id)).for('update')
  if (!row || !caseRow) return undefined
  if (
    row.state === 'sending' &&
    row.claimedAt &&
    // In the future: noted by a clock that has been put back since.
    Math.abs(now.getTime() - row.claimedAt.getTime()) > CUT_OFF_AFTER_MS
  ) {
    await settle(tx, deps, office, { row, state: 'unknown' })
    return undefined
  }
  if (row.state !== 'held' || !row.leavesAt || row.leavesAt > now) return undefined
  // What was noted since they pressed; what they knew of they have said is safe.
  const bar = await barAgainst(tx, { caseRow, from: null, to: row.toAddress })
  const acting = { office, caseId: caseRow.id, actor: row.authorKey, actorName: row.authorName, now, caseRow }
  const stopped =
    row.kind === 'forward'
      ? await passOn(tx, { acting, row, grounds: deps.grounds })
      : bar && !row.confirmed.includes(bar.reason)
        ? bar.because
        : undefined
  if (stopped !== undefined) {
    await settle(tx, deps, office, { row, state: 'failed', because: stopped })
    return undefined
  }
  const mail = await compose(tx, deps, office, { row, reference: caseRow.reference })
  const sentMailId = await noteSending(tx, {
    ...{ id: randomUUID(), officeId: office.id, caseId: caseRow.id, kind: 'reply' },
    ...{ toAddress: mail.to, subject: mail.subject, text: mail.text, messageId: mail.messageId },
  })
  await tx.update(replies).set({ state: 'sending', claimedAt: now, sentMailId }).where(eq(replies.id, id))
  return { row: { ...row, sentMailId }, claimedAt: now, sentMailId, mail }
}

async function compose(
  tx: Db,
  deps: SendReplyDeps,
  office: OfficeProfile,
  { row, reference }: { row: Reply; reference: string },
): Promise<OutgoingMail> {
  const from = deps.senderOf(office)
  const [answered] =
    row.messageId === null || row.kind === 'forward'
      ? []
      : await tx.select({ id: messages.messageId }).from(messages).where(eq(messages.id, row.messageId))
  return {
    messageId: await messageIdOf(tx, deps, row, { reference, domain: domainOf(from) }),
    from: { name: office.shortName, address: from },
    to: row.toAddress,
    subject: row.kind === 'forward' ? row.subject : withSubjectToken(deps.secretKey, row.subject, reference),
    text: `${row.text}\n`,
    headers: {},
    inReplyTo: answered?.id ?? undefined,
    nullReturnPath: false,
  }
}

/** The same at each try; each letter of a case has a number of its own, so that its answer and its bounce are known. */
async function messageIdOf(
  tx: Db,
  { secretKey }: SendReplyDeps,
  row: Reply,
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
    and(eq(sentMails.caseId, row.caseId), eq(sentMails.kind, 'reply')),
  )
  return ourMessageId(secretKey, 'reply', `${reference}.${before + 1}`, domain)
}

async function settle(
  tx: Db,
  deps: SendReplyDeps,
  office: OfficeProfile,
  { row, state, because }: { row: Reply; state: ReplyState; because?: string },
): Promise<void> {
  const now = deps.now()
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, row.caseId)).for('update')
  const [found] = await tx.select().from(replies).where(eq(replies.id, row.id)).for('update')
  // Once: a note that is written again after a broken line finds the first one.
  const isOpen =
    found?.state === 'sending' ||
    found?.state === 'held' ||
    (found?.state === 'unknown' && state !== 'unknown')
  if (!found || !isOpen) return
  await tx.update(replies).set({ state }).where(eq(replies.id, row.id))
  const isSent = state === 'sent'
  if (isSent) await recordAction(tx, { office, caseId: row.caseId, actor: MACHINE, now })
  const about = { officeId: office.id, caseId: row.caseId, aboutId: row.id }
  const opened = isSent
    ? []
    : await openTask(tx, { ...about, kind: 'reply-not-sent', because: because ?? WHY[state] ?? '' }, now)
  await record(tx, [
    {
      ...{ officeId: office.id, at: now, actor: MACHINE, caseId: row.caseId },
      action: isSent ? 'reply-sent' : 'reply-not-sent',
      detail: { replyId: row.id, state },
    },
    ...opened,
  ])
}

const WHY: Partial<Record<ReplyState, string>> = {
  failed:
    'The mail server refused a letter that was written here, so it did not arrive. Check the address, or reach the person another way.',
  unknown:
    'A letter that was written here was cut off while it left: it may or may not have arrived, and is not sent again. Ask whoever it was for.',
}
