/** Who has a case in hand. It decides nothing and locks nobody out; it says whom to ask. */
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import type { Db } from '../db/db.ts'
import { caseAdmissions, caseSeals, cases, keptFrom, staff } from '../db/schema.ts'
import type { Acting } from './act-on-case.ts'
import { noteChange } from './note-change.ts'

/** Somebody who can be given a case. */
export type Colleague = { userKey: string; userName: string }

/** A year and a month: who has not signed in for as long has no account any more, or needs none. */
const STAFF_MS = 396 * 24 * 60 * 60_000

/** Who works here in one of these roles, by name; where a case is named, only those who may come in and open it. */
export async function findColleagues(
  tx: Db,
  { roles, now, caseId }: { roles: readonly string[]; now: Date; caseId?: string },
): Promise<Colleague[]> {
  const since = new Date(now.getTime() - STAFF_MS)
  const people = await tx
    .select({ userKey: staff.userKey, userName: staff.userName })
    .from(staff)
    .where(
      and(
        gt(staff.seenAt, since),
        inArray(staff.role, [...roles]),
        // What they have in hand is still looked for by them; nothing more is given to them.
        caseId === undefined ? undefined : isNull(staff.shutOutAt),
      ),
    )
    .orderBy(staff.userName)
  const isLetIn = caseId === undefined ? () => true : await whoIsLetIn(tx, { caseId, now })
  return people.filter(({ userKey }) => isLetIn(userKey))
}

/** Not whoever it is kept from and, where it is sealed, nobody who was not let in. */
async function whoIsLetIn(
  tx: Db,
  { caseId, now }: { caseId: string; now: Date },
): Promise<(userKey: string) => boolean> {
  const kept = await tx
    .select({ userKey: keptFrom.userKey })
    .from(keptFrom)
    .where(and(eq(keptFrom.caseId, caseId), isNull(keptFrom.endedAt)))
  const seals = await tx.$count(caseSeals, and(eq(caseSeals.caseId, caseId), isNull(caseSeals.endedAt)))
  const admitted = await tx
    .select({ userKey: caseAdmissions.userKey })
    .from(caseAdmissions)
    .where(
      and(
        eq(caseAdmissions.caseId, caseId),
        isNull(caseAdmissions.endedAt),
        or(isNull(caseAdmissions.until), gt(caseAdmissions.until, now)),
      ),
    )
  const isAmong = (list: readonly { userKey: string }[], key: string) =>
    list.some(({ userKey }) => userKey === key)
  return (key) => !isAmong(kept, key) && (seals === 0 || isAmong(admitted, key))
}

/**
 * Puts the case into somebody's hands, or into nobody's. Not a change that others must look at
 * before they act, so the version stays as it is; that it was done is in the history.
 */
export async function giveCase(
  tx: Db,
  acting: Acting,
  to: Colleague | undefined,
  batchId?: string,
): Promise<void> {
  const [before] = await tx
    .select({ ownerKey: cases.ownerKey })
    .from(cases)
    .where(eq(cases.id, acting.caseId))
    .for('update')
  if (!before || before.ownerKey === (to?.userKey ?? '')) return
  await tx
    .update(cases)
    .set({ ownerKey: to?.userKey ?? '', ownerName: to?.userName ?? '' })
    .where(eq(cases.id, acting.caseId))
  const ownerKey = before.ownerKey
  await noteChange(tx, acting, { kind: 'owner', before: { ownerKey, to: to?.userKey ?? '' }, batchId })
  const action =
    to === undefined ? 'case-put-back' : to.userKey === acting.actor ? 'case-taken-on' : 'case-given'
  await record(tx, [
    {
      officeId: acting.office.id,
      at: acting.now,
      actor: acting.actor,
      action,
      caseId: acting.caseId,
      detail: { from: before.ownerKey, to: to?.userKey ?? '' },
    },
  ])
}
