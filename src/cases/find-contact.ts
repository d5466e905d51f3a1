/** Every message of one writer, whatever case it is in. Reads only. */
import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { cases, messages, rawMessages, riskFlags } from '../db/schema.ts'
import type { RiskCategory } from '../triage/risk.ts'

/** More than anybody reads on one page; the page says so where there are more. */
export const MOST_LISTED = 500

/** The newest of them, oldest first: when, where, in which case, and which kinds of danger were flagged in it. */
export async function findContact(tx: Db, address: string, most = MOST_LISTED) {
  const newest = await tx
    .select({
      id: messages.id,
      receivedAt: messages.receivedAt,
      channel: messages.channel,
      mailbox: rawMessages.mailbox,
      reference: cases.reference,
      route: cases.route,
      status: cases.status,
    })
    .from(messages)
    .innerJoin(cases, eq(cases.id, messages.caseId))
    .innerJoin(rawMessages, eq(rawMessages.id, messages.rawMessageId))
    .where(and(eq(cases.correspondentAddress, address), eq(messages.fromAddress, address)))
    .orderBy(desc(messages.receivedAt))
    .limit(most)
  const rows = newest.toReversed()
  const ids = rows.map(({ id }) => id)
  const flags =
    ids.length === 0
      ? []
      : await tx
          .selectDistinct({
            messageId: riskFlags.messageId,
            category: riskFlags.category,
            level: riskFlags.level,
          })
          .from(riskFlags)
          .where(and(inArray(riskFlags.messageId, ids), inArray(riskFlags.level, ['serious', 'immediate'])))
  const dangers = new Map<string, RiskCategory[]>()
  for (const { messageId, category } of flags)
    dangers.set(messageId, [...new Set([...(dangers.get(messageId) ?? []), category])])
  return rows.map((row) => ({ ...row, dangers: dangers.get(row.id) ?? [] }))
}

export type ListedContact = Awaited<ReturnType<typeof findContact>>[number]
