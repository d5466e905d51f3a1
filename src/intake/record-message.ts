import { eq } from 'drizzle-orm'
import { type Decided, decideAcknowledgement } from '../acknowledgements/decide.ts'
import { markBounced } from '../acknowledgements/mark-bounced.ts'
import { noteDangerOfContact } from '../acknowledgements/note-danger.ts'
import { countedBy, type Records } from '../acknowledgements/recent-replies.ts'
import type { Alarm } from '../alarms/raise-alarm.ts'
import type { AuditEntry } from '../audit/record.ts'
import type { Arrival } from '../cases/arrival.ts'
import { findPartOf } from '../cases/find-part.ts'
import { findStanding, type Standing, standingFor } from '../cases/find-special.ts'
import type { SentMail } from '../cases/find-thread.ts'
import { arrivalAudit, keepMessage, raiseFlags, startClocks } from '../cases/record-arrival.ts'
import { type NewTask, openTask } from '../cases/tasks.ts'
import type { Db } from '../db/db.ts'
import { drills } from '../db/schema.ts'
import { noteDelivery } from '../escalations/note-delivery.ts'
import { raiseAlert } from '../escalations/raise.ts'
import type { Writes } from '../jobs/writes.ts'
import type { DataKey } from '../keys/encryption.ts'
import type { Bounce } from '../message/bounce.ts'
import type { Message } from '../message/message.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { Triage } from '../triage/triage.ts'
import type { Judged } from './judge.ts'
import { messageRow } from './message-row.ts'
import { type Placed, placeMessage } from './place-message.ts'
import type { TakeInDeps } from './take-in.ts'

/** What the letters of one batch are recorded with. */
export type Recording = { tx: Db; writes: Writes; deps: TakeInDeps; records: Records }

/** One alarm for each part that fails, however many letters it fails for. */
const faultAlarms = (officeId: string, { faults = [] }: Triage): Alarm[] =>
  faults.map((part) => ({ officeId, kind: 'letter-not-judged', about: part }))

const partOnly = (officeId: string, caseId: string, aboutId: string): NewTask => ({
  officeId,
  caseId,
  kind: 'part-only',
  aboutId,
  because:
    'Only the beginning of a message is here, because it is very large or the mail server did not hand over the rest. Have the whole of it fetched below, or read it in the mailbox.',
})

const NOTHING_DECIDED: Decided = { history: [], alarms: [] }

const noteCaseOfDrill = async (tx: Db, drillId: string, caseId: string): Promise<void> => {
  await tx.update(drills).set({ caseId }).where(eq(drills.id, drillId))
}

/** What is written last, for all of the batch: the history, and alarms, which write into it. */
export type Recorded = { history: AuditEntry[]; alarms: Alarm[] }

/** A page that came back brings the next person forward at once: whoever it was for knows nothing. */
async function bouncedPage(
  tx: Db,
  deps: Pick<TakeInDeps, 'queue' | 'now'>,
  { mail, bounce }: { mail: SentMail | undefined; bounce: Bounce | undefined },
): Promise<AuditEntry[]> {
  if (mail?.kind !== 'page' || !bounce?.isFinal) return []
  const delivery = { state: 'undelivered' as const, because: 'bounced' }
  return noteDelivery(tx, deps, { sentMailId: mail.id, delivery })
}

/** What was noted of this writer and this case, also by a letter of the same batch. */
async function standingOf(tx: Db, records: Records, placed: Placed, message: Message): Promise<Standing> {
  const { sender, writer } = countedBy(message)
  const of = { caseIds: [placed.caseRow.id], addresses: [sender, writer] }
  const inBatch = standingFor(records.standing, of)
  if (!placed.thread.joins) return inBatch
  const earlier = await findStanding(tx, { ...of, addresses: [] })
  return {
    safe: [...earlier.safe, ...inBatch.safe],
    restrictions: inBatch.restrictions,
    holds: [...earlier.holds, ...inBatch.holds],
    notUsed: [...earlier.notUsed, ...inBatch.notUsed],
  }
}

/**
 * Records one judged message with everything it is owed. The rows are gathered in
 * `writes`; the history comes back, because it is written last: its chain is locked
 * from its first row to the commit.
 */
export async function recordMessage(
  { tx, writes, deps, records }: Recording,
  office: OfficeProfile,
  { raw, message, triage, rulesVersion, key }: Judged & { key: DataKey },
): Promise<Recorded> {
  const now = deps.now()
  const row = messageRow(raw, { message, triage, rulesVersion, now })
  const { drillId } = raw
  const arrival: Arrival = { office, calendars: deps.calendars, message, triage, row, key, now, drillId }
  const part = raw.wholeOf === null ? undefined : await findPartOf(tx, raw.wholeOf)
  const placed = await placeMessage({ tx, writes, secretKey: deps.secretKey }, arrival, {
    source: raw.source,
    part,
  })
  const { caseRow, thread, machineMade } = placed
  keepMessage(writes, arrival, {
    caseId: caseRow.id,
    reference: caseRow.reference,
    hints: placed.hints,
  })
  if (deps.scanner && message.attachments.length > 0)
    writes.owe('scan', { officeId: raw.officeId, id: raw.id })
  // A drill owes nothing to anybody outside: no deadline runs, and nothing can be sent to its writer.
  const kinds = drillId ? [] : startClocks(writes, arrival, caseRow.id, part?.clocks)
  raiseFlags(writes, arrival, caseRow.id)
  const isAnsweredAlready = part !== undefined
  const standing = await standingOf(tx, records, placed, message)
  const decided = drillId
    ? NOTHING_DECIDED
    : decideAcknowledgement(writes, deps, {
        ...{ arrival, caseRow, thread, records, isAnsweredAlready, standing },
        delivered: raw,
      })
  // Of an invented letter nothing is noted that would follow its writer.
  const warned = drillId
    ? []
    : noteDangerOfContact(writes, records, { arrival, caseRow, machineMade, standing })
  if (drillId) await noteCaseOfDrill(tx, drillId, caseRow.id)
  // A machine's mail without readable words is no cry for help; with risk language in it, it may be.
  // One that a fault of ours made unreadable may hold anything.
  const isWordless = triage.risk.level === 'unreadable' && !triage.faults?.includes('risk')
  const level = machineMade && isWordless ? 'none' : triage.risk.level
  // An alert points at its case, which therefore has to be there.
  if (level !== 'none' || raw.cutShort) await writes.write(tx, deps.queue)
  const alerts = await raiseAlert(tx, { queue: deps.queue, now }, { office, caseId: caseRow.id, level })
  const history = [
    ...arrivalAudit(arrival, caseRow, {
      joined: thread.joins !== undefined,
      reopened: thread.joins?.status === 'closed' && caseRow.status !== 'closed',
      kinds,
    }),
    ...alerts,
    ...decided.history,
    ...(raw.cutShort ? await openTask(tx, partOnly(office.id, caseRow.id, raw.id), now) : []),
    ...warned,
    ...(await markBounced(tx, thread.answered, { bounce: placed.bounce, now })),
    ...(await bouncedPage(tx, deps, { mail: thread.answered, bounce: placed.bounce })),
  ]
  return { history, alarms: [...decided.alarms, ...faultAlarms(office.id, triage)] }
}
