import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { londonDay } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { cases, referenceCounters } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import { encryptText } from '../keys/encryption.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Arrival, CaseRow } from './arrival.ts'
import type { Thread } from './find-thread.ts'
import { formatReference } from './reference.ts'
import { disposalDayOf, retentionColumns } from './retention-columns.ts'

/** A new case for the message, which names another where it quoted a reference that it may not join. */
export async function openCase(
  { tx, writes }: { tx: Db; writes: Writes },
  arrival: Arrival,
  linked: Thread['linked'],
): Promise<CaseRow> {
  const { office, message, triage, row, now } = arrival
  const { primary, others, abstained } = triage.route
  const values: CaseRow = {
    id: randomUUID(),
    officeId: office.id,
    reference: await nextReference(tx, office, now),
    status: 'new',
    route: primary,
    others: [...others],
    routeConfirmed: false,
    abstained,
    risk: triage.risk.level,
    channel: row.channel,
    correspondentName: row.fromName,
    correspondentAddress: row.fromAddress ?? null,
    subject: message.subject,
    linkedCaseId: linked?.caseId ?? null,
    linkedBecause: linked?.because ?? null,
    drillId: arrival.drillId,
    openedAt: row.receivedAt,
    lastActionAt: now,
    closedAt: null,
    outcome: null,
    outcomeKind: null,
    ...retentionColumns(office, [primary, ...others]),
    periodEvent: null,
    periodFrom: null,
    disposeAfter: disposalDayOf(office, { routes: [primary, ...others], lastActionAt: now }),
    lastHandler: null,
    disposedAt: null,
    version: 1,
    ownerKey: '',
    ownerName: '',
    ...NOTHING_YET,
    language: triage.language,
    hasUnread: row.status !== 'parsed' || row.unread.length > 0,
  }
  writes.add(cases, { ...values, subject: encryptText(arrival.key, values.subject) })
  return values
}

/** The database keeps these up, from the first row that belongs to the case. */
export const NOTHING_YET = {
  nextDueOn: null,
  nextDueKind: null,
  clockState: 'none',
  acknowledgementHeld: false,
  openTasks: 0,
} as const

/** The next reference of that office and year. Its row stays locked until the commit, so that no number is skipped. */
export async function nextReference(tx: Db, office: OfficeProfile, now: Date): Promise<string> {
  const year = Number(londonDay(now).slice(0, 4))
  const [counter] = await tx
    .insert(referenceCounters)
    .values({ officeId: office.id, year, last: 1 })
    .onConflictDoUpdate({
      target: [referenceCounters.officeId, referenceCounters.year],
      set: { last: sql`${referenceCounters.last} + 1` },
    })
    .returning({ last: referenceCounters.last })
  if (!counter) throw new Error('The counter of references gave no number')
  return formatReference(office.referencePrefix, year, counter.last)
}
