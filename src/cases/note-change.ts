/** What a person changed on a case, kept so that it can be undone until a stated moment. */
import { randomUUID } from 'node:crypto'
import { and, desc, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { type Before, type CaseChangeKind, caseChanges } from '../db/schema.ts'
import { type Acting, nameOf } from './act-on-case.ts'

/** Long enough for whoever comes in the next morning to put it right. */
export const UNDO_HOURS = 24

export type CaseChange = typeof caseChanges.$inferSelect

export type NewChange = {
  kind: CaseChangeKind
  before: Before
  otherCaseId?: string | undefined
  /** Where it was done to several cases at once. */
  batchId?: string | undefined
}

export async function noteChange(tx: Db, acting: Acting, change: NewChange): Promise<string> {
  const id = randomUUID()
  await tx.insert(caseChanges).values({
    ...{ id, officeId: acting.office.id, caseId: acting.caseId },
    ...{ otherCaseId: change.otherCaseId ?? null, batchId: change.batchId ?? null },
    ...{ kind: change.kind, before: change.before },
    ...{ madeBy: acting.actor, madeByName: nameOf(acting), madeAt: acting.now },
    undoUntil: new Date(acting.now.getTime() + UNDO_HOURS * 3_600_000),
  })
  return id
}

/** What was changed on the case, or from another one onto it, the newest first. */
export const findChanges = (tx: Db, caseId: string): Promise<CaseChange[]> =>
  tx
    .select()
    .from(caseChanges)
    .where(or(eq(caseChanges.caseId, caseId), eq(caseChanges.otherCaseId, caseId)))
    .orderBy(desc(caseChanges.madeAt))
    .limit(20)

/** What was done to several at once and not undone since. */
export const findBatch = (tx: Db, batchId: string): Promise<CaseChange[]> =>
  tx
    .select()
    .from(caseChanges)
    .where(and(eq(caseChanges.batchId, batchId), isNull(caseChanges.undoneAt)))
    .orderBy(desc(caseChanges.madeAt))

export const canBeUndone = ({ undoneAt, undoUntil }: CaseChange, now: Date): boolean =>
  undoneAt === null && now < undoUntil
