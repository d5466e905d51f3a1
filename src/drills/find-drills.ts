import { desc, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, drills, escalations, pages } from '../db/schema.ts'

/** One drill, and how far it came. */
export type FoundDrill = typeof drills.$inferSelect & {
  reference: string | null
  alertId: string | null
  /** How many were told before somebody answered or it was over. */
  told: number
}

/** So many are shown: two years of one a fortnight. */
const MOST = 52

/** The drills of this office, newest first. */
export async function findDrills(tx: Db): Promise<FoundDrill[]> {
  const told = tx
    .select({
      escalationId: pages.escalationId,
      told: sql<number>`count(distinct ${pages.personKey})::int`.as('told'),
    })
    .from(pages)
    .where(inArray(pages.state, ['sent', 'delivered']))
    .groupBy(pages.escalationId)
    .as('told')
  const rows = await tx
    .select({
      drill: drills,
      reference: cases.reference,
      alertId: escalations.id,
      told: told.told,
    })
    .from(drills)
    .leftJoin(cases, eq(cases.id, drills.caseId))
    .leftJoin(escalations, eq(escalations.caseId, drills.caseId))
    .leftJoin(told, eq(told.escalationId, escalations.id))
    .orderBy(desc(drills.dueAt))
    .limit(MOST)
  return rows.map(({ drill, told: count, ...row }) => ({ ...drill, ...row, told: count ?? 0 }))
}

/** From its letter to the answer; undefined where there was none. */
export const millisToAnswer = ({ startedAt, answeredAt }: FoundDrill): number | undefined =>
  startedAt && answeredAt ? answeredAt.getTime() - startedAt.getTime() : undefined
