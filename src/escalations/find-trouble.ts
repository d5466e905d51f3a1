import { and, asc, eq, inArray } from 'drizzle-orm'
import { CLIMBING, NOBODY_BECAUSE } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { cases, escalations, pages } from '../db/schema.ts'
import type { Duty } from '../offices/duty.ts'
import { rungsOf } from '../offices/duty-rung.ts'

/** An alert that nobody has answered and whose ladder does not do what it should. */
export type LadderTrouble = {
  id: string
  reference: string
  /** Everybody on the ladder has been told, the head of the office too. */
  allTold: boolean
  /** Steps that had nobody to tell. */
  nobodyFor: string[]
}

/** Those of this office, the oldest first. They are over when somebody answers. */
export async function findLadderTrouble(tx: Db, duty: Duty): Promise<LadderTrouble[]> {
  const climbing = await tx
    .select({
      id: escalations.id,
      reference: cases.reference,
      level: escalations.level,
      step: escalations.step,
    })
    .from(escalations)
    .innerJoin(cases, eq(cases.id, escalations.caseId))
    .where(inArray(escalations.state, CLIMBING))
    .orderBy(asc(escalations.raisedAt))
  if (climbing.length === 0) return []
  const ids = climbing.map(({ id }) => id)
  const skipped = await tx
    .selectDistinct({ id: pages.escalationId, post: pages.post })
    .from(pages)
    .where(
      and(
        inArray(pages.escalationId, ids),
        eq(pages.state, 'skipped'),
        inArray(pages.because, [...NOBODY_BECAUSE]),
      ),
    )
  return climbing
    .map(({ id, reference, level, step }) => ({
      id,
      reference,
      allTold: step >= rungsOf(duty[level]).length,
      nobodyFor: skipped.filter((one) => one.id === id).map(({ post }) => post),
    }))
    .filter(({ allTold, nobodyFor }) => allTold || nobodyFor.length > 0)
}
