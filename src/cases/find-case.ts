/** One case with all that belongs to it. Reads only, and no office but that of its transaction. */
import { and, asc, desc, eq, getTableColumns, inArray, ne } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import {
  acknowledgements,
  audit,
  cases,
  clocks,
  escalations,
  messages,
  notes,
  rawMessages,
  riskFlags,
  sentMails,
  tasks,
  wholeFetches,
} from '../db/schema.ts'
import type { CaseRow } from './arrival.ts'
import { findDeliveries, findReusedIds } from './find-deliveries.ts'
import { findSpecial } from './find-special.ts'
import { findChanges } from './note-change.ts'

/** The case itself, without what belongs to it. */
export const findCaseRow = async (tx: Db, reference: string): Promise<CaseRow | undefined> =>
  (await tx.select().from(cases).where(eq(cases.reference, reference)))[0]

/** Everything on one case, or undefined where this office has none of that reference. */
export async function findCase(tx: Db, reference: string) {
  const found = await findCaseRow(tx, reference)
  if (!found) return undefined
  const caseId = found.id
  const [inCase, flags, running, acknowledged, alerts, sent, written, history, todo, linked, earlier] =
    await Promise.all([
      tx
        .select({
          ...getTableColumns(messages),
          fromJunk: rawMessages.fromJunk,
          cutShort: rawMessages.cutShort,
        })
        .from(messages)
        .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
        .where(eq(messages.caseId, caseId))
        .orderBy(asc(messages.receivedAt)),
      tx.select().from(riskFlags).where(eq(riskFlags.caseId, caseId)).orderBy(asc(riskFlags.startsAt)),
      tx.select().from(clocks).where(eq(clocks.caseId, caseId)).orderBy(asc(clocks.dueOn)),
      tx
        .select()
        .from(acknowledgements)
        .where(eq(acknowledgements.caseId, caseId))
        .orderBy(asc(acknowledgements.decidedAt)),
      tx.select().from(escalations).where(eq(escalations.caseId, caseId)).orderBy(desc(escalations.raisedAt)),
      tx.select().from(sentMails).where(eq(sentMails.caseId, caseId)).orderBy(asc(sentMails.handedOverAt)),
      tx.select().from(notes).where(eq(notes.caseId, caseId)).orderBy(asc(notes.writtenAt)),
      tx.select().from(audit).where(eq(audit.caseId, caseId)).orderBy(asc(audit.position)),
      tx.select().from(tasks).where(eq(tasks.caseId, caseId)).orderBy(asc(tasks.openedAt)),
      found.linkedCaseId
        ? tx.select({ reference: cases.reference }).from(cases).where(eq(cases.id, found.linkedCaseId))
        : [],
      found.correspondentAddress
        ? tx
            .select({
              reference: cases.reference,
              route: cases.route,
              risk: cases.risk,
              openedAt: cases.openedAt,
            })
            .from(cases)
            .where(and(eq(cases.correspondentAddress, found.correspondentAddress), ne(cases.id, caseId)))
            .orderBy(desc(cases.openedAt))
            .limit(10)
        : [],
    ])
  return {
    caseRow: found,
    messages: inCase,
    flags,
    clocks: running,
    acknowledgements: acknowledged,
    alerts,
    sent,
    notes: written,
    history,
    tasks: todo,
    deliveries: await findDeliveries(tx, inCase),
    wholes: await findWholes(tx, inCase),
    reusedIds: await findReusedIds(tx, inCase),
    linkedReference: linked[0]?.reference,
    earlier,
    special: await findSpecial(tx, found),
    changes: await findChanges(tx, caseId),
  }
}

/** What became of the wholes that people asked for, by the raw message that is the part. */
async function findWholes(tx: Db, shown: readonly { rawMessageId: string; cutShort: boolean }[]) {
  const parts = shown.filter(({ cutShort }) => cutShort).map(({ rawMessageId }) => rawMessageId)
  const rows =
    parts.length === 0 ? [] : await tx.select().from(wholeFetches).where(inArray(wholeFetches.partId, parts))
  return new Map(rows.map((row) => [row.partId, row]))
}

export type FoundCase = NonNullable<Awaited<ReturnType<typeof findCase>>>
