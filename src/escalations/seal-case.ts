/**
 * Closes a case to all but named people, and says who they are. From the commit on the database
 * shows nobody else any row of it: no list, no count, no search, no bundle.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { record } from '../audit/record.ts'
import { type Acting, actionEntry } from '../cases/act-on-case.ts'
import { OPEN } from '../db/alert-states.ts'
import type { Db } from '../db/db.ts'
import { caseAdmissions, caseSeals, escalations, type SealKind, staff } from '../db/schema.ts'

export type Sealed =
  | { ok: true }
  | {
      ok: false
      because: 'sealed-already' | 'not-sealed' | 'no-such-person' | 'named-already' | 'last-one'
    }
export type SealActing = Acting & { reference: string }

/**
 * Seals it. Whoever seals, and whoever is dealing with an alert of it, is named too: a person at
 * risk must not become nobody's by it.
 */
export async function sealCase(
  tx: Db,
  acting: SealActing,
  { kind, reason, people }: { kind: SealKind; reason: string; people: readonly string[] },
): Promise<Sealed> {
  const helping = await tx
    .selectDistinct({ key: escalations.answeredKey })
    .from(escalations)
    .where(
      and(
        eq(escalations.caseId, acting.caseId),
        inArray(escalations.state, [...OPEN]),
        isNotNull(escalations.answeredKey),
      ),
    )
  const named = [...new Set([acting.actor, ...people, ...helping.flatMap(({ key }) => key ?? [])])]
  const known = await findNamed(tx, named)
  if (known.length < named.length) return { ok: false, because: 'no-such-person' }
  const [before] = await tx
    .select({ id: caseSeals.id })
    .from(caseSeals)
    .where(and(eq(caseSeals.caseId, acting.caseId), isNull(caseSeals.endedAt)))
  if (before) return { ok: false, because: 'sealed-already' }
  // First who may see it, then the seal: in the other order it would be closed to whoever closes it.
  for (const person of known) await admit(tx, acting, person, reason)
  const id = randomUUID()
  const sealed = await tx
    .insert(caseSeals)
    .values({
      ...{ id, officeId: acting.office.id, caseId: acting.caseId, kind, reason },
      ...{ sealedBy: acting.actor, sealedByName: nameOf(acting), sealedAt: acting.now },
    })
    .onConflictDoNothing()
    .returning({ id: caseSeals.id })
  if (sealed.length === 0) return { ok: false, because: 'sealed-already' }
  await record(tx, [actionEntry(acting, 'case-sealed', { kind, people: known.length })])
  return { ok: true }
}

/** Lets one more person see it. */
export async function admitPerson(
  tx: Db,
  acting: SealActing,
  { userKey, reason }: { userKey: string; reason: string },
): Promise<Sealed> {
  const [person] = await findNamed(tx, [userKey])
  if (!person) return { ok: false, because: 'no-such-person' }
  const added = await admit(tx, acting, person, reason)
  if (!added) return { ok: false, because: 'named-already' }
  await record(tx, [actionEntry(acting, 'person-admitted', { person: userKey })])
  return { ok: true }
}

/** Ends that a person sees it; somebody has to be left who does. */
export async function endAdmission(tx: Db, acting: SealActing, { id }: { id: string }): Promise<Sealed> {
  const open = await tx
    .select()
    .from(caseAdmissions)
    .where(and(eq(caseAdmissions.caseId, acting.caseId), isNull(caseAdmissions.endedAt)))
    .for('update')
  const one = open.find((row) => row.id === id)
  if (!one) return { ok: false, because: 'no-such-person' }
  if (one.way === 'named' && open.filter(({ way }) => way === 'named').length === 1)
    return { ok: false, because: 'last-one' }
  // Before it is ended: whoever ends their own would no longer see what they write down.
  await record(tx, [actionEntry(acting, 'admission-ended', { person: one.userKey })])
  await tx
    .update(caseAdmissions)
    .set({ endedAt: acting.now, endedByName: nameOf(acting) })
    .where(eq(caseAdmissions.id, id))
  return { ok: true }
}

/** Opens it to everybody of the office again, but for those who are kept from it by name. */
export async function endSeal(tx: Db, acting: SealActing, because: string): Promise<Sealed> {
  const ended = await tx
    .update(caseSeals)
    .set({ endedByName: nameOf(acting), endedAt: acting.now, endedBecause: because })
    .where(and(eq(caseSeals.caseId, acting.caseId), isNull(caseSeals.endedAt)))
    .returning({ id: caseSeals.id })
  if (ended.length === 0) return { ok: false, because: 'not-sealed' }
  await tx
    .update(caseAdmissions)
    .set({ endedAt: acting.now, endedByName: nameOf(acting) })
    .where(and(eq(caseAdmissions.caseId, acting.caseId), isNull(caseAdmissions.endedAt)))
  await record(tx, [actionEntry(acting, 'seal-ended', {})])
  return { ok: true }
}

const nameOf = ({ actor, actorName }: Acting): string => actorName ?? actor

/** Of these keys, the people whom the office knows and who are not shut out. */
const findNamed = (tx: Db, keys: readonly string[]) =>
  tx
    .select({ userKey: staff.userKey, userName: staff.userName })
    .from(staff)
    .where(and(inArray(staff.userKey, [...keys]), isNull(staff.shutOutAt)))

async function admit(
  tx: Db,
  acting: SealActing,
  person: { userKey: string; userName: string },
  reason: string,
): Promise<boolean> {
  const added = await tx
    .insert(caseAdmissions)
    .values({
      ...{ id: randomUUID(), officeId: acting.office.id, caseId: acting.caseId, reference: acting.reference },
      ...{ ...person, way: 'named', reason },
      ...{ admittedBy: acting.actor, admittedByName: nameOf(acting), admittedAt: acting.now },
    })
    .onConflictDoNothing()
    .returning({ id: caseAdmissions.id })
  return added.length > 0
}
