/** That a note speaks to a colleague. Only whoever may open the case is spoken to in it. */
import { randomUUID } from 'node:crypto'
import { and, asc, eq, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { cases, mentions } from '../db/schema.ts'
import { type Acting, actionEntry } from './act-on-case.ts'
import type { Colleague } from './own-case.ts'

export async function mention(
  tx: Db,
  acting: Acting,
  { noteId, people }: { noteId: string; people: readonly Colleague[] },
): Promise<void> {
  if (people.length === 0) return
  const { office, caseId, now } = acting
  await tx
    .insert(mentions)
    .values(
      people.map(({ userKey, userName }) => ({
        ...{ id: randomUUID(), officeId: office.id, caseId, noteId, userKey, userName, madeAt: now },
      })),
    )
    .onConflictDoNothing()
  await record(
    tx,
    people.map(({ userKey }) => actionEntry(acting, 'mentioned', { who: userKey })),
  )
}

/** The cases in which somebody spoke to that person, and that they have not opened since. */
export const findMentioned = (tx: Db, userKey: string): Promise<{ reference: string }[]> =>
  tx
    .selectDistinct({ reference: cases.reference })
    .from(mentions)
    .innerJoin(cases, eq(cases.id, mentions.caseId))
    .where(and(eq(mentions.userKey, userKey), isNull(mentions.seenAt)))
    .orderBy(asc(cases.reference))
    .limit(20)

export const findMentions = (tx: Db, caseId: string) =>
  tx.select().from(mentions).where(eq(mentions.caseId, caseId)).orderBy(asc(mentions.userName))

export const seeMentions = async (tx: Db, caseId: string, userKey: string, now: Date): Promise<void> => {
  await tx
    .update(mentions)
    .set({ seenAt: now })
    .where(and(eq(mentions.caseId, caseId), eq(mentions.userKey, userKey), isNull(mentions.seenAt)))
}
