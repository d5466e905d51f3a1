/**
 * What a letter says of how its writer may be reached becomes a proposal that stays with the
 * writer, and a threat with explosives is held as evidence at once: both look inward only, and
 * a person decides about each. Written in the transaction that takes the letter in, so that no
 * acknowledgement is ever owed without it.
 */
import { randomUUID } from 'node:crypto'
import { type AuditEntry, MACHINE } from '../audit/record.ts'
import type { Arrival, CaseRow } from '../cases/arrival.ts'
import type { Standing } from '../cases/find-special.ts'
import { addDays, londonDay } from '../clocks/days.ts'
import { caseHolds, safeContacts } from '../db/schema.ts'
import type { Writes } from '../jobs/writes.ts'
import { role } from '../message/machine-made.ts'
import { isAmong, mailboxesOf, withoutTag } from '../offices/mailboxes.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import type { RiskCategory } from '../triage/risk.ts'
import { bombHoldOf } from './contact-bar.ts'
import type { Records } from './recent-replies.ts'
import { safeContactWish } from './safe-contact.ts'

/** Whoever harms them may read their mail or hold their telephone. */
const WATCHED: ReadonlySet<RiskCategory> = new Set([
  'domestic-abuse',
  'stalking-harassment',
  'honour-based-abuse',
  'sexual-offence',
  'exploitation',
])

const BECAUSE_WATCHED =
  'The letter tells of a danger in which somebody else may read their mail or answer their telephone.'
const BECAUSE_BOMB =
  'The letter speaks of explosives or terrorism. The police ask that nothing of it is answered, sent on or removed.'

type Facts = { arrival: Arrival; caseRow: CaseRow; machineMade: boolean; standing: Standing }

/** The rows that the letter calls for, and their line in the history; the records know of them too. */
export function noteDangerOfContact(writes: Writes, records: Records, facts: Facts): AuditEntry[] {
  const { arrival, caseRow, standing } = facts
  const { office, triage, now } = arrival
  const kinds = triage.risk.flags.filter(({ level }) => level !== 'none').map(({ category }) => category)
  const entry = (action: AuditEntry['action'], detail: AuditEntry['detail'] = {}): AuditEntry => ({
    officeId: office.id,
    at: now,
    actor: MACHINE,
    action,
    caseId: caseRow.id,
    detail,
  })
  const entries: AuditEntry[] = []
  if (kinds.includes('terrorism-explosives') && bombHoldOf(standing) === undefined) {
    const hold = bombHold(arrival, caseRow)
    writes.add(caseHolds, hold)
    records.standing.holds.push(hold)
    entries.push(entry('hold-placed', { kind: hold.kind }))
  }
  const because = facts.machineMade ? undefined : whyUnsafe(arrival, kinds)
  if (because !== undefined && standing.safe.length === 0) {
    const contact = proposal(arrival, caseRow, because)
    writes.add(safeContacts, contact)
    records.standing.safe.push({ ...contact, reference: caseRow.reference })
    entries.push(entry('safe-contact-proposed', { safeContactId: contact.id }))
  }
  return entries
}

const whyUnsafe = ({ message }: Arrival, kinds: readonly RiskCategory[]): string | undefined =>
  safeContactWish(message)?.because ?? (kinds.some((kind) => WATCHED.has(kind)) ? BECAUSE_WATCHED : undefined)

const bombHold = ({ office, now }: Arrival, caseRow: CaseRow): typeof caseHolds.$inferSelect => ({
  id: randomUUID(),
  officeId: office.id,
  caseId: caseRow.id,
  kind: 'bomb-threat',
  reason: BECAUSE_BOMB,
  placedBy: MACHINE,
  placedByName: 'Waypost',
  placedAt: now,
  owner: office.routes[caseRow.route].primary.post,
  reviewOn: addDays(londonDay(now), office.records.reviewHoldAfterDays),
  liftedByName: null,
  liftedAt: null,
  liftedBecause: null,
})

const proposal = (
  { office, row, now }: Arrival,
  caseRow: CaseRow,
  because: string,
): typeof safeContacts.$inferSelect => ({
  id: randomUUID(),
  officeId: office.id,
  caseId: caseRow.id,
  correspondentAddress: addressOfOne(office, row.fromAddress ?? caseRow.correspondentAddress),
  state: 'proposed',
  proposedBecause: because,
  messageId: row.id,
  reason: null,
  how: null,
  madeAt: now,
  decidedBy: null,
  decidedByName: null,
  decidedAt: null,
  endedByName: null,
  endedAt: null,
  endedBecause: null,
})

/** The address where it is one writer's: what is noted of a form's or our own would follow everybody. */
export function addressOfOne(office: OfficeProfile, address: string | null): string | null {
  if (address === null || isAmong(mailboxesOf(office), address)) return null
  return role({ from: { name: '', address }, returnPath: address }) ? null : withoutTag(address)
}
