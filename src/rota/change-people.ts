import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { dutyPeople } from '../db/schema.ts'
import { type ActingOnRota, type Changed, changeRota, refused } from './change-rota.ts'
import type { DutyPerson, Rota } from './rota.ts'

/** What is known of somebody: `phone` in E.164, `userKey` where they sign in here. */
export type PersonEntry = Pick<DutyPerson, 'name' | 'email' | 'phone' | 'userKey'>

/** Puts somebody on the list. They have no duty before a rotation or a cover names them. */
export function addPerson(tx: Db, acting: ActingOnRota, entry: PersonEntry): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    if (isTaken(rota, entry.userKey)) return refused('user-taken')
    const id = randomUUID()
    await tx.insert(dutyPeople).values({
      ...{ id, officeId: acting.office.id, ...entry },
      ...{ addedBy: acting.actor, addedByName: acting.actorName, addedAt: acting.now },
    })
    return { ok: true, action: 'duty-person-added', detail: { personId: id } }
  })
}

/** Changes how somebody is reached or what they are called; the history says which of it, and never what. */
export function changePerson(tx: Db, acting: ActingOnRota, id: string, entry: PersonEntry): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const person = rota.people.get(id)
    if (!person) return refused('no-such-person')
    if (isTaken(rota, entry.userKey, id)) return refused('user-taken')
    const changed = FIELDS.filter((field) => person[field] !== entry[field])
    if (changed.length === 0) return { ok: true }
    await tx.update(dutyPeople).set(entry).where(eq(dutyPeople.id, id))
    return { ok: true, action: 'duty-person-changed', detail: { personId: id, changed: changed.join(' ') } }
  })
}

const FIELDS = ['name', 'email', 'phone', 'userKey'] as const

/**
 * From that moment on they are not on duty. Their turns in rotations become gaps, which are shown
 * and told: nobody else is given them without being asked. What they did stays in the history.
 */
export function noteLeaving(
  tx: Db,
  acting: ActingOnRota,
  { id, leavesAt }: { id: string; leavesAt: Date },
): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const person = rota.people.get(id)
    if (!person) return refused('no-such-person')
    if (person.leavesAt && person.leavesAt <= acting.now) return refused('person-has-left')
    const noted = {
      leavingNotedBy: acting.actor,
      leavingNotedByName: acting.actorName,
      leavingNotedAt: acting.now,
    }
    await tx
      .update(dutyPeople)
      .set({ leavesAt, ...noted })
      .where(eq(dutyPeople.id, id))
    return {
      ok: true,
      action: 'duty-person-leaving',
      detail: { personId: id, leavesAt: leavesAt.toISOString() },
    }
  })
}

const isTaken = (rota: Rota, userKey: string | null, self?: string): boolean =>
  userKey !== null &&
  [...rota.people.values()].some((one) => one.userKey === userKey && one.id !== self && !one.leavesAt)
