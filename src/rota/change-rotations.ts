import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { dutyRotations } from '../db/schema.ts'
import { type ActingOnRota, type Changed, cannotTake, changeRota, refused } from './change-rota.ts'
import { hoursOverlap } from './hours-overlap.ts'
import { momentOf } from './london-moment.ts'
import type { Rota, Rotation } from './rota.ts'

export type NewRotation = Pick<
  Rotation,
  'layer' | 'people' | 'startsOn' | 'handover' | 'hours' | 'onBankHolidays'
>

const later = (a: Date, b: Date): Date => (a > b ? a : b)

/**
 * Adds a rotation. One that holds all the time takes the place of the one before it, which ends at
 * the moment in which this begins. One with hours stands beside others, and is refused where the
 * hours of two overlap, because then nobody could say who of the two was meant.
 */
export function addRotation(tx: Db, acting: ActingOnRota, added: NewRotation): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const { onBankHolidays } = added
    const named = [...added.people, ...(onBankHolidays.what === 'person' ? [onBankHolidays.personId] : [])]
    for (const personId of named) {
      const wrong = cannotTake(rota, personId, acting.now)
      if (wrong) return refused(wrong)
    }
    const beginsAt = later(momentOf(added.startsOn, added.handover.time), acting.now)
    const others = runningAfter(rota, added, beginsAt)
    if (added.hours && others.some((one) => hoursOverlap(one.hours, added.hours)))
      return refused('hours-overlap')
    const id = randomUUID()
    await tx.insert(dutyRotations).values(rowOf(acting, { ...added, id }))
    const replaced = added.hours ? [] : others
    for (const one of replaced) await endAt(tx, acting, one, beginsAt)
    const detail = { rotationId: id, layer: added.layer, beginsAt: beginsAt.toISOString() }
    return {
      ok: true,
      action: 'rotation-added',
      detail: { ...detail, replaces: replaced.map((one) => one.id).join(' ') },
    }
  })
}

/** Those of the same layer and kind that would still run when this one begins. */
const runningAfter = (rota: Rota, { layer, hours }: NewRotation, beginsAt: Date): Rotation[] =>
  rota.rotations.filter(
    (one) =>
      one.layer === layer &&
      (one.hours === undefined) === (hours === undefined) &&
      (!one.endsAt || one.endsAt > beginsAt),
  )

const rowOf = (
  acting: ActingOnRota,
  { id, layer, people, startsOn, handover, hours, onBankHolidays }: NewRotation & { id: string },
): typeof dutyRotations.$inferInsert => ({
  ...{ id, officeId: acting.office.id, layer, people: [...people], startsOn },
  handoverWeekday: handover.weekday,
  handoverTime: handover.time,
  hoursOn: hours ? [...hours.on] : null,
  hoursFrom: hours?.from ?? null,
  hoursTo: hours?.to ?? null,
  bankHolidays: onBankHolidays.what,
  bankHolidayPerson: onBankHolidays.what === 'person' ? onBankHolidays.personId : null,
  calendar: acting.office.calendar,
  notedBy: acting.actor,
  notedByName: acting.actorName,
  notedAt: acting.now,
})

/** Ends a rotation at that moment, or now where that is past. What comes after it is a gap unless another holds. */
export function endRotation(
  tx: Db,
  acting: ActingOnRota,
  { id, endsAt }: { id: string; endsAt: Date },
): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const rotation = rota.rotations.find((one) => one.id === id)
    if (!rotation) return refused('no-such-rotation')
    if (rotation.endsAt && rotation.endsAt <= acting.now) return refused('ended-already')
    const at = later(endsAt, acting.now)
    await endAt(tx, acting, rotation, at)
    return { ok: true, action: 'rotation-ended', detail: { rotationId: id, endsAt: at.toISOString() } }
  })
}

const endAt = (tx: Db, acting: ActingOnRota, { id }: Rotation, endsAt: Date) =>
  tx
    .update(dutyRotations)
    .set({ endsAt, endedBy: acting.actor, endedByName: acting.actorName, endedAt: acting.now })
    .where(and(eq(dutyRotations.id, id), eq(dutyRotations.officeId, acting.office.id)))
