/** What the end of a drill's alert changes besides the alert itself. */
import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry } from '../cases/act-on-case.ts'
import type { Db } from '../db/db.ts'
import { cases, drills } from '../db/schema.ts'

/** Notes who answered, where the case is a drill's, and says whether it is. */
export async function noteDrillAnswered(tx: Db, acting: Acting): Promise<boolean> {
  const [found] = await tx.select({ id: cases.drillId }).from(cases).where(eq(cases.id, acting.caseId))
  if (!found?.id) return false
  const answeredBy = acting.actorName ?? acting.actor
  await tx
    .update(drills)
    .set({ state: 'answered', answeredAt: acting.now, answeredBy })
    .where(and(eq(drills.id, found.id), eq(drills.state, 'running')))
  await record(tx, [actionEntry(acting, 'drill-answered', { drillId: found.id })])
  return true
}

/** The case of a drill is over with it, whatever its route: nobody has to work on it. */
export async function closeDrillCase(tx: Db, acting: Acting, outcome: string): Promise<void> {
  await tx
    .update(cases)
    .set({ status: 'closed', closedAt: acting.now, outcome })
    .where(eq(cases.id, acting.caseId))
  await record(tx, [actionEntry(acting, 'case-closed', {})])
}

/** Whether the case is a drill's, and then whether it was announced. */
export async function drillOfCase(tx: Db, caseId: string): Promise<{ announced: boolean } | undefined> {
  const [found] = await tx
    .select({ announced: drills.announced })
    .from(cases)
    .innerJoin(drills, eq(drills.id, cases.drillId))
    .where(eq(cases.id, caseId))
  return found
}
