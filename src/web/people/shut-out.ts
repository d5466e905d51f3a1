import { and, eq, isNotNull } from 'drizzle-orm'
import { record } from '../../audit/record.ts'
import type { Db } from '../../db/db.ts'
import { sessions, staff } from '../../db/schema.ts'

type By = { officeId: string; actor: string; actorName: string; now: Date }
export type ShutOut = { ok: true } | { ok: false; because: 'no-such-person' | 'oneself' | 'done-already' }

/**
 * Shuts an account out of the office: its sessions end with their next request, and no sign-in
 * starts another, whatever roles the directory still gives it. What the person did stays theirs.
 */
export async function shutOut(
  tx: Db,
  by: By,
  { userKey, because }: { userKey: string; because: string },
): Promise<ShutOut> {
  // An office whose last administrator shuts themselves out cannot be opened from inside.
  if (userKey === by.actor) return { ok: false, because: 'oneself' }
  const [person] = await tx.select().from(staff).where(eq(staff.userKey, userKey)).for('update')
  if (!person) return { ok: false, because: 'no-such-person' }
  if (person.shutOutAt) return { ok: false, because: 'done-already' }
  await tx
    .update(staff)
    .set({
      shutOutAt: by.now,
      shutOutBy: by.actor,
      shutOutByName: by.actorName,
      shutOutBecause: because,
    })
    .where(eq(staff.userKey, userKey))
  const ended = await tx.delete(sessions).where(eq(sessions.userKey, userKey)).returning({ id: sessions.id })
  await note(tx, by, 'person-shut-out', { person: userKey, ended: ended.length })
  return { ok: true }
}

/** Lets the account in again; the person signs in as before. */
export async function letIn(tx: Db, by: By, { userKey }: { userKey: string }): Promise<ShutOut> {
  if (userKey === by.actor) return { ok: false, because: 'oneself' }
  const back = await tx
    .update(staff)
    .set({ shutOutAt: null, shutOutBy: null, shutOutByName: null, shutOutBecause: null })
    .where(and(eq(staff.userKey, userKey), isNotNull(staff.shutOutAt)))
    .returning({ userKey: staff.userKey })
  if (back.length === 0) return { ok: false, because: 'done-already' }
  await note(tx, by, 'person-let-in', { person: userKey })
  return { ok: true }
}

/** Everybody who has ever signed in to the office, by name. */
export const findPeople = (tx: Db) => tx.select().from(staff).orderBy(staff.userName)

const note = (
  tx: Db,
  { officeId, actor, now }: By,
  action: 'person-shut-out' | 'person-let-in',
  detail: Record<string, string | number>,
): Promise<void> => record(tx, [{ officeId, at: now, actor, action, detail }])
