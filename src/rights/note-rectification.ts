/** What is wrong and what is right, noted beside the original, which stays as it came (UK GDPR Art 16). */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry, nameOf, recordAction } from '../cases/act-on-case.ts'
import type { Db } from '../db/db.ts'
import { messages, rectifications } from '../db/schema.ts'
import type { Done } from './restrict-use.ts'

export type NewRectification = { messageId: string | null; wrong: string; right: string; source: string }

export async function noteRectification(tx: Db, acting: Acting, said: NewRectification): Promise<Done> {
  if (said.messageId !== null) {
    const ofCase = and(eq(messages.id, said.messageId), eq(messages.caseId, acting.caseId))
    if ((await tx.$count(messages, ofCase)) === 0)
      return { ok: false, says: 'That letter is in another case.' }
  }
  const id = randomUUID()
  await recordAction(tx, acting)
  await tx.insert(rectifications).values({
    ...{ id, officeId: acting.office.id, caseId: acting.caseId, ...said },
    ...{ notedBy: acting.actor, notedByName: nameOf(acting), notedAt: acting.now },
  })
  await record(tx, [actionEntry(acting, 'rectification-noted', { rectificationId: id })])
  return { ok: true }
}
