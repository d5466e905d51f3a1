import { eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, clocks, messages } from '../db/schema.ts'
import type { CaseRow } from './arrival.ts'

/** A message of which only the beginning was had: its case, locked, and the kinds of clocks that it started. */
export type Part = { joins: CaseRow; clocks: readonly string[] }

/** Undefined where the part has not been taken in: its whole is then a letter like any other. */
export async function findPartOf(tx: Db, rawMessageId: string): Promise<Part | undefined> {
  const [message] = await tx
    .select({ id: messages.id, caseId: messages.caseId })
    .from(messages)
    .where(eq(messages.rawMessageId, rawMessageId))
  if (!message) return undefined
  const [joins] = await tx.select().from(cases).where(eq(cases.id, message.caseId)).for('update')
  if (!joins) return undefined
  const started = await tx.select({ kind: clocks.kind }).from(clocks).where(eq(clocks.messageId, message.id))
  return { joins, clocks: started.map(({ kind }) => kind) }
}
