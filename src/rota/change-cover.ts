import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { dutyOverrides } from '../db/schema.ts'
import { type ActingOnRota, type Changed, cannotTake, changeRota, refused } from './change-rota.ts'
import type { Cover, DutyLayer, Rota } from './rota.ts'
import { findShift, type Shift } from './shifts.ts'

export type NewCover = Pick<Cover, 'layer' | 'from' | 'to' | 'personId' | 'reason'>

/** Notes that somebody has the duty for a time. Where another cover is noted for that time, this one holds. */
export function noteCover(tx: Db, acting: ActingOnRota, cover: NewCover): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const wrong = cannotTake(rota, cover.personId, acting.now)
    if (wrong) return refused(wrong)
    if (cover.to <= acting.now) return refused('over-already')
    const id = randomUUID()
    await tx.insert(dutyOverrides).values(rowOf(acting, { ...cover, id, swapId: null }))
    const detail = { coverId: id, personId: cover.personId, ...sayWhen(cover) }
    return { ok: true, action: 'cover-noted', detail }
  })
}

/** Takes a cover back, or both halves of a swap: one half alone would leave one person with both shifts. */
export function withdrawCover(tx: Db, acting: ActingOnRota, id: string): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    const cover = rota.covers.find((one) => one.id === id)
    if (!cover) return refused('no-such-cover')
    const both = cover.swapId ? rota.covers.filter((one) => one.swapId === cover.swapId) : [cover]
    if (both.some(({ to }) => to <= acting.now)) return refused('over-already')
    const where = cover.swapId ? eq(dutyOverrides.swapId, cover.swapId) : eq(dutyOverrides.id, id)
    await tx
      .update(dutyOverrides)
      .set({ withdrawnAt: acting.now, withdrawnBy: acting.actor, withdrawnByName: acting.actorName })
      .where(and(where, eq(dutyOverrides.officeId, acting.office.id)))
    return { ok: true, action: 'cover-withdrawn', detail: { coverId: id, swapId: cover.swapId } }
  })
}

/** A shift as somebody saw it on a page: it is swapped only if it is still exactly that. */
export type SeenShift = { layer: DutyLayer; from: Date; personId: string }

/** Two people take each other's shifts, in one act. */
export function swapShifts(
  tx: Db,
  acting: ActingOnRota,
  { mine, theirs, reason }: { mine: SeenShift; theirs: SeenShift; reason: string },
): Promise<Changed> {
  return changeRota(tx, acting, async (rota) => {
    if (mine.personId === theirs.personId) return refused('same-person')
    const [one, other] = [seen(rota, mine, acting.now), seen(rota, theirs, acting.now)]
    if (!one || !other) return refused('shift-changed')
    for (const { personId } of [mine, theirs]) {
      const wrong = cannotTake(rota, personId, acting.now)
      if (wrong) return refused(wrong)
    }
    const swapId = randomUUID()
    const half = (shift: Shift, personId: string) =>
      rowOf(acting, { ...shift, id: randomUUID(), personId, reason, swapId })
    await tx.insert(dutyOverrides).values([half(one, theirs.personId), half(other, mine.personId)])
    const detail = { swapId, personId: mine.personId, withPersonId: theirs.personId }
    return { ok: true, action: 'shifts-swapped', detail }
  })
}

const seen = (rota: Rota, { layer, from, personId }: SeenShift, now: Date): Shift | undefined => {
  const shift = findShift(rota, layer, from, now)
  return shift?.person.id === personId ? shift : undefined
}

const rowOf = (
  acting: ActingOnRota,
  { id, layer, from, to, personId, reason, swapId }: Omit<Cover, 'notedAt'>,
): typeof dutyOverrides.$inferInsert => ({
  ...{ id, officeId: acting.office.id, layer, fromAt: from, toAt: to, personId, reason, swapId },
  ...{ notedBy: acting.actor, notedByName: acting.actorName, notedAt: acting.now },
})

const sayWhen = ({ layer, from, to }: NewCover) => ({
  layer,
  from: from.toISOString(),
  to: to.toISOString(),
})
