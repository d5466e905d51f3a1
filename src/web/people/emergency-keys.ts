/** Keys for emergencies of an office: made for a named person, ended for good, and each use looked at by somebody else. */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { record } from '../../audit/record.ts'
import type { Db } from '../../db/db.ts'
import { emergencyKeys, emergencySignIns, sessions, staff } from '../../db/schema.ts'
import { asRole, isSecondPerson, type Role } from '../roles.ts'
import type { KeyMade } from '../sign-in/webauthn.ts'

type By = { officeId: string; actor: string; actorName: string; now: Date }

export const findKeys = (tx: Db) => tx.select().from(emergencyKeys).orderBy(desc(emergencyKeys.addedAt))

/** Those that nobody has looked at, the oldest first by their moment, and then what was looked at last. */
export async function findUses(tx: Db) {
  const order = desc(emergencySignIns.at)
  const open = await tx
    .select()
    .from(emergencySignIns)
    .where(isNull(emergencySignIns.reviewedAt))
    .orderBy(order)
  const done = await tx
    .select()
    .from(emergencySignIns)
    .where(isNotNull(emergencySignIns.reviewedAt))
    .orderBy(order)
    .limit(50)
  return { open, done }
}

export type Holder = { userKey: string; userName: string; role: Role }

/** Whoever may hold a key, once for each role that the directory gives them here. */
export async function findHolders(tx: Db): Promise<Holder[]> {
  const people = await tx.select().from(staff).where(isNull(staff.shutOutAt)).orderBy(staff.userName)
  return people.flatMap(({ userKey, userName, roles }) =>
    roles.flatMap((word) => {
      const role = asRole(word)
      return role ? [{ userKey, userName, role }] : []
    }),
  )
}

/** False where that key is known here already, ended or not: one that was ended never opens anything again. */
export async function addKey(tx: Db, by: By, holder: Holder, key: KeyMade): Promise<boolean> {
  const id = randomUUID()
  const { officeId, now } = by
  const added = await tx
    .insert(emergencyKeys)
    .values({ id, officeId, ...holder, ...key, addedByName: by.actorName, addedAt: now })
    .onConflictDoNothing()
    .returning({ id: emergencyKeys.id })
  if (added.length === 0) return false
  const detail = { keyId: id, person: holder.userKey, role: holder.role }
  await record(tx, [{ officeId, at: now, actor: by.actor, action: 'emergency-key-added', detail }])
  return true
}

/** Ends the key and every session of its holder in the office: nobody can tell which of them it opened. */
export async function endKey(tx: Db, by: By, id: string): Promise<boolean> {
  const [ended] = await tx
    .update(emergencyKeys)
    .set({ endedAt: by.now, endedByName: by.actorName })
    .where(and(eq(emergencyKeys.id, id), isNull(emergencyKeys.endedAt)))
    .returning({ userKey: emergencyKeys.userKey })
  if (!ended) return false
  const out = await tx
    .delete(sessions)
    .where(eq(sessions.userKey, ended.userKey))
    .returning({ id: sessions.id })
  const detail = { keyId: id, ended: out.length }
  await record(tx, [
    { officeId: by.officeId, at: by.now, actor: by.actor, action: 'emergency-key-ended', detail },
  ])
  return true
}

export type Finding = 'justified' | 'not-justified'
export type Looked = { ok: true } | { ok: false; because: 'oneself' | 'looked-at-already' }

/** What a second person makes of a use; never whoever it was. */
export async function reviewUse(
  tx: Db,
  by: By,
  { id, finding, note }: { id: string; finding: Finding; note: string },
): Promise<Looked> {
  const [use] = await tx.select().from(emergencySignIns).where(eq(emergencySignIns.id, id)).for('update')
  if (!use || use.reviewedAt) return { ok: false, because: 'looked-at-already' }
  if (!isSecondPerson(use.userKey, by.actor)) return { ok: false, because: 'oneself' }
  await tx
    .update(emergencySignIns)
    .set({
      reviewedBy: by.actor,
      reviewedByName: by.actorName,
      reviewedAt: by.now,
      finding,
      reviewNote: note,
    })
    .where(eq(emergencySignIns.id, id))
  const detail = { signInId: id, finding }
  await record(tx, [
    { officeId: by.officeId, at: by.now, actor: by.actor, action: 'emergency-sign-in-reviewed', detail },
  ])
  return { ok: true }
}
