/** A person says that two cases are about one writer or one other person; nothing is joined. */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { caseLinks, cases, type LinkKind } from '../db/schema.ts'
import { type Acting, actionEntry, recordAction } from './act-on-case.ts'
import { noteChange } from './note-change.ts'

export type Linked =
  | { ok: true }
  | { ok: false; because: 'no-other-case' | 'same-case' | 'linked-already' | 'no-link' }

/** Links the case with the one of that reference, with who, when and why; both histories say it. */
export async function linkCases(
  tx: Db,
  acting: Acting,
  link: { reference: string; kind: LinkKind; because: string; batchId?: string | undefined },
): Promise<Linked> {
  const [other] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.reference, link.reference))
  if (!other) return { ok: false, because: 'no-other-case' }
  if (other.id === acting.caseId) return { ok: false, because: 'same-case' }
  const id = randomUUID()
  const made = await tx
    .insert(caseLinks)
    .values({
      id,
      officeId: acting.office.id,
      caseId: acting.caseId,
      otherCaseId: other.id,
      kind: link.kind,
      because: link.because,
      linkedBy: acting.actor,
      linkedByName: acting.actorName ?? acting.actor,
      linkedAt: acting.now,
    })
    .onConflictDoNothing()
    .returning({ id: caseLinks.id })
  if (made.length === 0) return { ok: false, because: 'linked-already' }
  await recordAction(tx, acting)
  const { batchId } = link
  await noteChange(tx, acting, { kind: 'link', before: { linkId: id }, otherCaseId: other.id, batchId })
  await record(tx, [
    actionEntry(acting, 'cases-linked', { linkId: id, kind: link.kind }),
    actionEntry({ ...acting, caseId: other.id }, 'cases-linked', { linkId: id, kind: link.kind }),
  ])
  return { ok: true }
}

/** Takes a link back; that it was there stays in the table. */
export async function unlinkCases(tx: Db, acting: Acting, id: string): Promise<Linked> {
  const ended = await tx
    .update(caseLinks)
    .set({ endedByName: acting.actorName ?? acting.actor, endedAt: acting.now })
    .where(
      and(
        eq(caseLinks.id, id),
        isNull(caseLinks.endedAt),
        or(eq(caseLinks.caseId, acting.caseId), eq(caseLinks.otherCaseId, acting.caseId)),
      ),
    )
    .returning({ one: caseLinks.caseId, other: caseLinks.otherCaseId })
  const [link] = ended
  if (!link) return { ok: false, because: 'no-link' }
  await record(
    tx,
    [link.one, link.other].map((caseId) =>
      actionEntry({ ...acting, caseId }, 'cases-unlinked', { linkId: id }),
    ),
  )
  return { ok: true }
}
