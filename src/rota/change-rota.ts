/**
 * The one way to change a rota: under a lock of the office, by a named person, into the history,
 * and with a look for gaps in the same transaction, so that the change that leaves a night empty
 * raises its alarm at once and the one that fills it ends it.
 */
import { sql } from 'drizzle-orm'
import { type AuditAction, record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import type { Enqueue } from '../jobs/queue.ts'
import type { OfficeProfile } from '../offices/profile.ts'
import { noteGaps } from './note-gaps.ts'
import { readRota } from './read-rota.ts'
import type { Rota } from './rota.ts'

export type ActingOnRota = {
  office: OfficeProfile
  actor: string
  actorName: string
  now: Date
  queue: Enqueue
}

export type RotaRefusal =
  | 'no-such-person'
  | 'person-has-left'
  | 'user-taken'
  | 'hours-overlap'
  | 'no-such-rotation'
  | 'ended-already'
  | 'no-such-cover'
  | 'over-already'
  | 'shift-changed'
  | 'same-person'
  /** Of the pages: a key that nobody here signs in with, and a shift of somebody else. */
  | 'user-unknown'
  | 'not-yours'

export type Changed = { ok: true } | { ok: false; because: RotaRefusal }

export const refused = (because: RotaRefusal): Changed => ({ ok: false, because })

/** What was done, for the history: ids, moments and fixed words. */
export type Done = { ok: true; action: AuditAction; detail: Record<string, string | number | boolean | null> }

/** Makes the change on the rota as it stands. Of two people who change it at once, one comes second and sees it. */
export async function changeRota(
  tx: Db,
  acting: ActingOnRota,
  change: (rota: Rota) => Promise<Done | Changed>,
): Promise<Changed> {
  const officeId = acting.office.id
  // Let go at the commit; for a transaction, because poolers share sessions.
  await tx.execute(sql`select pg_advisory_xact_lock(7290003, hashtext(${officeId}))`)
  const done = await change(await readRota(tx, officeId))
  if (!done.ok || !('action' in done)) return done
  await record(tx, [
    { officeId, at: acting.now, actor: acting.actor, action: done.action, detail: done.detail },
  ])
  await noteGaps(tx, acting, acting.office)
  return { ok: true }
}

/** Why that person cannot be given a duty now, or undefined where they can. */
export function cannotTake(rota: Rota, personId: string, now: Date): RotaRefusal | undefined {
  const person = rota.people.get(personId)
  if (!person) return 'no-such-person'
  return person.leavesAt && person.leavesAt <= now ? 'person-has-left' : undefined
}
