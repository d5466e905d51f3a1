/** The open alerts of an office with what was last done about each, for whoever comes on duty next. Reads only. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import { CLIMBING, OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { alertMoves, cases, escalations, referrals, tasks } from '../db/schema.ts'
import { findStanding, standingFor } from './find-special.ts'

/** Those that nobody has answered first, then the immediate ones, the oldest first. */
export async function findHandover(tx: Db) {
  const open = await tx
    .select({ alert: escalations, caseRow: cases })
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .where(inArray(escalations.state, [...OPEN]))
    .orderBy(asc(escalations.level), asc(escalations.raisedAt))
  const ids = open.map(({ alert }) => alert.id)
  const caseIds = open.map(({ caseRow }) => caseRow.id)
  if (ids.length === 0) return []
  const [moves, told, todo, standing] = await Promise.all([
    tx.select().from(alertMoves).where(inArray(alertMoves.escalationId, ids)).orderBy(desc(alertMoves.at)),
    tx.select().from(referrals).where(inArray(referrals.escalationId, ids)).orderBy(asc(referrals.toldAt)),
    tx
      .select({ caseId: tasks.caseId, kind: tasks.kind })
      .from(tasks)
      .where(and(inArray(tasks.caseId, caseIds), isNull(tasks.doneAt))),
    findStanding(tx, {
      caseIds,
      addresses: open.flatMap(({ caseRow }) => caseRow.correspondentAddress ?? []),
    }),
  ])
  return open
    .map(({ alert, caseRow }) => ({
      alert,
      reference: caseRow.reference,
      lastMove: moves.find((move) => move.escalationId === alert.id),
      told: told.filter((one) => one.escalationId === alert.id),
      tasks: todo.filter((one) => one.caseId === caseRow.id).map(({ kind }) => kind),
      standing: standingFor(standing, {
        caseIds: [caseRow.id],
        addresses: caseRow.correspondentAddress === null ? [] : [caseRow.correspondentAddress],
      }),
    }))
    .sort((a, b) => rank(a.alert) - rank(b.alert))
}

const rank = (alert: typeof escalations.$inferSelect): number => (CLIMBING.includes(alert.state) ? 0 : 1)

export type HandedOver = Awaited<ReturnType<typeof findHandover>>[number]
