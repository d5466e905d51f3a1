import { and, eq, inArray } from 'drizzle-orm'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import type { SentMail } from '../cases/find-thread.ts'
import { openTask } from '../cases/tasks.ts'
import type { Db } from '../db/db.ts'
import { acknowledgements } from '../db/schema.ts'
import type { Bounce } from '../message/bounce.ts'

/**
 * Notes that a mail of ours came back for good, and gives a person the task of reaching
 * whoever has not heard from us. A report of delay changes nothing: the mail server is
 * still trying, and says so again when it stops.
 */
export async function markBounced(
  tx: Db,
  mail: SentMail | undefined,
  { bounce, now }: { bounce: Bounce | undefined; now: Date },
): Promise<AuditEntry[]> {
  if (!mail?.caseId || !bounce?.isFinal || mail.kind === 'alarm' || mail.kind === 'test-page') return []
  const about = { officeId: mail.officeId, caseId: mail.caseId, aboutId: mail.id }
  if (mail.kind === 'page') {
    const because =
      'A page to duty staff came back. Make sure that somebody knows of the alert, and have the address put right.'
    return openTask(tx, { ...about, kind: 'page-bounced', because }, now)
  }
  if (mail.kind === 'reply') {
    const because =
      'A letter that was written here came back, so it did not arrive. Check the address, or reach the person another way.'
    return openTask(tx, { ...about, kind: 'reply-not-sent', because }, now)
  }
  // `sending` too: a fast mail server reports the loss before our own note of the hand-over is written.
  const marked = await tx
    .update(acknowledgements)
    .set({ state: 'bounced', bouncedAt: now, bounceStatus: bounce.status })
    .where(
      and(
        eq(acknowledgements.sentMailId, mail.id),
        inArray(acknowledgements.state, ['sending', 'sent', 'unknown']),
      ),
    )
    .returning({ id: acknowledgements.id })
  if (marked.length === 0) return []
  const because =
    'The acknowledgement came back, so the writer has not heard from us. Find another way to reach them, or send it to another address.'
  return [
    {
      officeId: mail.officeId,
      at: now,
      actor: MACHINE,
      action: 'acknowledgement-bounced',
      caseId: mail.caseId,
      detail: { status: statusClass(bounce.status) },
    },
    ...(await openTask(tx, { ...about, kind: 'acknowledgement-bounced', because }, now)),
  ]
}

/** RFC 3463 section 3.1: 5 is for good, 4 was given up after many tries. */
const statusClass = (status: string): string => (status === '' ? 'none' : (status[0] ?? 'none'))
