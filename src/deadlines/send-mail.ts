/**
 * The job that sends one mail about deadlines, once: claimed and noted word for word in
 * one transaction, handed over, settled. Cut off in between, nobody can know whether it
 * left, so it is not sent again: the next morning says what is still owed. That somebody
 * was told of a breach has to be known, so there a person is asked to ring them.
 */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { AlarmKind } from '../alarms/alarm-kinds.ts'
import { raiseAlarm } from '../alarms/raise-alarm.ts'
import { sayBreach } from '../breaches/breach-mail.ts'
import { calendarsNow } from '../cases/calendars-now.ts'
import { ourMessageId } from '../cases/reference-token.ts'
import type { Calendars } from '../clocks/calendars.ts'
import { londonDay, sayDay } from '../clocks/days.ts'
import { type Db, inOffice } from '../db/db.ts'
import { cases, clocks, deadlineMails } from '../db/schema.ts'
import { TryAgainLater } from '../errors.ts'
import { handOver, noteOutcome, noteSending } from '../jobs/hand-over.ts'
import type { JobIds } from '../jobs/queue.ts'
import type { SendingDeps } from '../jobs/sending.ts'
import { domainOf } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Handover, OutgoingMail } from '../outbox/outbox.ts'
import { calledInMail, findOwed, forAddress, isNothing } from './find-owed.ts'
import { digestText, hourAlarmText, type MailText } from './mail-text.ts'

export type DeadlineMailDeps = SendingDeps & { calendars: Calendars }

type Row = typeof deadlineMails.$inferSelect
type Claimed = { row: Row; claimedAt: Date; sentMailId: string; mail: OutgoingMail }

/** Longer than any hand-over takes; the claim of a live sender is never taken for a dead one's. */
const CUT_OFF_AFTER_MS = 120_000

const STATE_AFTER: Record<Handover['state'], Row['state']> = {
  'handed-over': 'sent',
  refused: 'failed',
  unknown: 'unknown',
}

/** Sends the mail if it is still owed and there is still something to say. */
export async function sendDeadlineMail(deps: DeadlineMailDeps, { officeId, id }: JobIds): Promise<void> {
  const office = deps.offices.get(officeId)
  if (!office) throw new Error('The job names an office that has no profile')
  const claimed = await inOffice(deps.db, officeId, (tx) => claim(tx, deps, office, id))
  if (!claimed) return
  try {
    await handOver(deps, { officeId, ...claimed }, async (tx, { state }) => {
      await set(tx, id, STATE_AFTER[state])
      if (state !== 'handed-over') await raiseUnsent(tx, deps, claimed.row, state)
    })
  } catch (error) {
    if (error instanceof TryAgainLater)
      await noteOutcome(deps.db, officeId, async (tx) => {
        // Only our own claim: by a second try of this note somebody else may be sending it.
        const isOurs = and(
          eq(deadlineMails.id, id),
          eq(deadlineMails.state, 'sending'),
          eq(deadlineMails.claimedAt, claimed.claimedAt),
        )
        await tx.update(deadlineMails).set({ state: 'owed' }).where(isOurs)
      })
    throw error
  }
}

const isAboutBreach = ({ kind }: Row): boolean => kind === 'breach-opened' || kind === 'breach-hours'

async function raiseUnsent(
  tx: Db,
  { queue, now }: DeadlineMailDeps,
  row: Row,
  state: 'refused' | 'unknown',
): Promise<void> {
  const kind: AlarmKind | undefined = isAboutBreach(row)
    ? 'breach-mail-not-sent'
    : state === 'refused'
      ? 'deadline-mail-refused'
      : undefined
  if (kind)
    await raiseAlarm(tx, { queue, now: now() }, { officeId: row.officeId, kind, about: row.toAddress })
}

const set = async (tx: Db, id: string, state: Row['state']): Promise<void> => {
  await tx.update(deadlineMails).set({ state }).where(eq(deadlineMails.id, id))
}

