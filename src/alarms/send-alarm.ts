/**
 * The job that tells duty staff of an alarm. Before the mail is sent the alarm is
 * already due again half a minute later: cut off in between, the same mail with the
 * same Message-ID goes out once more.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull } from 'drizzle-orm'
import { ourMessageId } from '../cases/reference-token.ts'
import { type Db, inOffice } from '../db/db.ts'
import { alarms } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteSending } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import { mailAddressFor } from '../jobs/who-to-tell.ts'
import { rungsOf } from '../offices/duty-rung.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { OutgoingMail } from '../outbox/outbox.ts'
import { alarmSpec } from './alarm-kinds.ts'
import { alarmText } from './alarm-text.ts'

const AGAIN_AFTER_MS = 15 * 60_000
/** Once everybody on the ladder was told, an hour between mails: more of them would be thrown away unread. */
const AGAIN_AFTER_ALL_MS = 60 * 60_000
const CUT_OFF_AFTER_MS = 30_000

type Row = typeof alarms.$inferSelect
type Claimed = { row: Row; mail: OutgoingMail; sentMailId: string }

/** Sends the mail that is due for this alarm, if one is. */
export async function sendAlarm(deps: SendingDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (!claimed) return
  const { row, mail, sentMailId } = claimed
  try {
    await handOver(deps, { officeId, sentMailId, mail }, async (tx, outcome) => {
      await again(tx, deps, row, outcome.state === 'refused' ? CUT_OFF_AFTER_MS : pauseAfter(office, row))
    })
  } catch (error) {
    if (!(error instanceof TryAgainLater)) throw error
    await inOffice(deps.db, officeId, (tx) => again(tx, deps, row, CUT_OFF_AFTER_MS))
  }
}

function pauseAfter(office: OfficeProfile, { kind, step }: Row): number {
  const { everyHours } = alarmSpec(kind)
  if (everyHours !== undefined) return everyHours * 60 * 60_000
  return step < rungsOf(office.duty.immediate).length - 1 ? AGAIN_AFTER_MS : AGAIN_AFTER_ALL_MS
}

/** Whoever is told next; of an alarm that begins with the fallback or with the head of the office, the ladder after it. */
async function toldNext(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  { kind, step }: Row,
): Promise<string> {
  const { firstToFallback, firstToHead } = alarmSpec(kind)
  const at = deps.now()
  if (firstToFallback && step === 0) return office.duty.fallback.email
  if (firstToHead && step === 0) {
    const head = rungsOf(office.duty.immediate).length - 1
    return mailAddressFor(tx, deps, { office, step: head, at })
  }
  return mailAddressFor(tx, deps, { office, step: firstToFallback || firstToHead ? step - 1 : step, at })
}

async function claim(
  tx: Db,
  deps: SendingDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const [row] = await tx.select().from(alarms).where(eq(alarms.id, id)).for('update')
  if (!row?.nextMailAt || row.nextMailAt > now) return undefined
  const cutOffAt = new Date(now.getTime() + CUT_OFF_AFTER_MS)
  // Whoever said hours ago that they know is asked again: it is still not over.
  await tx.update(alarms).set({ nextMailAt: cutOffAt, seenBy: null, seenAt: null }).where(eq(alarms.id, id))
  await deps.queue.enqueue(tx, 'alarm', { officeId: office.id, id }, cutOffAt)
  const to = await toldNext(tx, deps, office, row)
  const mail = compose(deps, office, row, to)
  const { to: toAddress, subject, text, messageId } = mail
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    kind: 'alarm',
    ...{ toAddress, subject, text, messageId },
  })
  return { row, mail, sentMailId }
}

function compose(deps: SendingDeps, office: OfficeProfile, row: Row, to: string): OutgoingMail {
  const link = `${deps.publicUrl}/problems?office=${office.id}`
  const from = deps.senderOf(office)
  return {
    messageId: ourMessageId(deps.secretKey, 'alarm', `${row.id}.${row.step}`, domainOf(from)),
    from: { name: `${office.shortName} service alarms`, address: from },
    to,
    ...alarmText({ officeName: office.shortName, kind: row.kind, about: row.about, link }),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', Importance: 'high' },
    nullReturnPath: true,
    urgent: true,
  }
}

/** The next rung is due after that long, unless somebody has seen the alarm or it ended meanwhile. */
async function again(tx: Db, deps: SendingDeps, row: Row, afterMs: number): Promise<void> {
  const nextMailAt = new Date(deps.now().getTime() + afterMs)
  const waiting = await tx
    .update(alarms)
    .set({ step: row.step + 1, nextMailAt })
    .where(and(eq(alarms.id, row.id), isNull(alarms.endedAt), isNull(alarms.seenAt)))
    .returning({ id: alarms.id })
  if (waiting.length > 0)
    await deps.queue.enqueue(tx, 'alarm', { officeId: row.officeId, id: row.id }, nextMailAt)
}
