import { eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { acknowledgements, cases } from '../db/schema.ts'

/** The case first and then what belongs to it, as taking in does: the other way round two could wait for each other. */
export async function lockWithItsCase(
  tx: Db,
  id: string,
): Promise<typeof acknowledgements.$inferSelect | undefined> {
  const [about] = await tx
    .select({ caseId: acknowledgements.caseId })
    .from(acknowledgements)
    .where(eq(acknowledgements.id, id))
  if (!about) return undefined
  await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, about.caseId)).for('update')
  const [row] = await tx.select().from(acknowledgements).where(eq(acknowledgements.id, id)).for('update')
  return row
}
