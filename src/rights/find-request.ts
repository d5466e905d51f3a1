/** Requests of people about their data, with what was found, marked and done. Reads only. */
import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import {
  cases,
  clocks,
  messages,
  notes,
  reviewMarks,
  rightsActs,
  rightsFinds,
  rightsRequests,
} from '../db/schema.ts'
import { type Part, undecided } from './bundle.ts'

/** The newest first; of one case, or of the office. */
export const findRequests = (tx: Db, caseId?: string) =>
  tx
    .select({
      row: rightsRequests,
      reference: cases.reference,
      dueOn: clocks.dueOn,
      stoppedAt: clocks.stoppedAt,
    })
    .from(rightsRequests)
    .innerJoin(cases, eq(cases.id, rightsRequests.caseId))
    .leftJoin(clocks, eq(clocks.id, rightsRequests.clockId))
    .where(caseId === undefined ? undefined : eq(rightsRequests.caseId, caseId))
    .orderBy(desc(rightsRequests.openedAt))
    .limit(500)

export type ListedRequest = Awaited<ReturnType<typeof findRequests>>[number]

/** One with all that belongs to it; undefined where there is none, or its case may not be seen. */
export async function findRequest(tx: Db, id: string) {
  const [found] = await tx
    .select({ row: rightsRequests, caseRow: cases, clock: clocks })
    .from(rightsRequests)
    .innerJoin(cases, eq(cases.id, rightsRequests.caseId))
    .leftJoin(clocks, eq(clocks.id, rightsRequests.clockId))
    .where(eq(rightsRequests.id, id))
  if (!found) return undefined
  const [finds, marks, acts] = await Promise.all([
    tx
      .select({ row: rightsFinds, caseRow: cases })
      .from(rightsFinds)
      .innerJoin(cases, eq(cases.id, rightsFinds.caseId))
      .where(and(eq(rightsFinds.requestId, id), isNull(rightsFinds.droppedAt)))
      .orderBy(asc(cases.openedAt)),
    tx
      .select()
      .from(reviewMarks)
      .where(eq(reviewMarks.requestId, id))
      .orderBy(asc(reviewMarks.markedAt), asc(reviewMarks.startsAt)),
    tx.select().from(rightsActs).where(eq(rightsActs.requestId, id)).orderBy(asc(rightsActs.at)),
  ])
  const parts = await findParts(tx, finds)
  const inForce = marks.filter(({ endedAt }) => endedAt === null)
  const left = undecided(parts, inForce).length
  return {
    ...found,
    ...{ finds, marks: inForce, acts, parts, left },
    // Nobody has agreed to a letter or a note that came afterwards.
    agreed: left > 0 ? undefined : await standingAgreement(tx, id, { marks, acts }),
  }
}

export type FoundRequest = NonNullable<Awaited<ReturnType<typeof findRequest>>>

/** Every letter and note of what was found, the oldest first. */
async function findParts(
  tx: Db,
  finds: readonly { caseRow: { id: string; reference: string } }[],
): Promise<Part[]> {
  const ids = finds.map(({ caseRow }) => caseRow.id)
  if (ids.length === 0) return []
  const [letters, written] = await Promise.all([
    tx.select().from(messages).where(inArray(messages.caseId, ids)),
    tx.select().from(notes).where(inArray(notes.caseId, ids)),
  ])
  const referenceOf = (caseId: string) =>
    finds.find(({ caseRow }) => caseRow.id === caseId)?.caseRow.reference ?? ''
  const parts: Part[] = [
    ...letters.map(({ id, caseId, receivedAt, subject, text, fromName, fromAddress }) => ({
      ...{ part: 'message' as const, partId: id, reference: referenceOf(caseId), at: receivedAt },
      // Who wrote it stands in the words, so that it can be taken out like any of them.
      text: `From: ${[fromName, fromAddress].filter(Boolean).join(', ') || 'not given'}\n${subject}\n${text}`,
    })),
    ...written.map(({ id, caseId, writtenAt, text }) => ({
      ...{ part: 'note' as const, partId: id, reference: referenceOf(caseId), at: writtenAt, text },
    })),
  ]
  return parts.sort((a, b) => a.at.getTime() - b.at.getTime())
}

type Dated = {
  marks: readonly { markedAt: Date; endedAt: Date | null }[]
  acts: readonly (typeof rightsActs.$inferSelect)[]
}

/** The second person's agreement, while nothing was marked, picked or dropped after it. */
async function standingAgreement(tx: Db, requestId: string, { marks, acts }: Dated) {
  const agreed = acts.findLast(({ act }) => act === 'release-agreed')
  if (!agreed) return undefined
  const picked = await tx.select().from(rightsFinds).where(eq(rightsFinds.requestId, requestId))
  const changes = [
    ...marks.flatMap(({ markedAt, endedAt }) => [markedAt, endedAt]),
    ...picked.flatMap(({ pickedAt, droppedAt }) => [pickedAt, droppedAt]),
  ]
  return changes.some((at) => at !== null && at >= agreed.at) ? undefined : agreed
}
