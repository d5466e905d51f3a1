/** What people made of the proposals: counted, and looked at one by one as examples to learn from. */
import { and, count, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, messages, useRestrictions, type VerdictKind, verdicts } from '../db/schema.ts'
import { note, type Reviewer } from './reviewer.ts'

export type VerdictRow = typeof verdicts.$inferSelect

/** How often one proposal ended as one decision; the same twice is agreement. */
export type Agreement = {
  kind: VerdictKind
  month: string
  rulesVersion: string
  proposed: string
  confirmed: string
  wasUnsure: boolean
  cases: number
}

/** Every pair with its count, by month (of London) and version of the rules. */
export function findAgreement(tx: Db): Promise<Agreement[]> {
  const month = sql<string>`to_char(${verdicts.saidAt} at time zone 'Europe/London', 'YYYY-MM')`
  const { kind, rulesVersion, proposed, confirmed, wasUnsure } = verdicts
  return tx
    .select({ kind, month, rulesVersion, proposed, confirmed, wasUnsure, cases: count() })
    .from(verdicts)
    .groupBy(kind, month, rulesVersion, proposed, confirmed, wasUnsure)
    .orderBy(kind, desc(month))
}

/** The overrides, those that nobody has looked at first. */
export async function findOverrides(tx: Db) {
  const rows = await tx
    .select({ verdict: verdicts, reference: cases.reference })
    .from(verdicts)
    .innerJoin(cases, eq(cases.id, verdicts.caseId))
    .where(isNotNull(verdicts.example))
    .orderBy(sql`${verdicts.example} = 'waiting' desc`, desc(verdicts.saidAt))
    .limit(200)
  return rows.map(({ verdict, reference }) => ({ ...verdict, reference }))
}

/** Nothing is learned from a case that is kept and not used (UK GDPR Art 18). */
const mayBeUsed = sql`not exists (select 1 from ${useRestrictions}
  where ${useRestrictions.caseId} = ${verdicts.caseId} and ${useRestrictions.endedAt} is null)`

/** Takes a correction for training, or keeps it out; gives back whether there is one. */
export async function decideExample(
  tx: Db,
  by: Reviewer,
  { id, example }: { id: string; example: 'accepted' | 'refused' },
): Promise<boolean> {
  const [decided] = await tx
    .update(verdicts)
    .set({ example, decidedBy: by.actor, decidedAt: by.now })
    .where(
      and(eq(verdicts.id, id), isNotNull(verdicts.example), example === 'accepted' ? mayBeUsed : undefined),
    )
    .returning()
  if (decided) await noteOn(tx, by, `example-${example}`, decided)
  return decided !== undefined
}

/** An accepted correction with its letter, for the person who will take out whom it names. That they saw it is in the history. */
export async function openExample(tx: Db, by: Reviewer, id: string) {
  const [found] = await tx
    .select({ verdict: verdicts, caseRow: cases, message: messages })
    .from(verdicts)
    .innerJoin(cases, eq(cases.id, verdicts.caseId))
    .innerJoin(messages, eq(messages.id, verdicts.messageId))
    .where(and(eq(verdicts.id, id), eq(verdicts.example, 'accepted'), mayBeUsed))
  if (found) await noteOn(tx, by, 'example-opened', found.verdict)
  return found
}

/** Notes that somebody took an example away. Its words are theirs and are not kept. */
export async function noteExport(tx: Db, by: Reviewer, verdict: VerdictRow): Promise<void> {
  await tx.update(verdicts).set({ exportedAt: by.now }).where(eq(verdicts.id, verdict.id))
  await noteOn(tx, by, 'example-exported', verdict)
}

const noteOn = (
  tx: Db,
  by: Reviewer,
  action: 'example-accepted' | 'example-refused' | 'example-opened' | 'example-exported',
  { id, caseId, kind }: VerdictRow,
): Promise<void> => note(tx, by, action, { verdictId: id, kind }, caseId)
