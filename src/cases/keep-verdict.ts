import { randomUUID } from 'node:crypto'
import { asc, eq } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { messages, type VerdictKind, verdicts } from '../db/schema.ts'
import type { Acting } from './act-on-case.ts'

/**
 * Keeps what a person made of the machine's proposal for a case: the route or the level of
 * risk. The latest word counts. One that differs waits to be looked at as an example to learn
 * from; it holds none of the letter's words and goes with the case.
 */
export async function keepVerdict(
  tx: Db,
  acting: Acting,
  said: { kind: VerdictKind; confirmed: string; reason: string },
): Promise<void> {
  const [first] = await tx
    .select({ id: messages.id, triage: messages.triage, rulesVersion: messages.rulesVersion })
    .from(messages)
    .where(eq(messages.caseId, acting.caseId))
    .orderBy(asc(messages.takenInAt), asc(messages.receivedAt))
    .limit(1)
  if (!first) return
  const { route, risk } = first.triage
  const proposed = said.kind === 'route' ? route.primary : risk.level
  const values = {
    messageId: first.id,
    proposed,
    confirmed: said.confirmed,
    wasUnsure: said.kind === 'route' && route.abstained,
    rulesVersion: first.rulesVersion,
    reason: said.reason,
    saidBy: acting.actor,
    saidAt: acting.now,
    example: proposed === said.confirmed ? null : ('waiting' as const),
    decidedBy: null,
    decidedAt: null,
    exportedAt: null,
  }
  await tx
    .insert(verdicts)
    .values({
      id: randomUUID(),
      officeId: acting.office.id,
      caseId: acting.caseId,
      kind: said.kind,
      ...values,
    })
    .onConflictDoUpdate({ target: [verdicts.caseId, verdicts.kind], set: values })
}