async function claim(
  tx: Db,
  deps: DeadlineMailDeps,
  office: OfficeProfile,
  id: string,
): Promise<Claimed | undefined> {
  const now = deps.now()
  const [row] = await tx.select().from(deadlineMails).where(eq(deadlineMails.id, id)).for('update')
  if (!row) return undefined
  if (
    row.state === 'sending' &&
    row.claimedAt &&
    Math.abs(now.getTime() - row.claimedAt.getTime()) > CUT_OFF_AFTER_MS
  ) {
    await set(tx, id, 'unknown')
    await raiseUnsent(tx, deps, row, 'unknown')
  }
  if (row.state !== 'owed') return undefined
  const said = await SAID[row.kind](tx, deps, office, row)
  if (!said) {
    await set(tx, id, 'nothing')
    return undefined
  }
  const mail = compose(deps, office, row, said)
  const { to: toAddress, subject, text, messageId } = mail
  const sentMailId = await noteSending(tx, {
    id: randomUUID(),
    officeId: office.id,
    kind: 'deadlines',
    ...{ toAddress, subject, text, messageId },
  })
  await tx
    .update(deadlineMails)
    .set({ state: 'sending', claimedAt: now, sentMailId })
    .where(eq(deadlineMails.id, id))
  return { row, claimedAt: now, sentMailId, mail }
}

type Say = (tx: Db, deps: DeadlineMailDeps, office: OfficeProfile, row: Row) => Promise<MailText | undefined>

const sayOfBreach: Say = (tx, deps, office, row) => sayBreach(tx, { ...deps, office }, row)

const SAID: Record<Row['kind'], Say> = {
  digest: (...about) => sayDigest(...about),
  'hour-alarm': (...about) => sayHours(...about),
  'breach-opened': sayOfBreach,
  'breach-hours': sayOfBreach,
}

/** What is owed now, not when it was made; a digest that could not leave on its day is not sent on another. */
async function sayDigest(
  tx: Db,
  deps: DeadlineMailDeps,
  office: OfficeProfile,
  { on, toAddress }: Row,
): Promise<MailText | undefined> {
  const now = deps.now()
  if (londonDay(now) !== on) return undefined
  const calendars = await calendarsNow(tx, deps.calendars, office.id)
  const owed = forAddress(await findOwed(tx, office, { now, calendars }), toAddress)
  const link = (path: string) => `${deps.publicUrl}${path}?office=${office.id}`
  return isNothing(owed)
    ? undefined
    : digestText(owed, { officeName: office.shortName, today: on, address: toAddress, link })
}

async function sayHours(
  tx: Db,
  deps: DeadlineMailDeps,
  office: OfficeProfile,
  { clockId, hours }: Row,
): Promise<MailText | undefined> {
  if (clockId === null || hours === null) return undefined
  const [found] = await tx
    .select({
      called: calledInMail,
      reference: cases.reference,
      kind: clocks.kind,
      dueOn: clocks.dueOn,
      stoppedAt: clocks.stoppedAt,
    })
    .from(clocks)
    .innerJoin(cases, eq(cases.id, clocks.caseId))
    .where(eq(clocks.id, clockId))
  if (!found || found.stoppedAt) return undefined
  return hourAlarmText({
    officeName: office.shortName,
    ...{ reference: found.called, kind: found.kind, hours },
    dueText: found.dueOn ? `It is owed by ${sayDay(found.dueOn)}.` : 'It has no day by which it is owed.',
    // The address of a sealed case would name it.
    link: `${deps.publicUrl}/${found.called === found.reference ? `cases/${found.reference}` : 'deadlines'}?office=${office.id}`,
  })
}

function compose(deps: DeadlineMailDeps, office: OfficeProfile, row: Row, said: MailText): OutgoingMail {
  const from = deps.senderOf(office)
  return {
    messageId: ourMessageId(deps.secretKey, 'deadlines', row.id, domainOf(from)),
    from: { name: `${office.shortName} deadlines`, address: from },
    to: row.toAddress,
    ...said,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    nullReturnPath: true,
    ...(isAboutBreach(row) ? { urgent: true } : {}),
  }
}
