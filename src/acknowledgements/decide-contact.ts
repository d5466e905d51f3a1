/**
 * What a person decides about reaching a writer: that they may be reached only so, or just as
 * anybody; that contact is restricted. Whatever is owed to them is held in the same transaction,
 * in this case and in every other of the same address.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acted, type Acting, actionEntry, recordAction } from '../cases/act-on-case.ts'
import type { CaseRow } from '../cases/arrival.ts'
import { NOTHING_STANDS } from '../cases/find-special.ts'
import type { IsoDate } from '../clocks/days.ts'
import type { Db } from '../db/db.ts'
import { contactRestrictions, safeContacts } from '../db/schema.ts'
import { contactBar } from './contact-bar.ts'
import { holdOwed, lockWhatIsOwed } from './hold-owed.ts'
import { addressOfOne } from './note-danger.ts'

export type Decided =
  | Acted
  | { ok: false; because: 'decided-meanwhile' | 'no-address' | 'restricted-already' }

type ActingOn = Acting & { caseRow: CaseRow }

const OPEN_CONTACT = inArray(safeContacts.state, ['proposed', 'set'])
const nameOf = ({ actorName, actor }: Acting): string => actorName ?? actor
const askedBy = ({ office, caseId, caseRow, actor, now }: ActingOn) => ({
  officeId: office.id,
  caseId,
  address: addressOfOne(office, caseRow.correspondentAddress),
  actor,
  now,
})

/** Notes how the writer may be reached. What stood on the case before is ended, and its words are kept. */
export async function setSafeContact(
  tx: Db,
  acting: ActingOn,
  said: { reason: string; how: string },
): Promise<Decided> {
  const asked = askedBy(acting)
  await lockWhatIsOwed(tx, asked)
  const [open] = await tx
    .select()
    .from(safeContacts)
    .where(and(eq(safeContacts.caseId, acting.caseId), OPEN_CONTACT))
  const decided = { ...said, state: 'set' as const, decidedBy: acting.actor }
  const stamp = { decidedByName: nameOf(acting), decidedAt: acting.now }
  if (open?.state === 'set') await end(tx, acting, open.id, 'It was noted anew.')
  const id = open?.state === 'proposed' ? open.id : randomUUID()
  if (open?.state === 'proposed')
    await tx
      .update(safeContacts)
      .set({ ...decided, ...stamp })
      .where(eq(safeContacts.id, id))
  else
    await tx.insert(safeContacts).values({
      id,
      officeId: acting.office.id,
      caseId: acting.caseId,
      correspondentAddress: asked.address,
      madeAt: acting.now,
      ...decided,
      ...stamp,
    })
  const [row] = await tx.select().from(safeContacts).where(eq(safeContacts.id, id))
  const { reference } = acting.caseRow
  const bar = row && contactBar({ ...NOTHING_STANDS, safe: [{ ...row, reference }] })
  const held = bar ? await holdOwed(tx, asked, bar) : 0
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'safe-contact-set', { safeContactId: id, held })])
  return { ok: true }
}

/** A person has read the letter: what the machine saw is no reason, and why. What is held stays held. */
export const refuseSafeContact = (
  tx: Db,
  acting: Acting,
  asked: { id: string; because: string },
): Promise<Decided> => finish(tx, acting, asked, { from: 'proposed', to: 'refused' })

/** It no longer holds: the person is safe, or has said another way. */
export const endSafeContact = (
  tx: Db,
  acting: Acting,
  asked: { id: string; because: string },
): Promise<Decided> => finish(tx, acting, asked, { from: 'set', to: 'ended' })

async function finish(
  tx: Db,
  acting: Acting,
  { id, because }: { id: string; because: string },
  { from, to }: { from: 'proposed' | 'set'; to: 'refused' | 'ended' },
): Promise<Decided> {
  const ended = await tx
    .update(safeContacts)
    .set({ state: to, endedByName: nameOf(acting), endedAt: acting.now, endedBecause: because })
    .where(and(eq(safeContacts.id, id), eq(safeContacts.caseId, acting.caseId), eq(safeContacts.state, from)))
    .returning({ id: safeContacts.id })
  if (ended.length === 0) return { ok: false, because: 'decided-meanwhile' }
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, `safe-contact-${to}`, { safeContactId: id })])
  return { ok: true }
}

async function end(tx: Db, acting: Acting, id: string, because: string): Promise<void> {
  const ending = { state: 'ended' as const, endedByName: nameOf(acting), endedAt: acting.now }
  await tx
    .update(safeContacts)
    .set({ ...ending, endedBecause: because })
    .where(eq(safeContacts.id, id))
}

/**
 * Restricts contact with the writer, by their address. Their letters are still read, scanned,
 * clocked and alerted; the acknowledgement alone waits for a person.
 */
export async function restrictContact(
  tx: Db,
  acting: ActingOn,
  said: { reason: string; arrangement: string; reviewOn: IsoDate },
): Promise<Decided> {
  const asked = askedBy(acting)
  if (asked.address === null) return { ok: false, because: 'no-address' }
  await lockWhatIsOwed(tx, asked)
  const id = randomUUID()
  const [row] = await tx
    .insert(contactRestrictions)
    .values({
      id,
      officeId: acting.office.id,
      caseId: acting.caseId,
      correspondentAddress: asked.address,
      ...said,
      setBy: acting.actor,
      setByName: nameOf(acting),
      setAt: acting.now,
    })
    .onConflictDoNothing()
    .returning()
  if (!row) return { ok: false, because: 'restricted-already' }
  const bar = contactBar({ ...NOTHING_STANDS, restrictions: [row] })
  const held = bar ? await holdOwed(tx, asked, bar) : 0
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'restriction-set', { restrictionId: id, held })])
  return { ok: true }
}

/** Ends a restriction, with the reason. */
export async function endRestriction(
  tx: Db,
  acting: Acting,
  { id, because }: { id: string; because: string },
): Promise<Decided> {
  const ended = await tx
    .update(contactRestrictions)
    .set({ endedByName: nameOf(acting), endedAt: acting.now, endedBecause: because })
    .where(and(eq(contactRestrictions.id, id), isNull(contactRestrictions.endedAt)))
    .returning({ id: contactRestrictions.id })
  if (ended.length === 0) return { ok: false, because: 'decided-meanwhile' }
  await recordAction(tx, acting)
  await record(tx, [actionEntry(acting, 'restriction-ended', { restrictionId: id })])
  return { ok: true }
}
