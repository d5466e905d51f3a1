/**
 * What people decided about how a case and its writer are treated. Reads only; every function
 * sees the office of its transaction, and of that what the person who asks may see.
 */
import { aliasedTable, and, asc, desc, eq, getTableColumns, gt, inArray, isNull, or } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import {
  caseAdmissions,
  caseHolds,
  caseLinks,
  caseSeals,
  cases,
  contactRestrictions,
  keptFrom,
  rectifications,
  safeContacts,
  staff,
  useRestrictions,
} from '../db/schema.ts'
import { withoutTag } from '../offices/mailboxes.ts'
import type { CaseRow } from './arrival.ts'

/** `reference`: of the case in which it was noted; null where whoever asks may not see that one. */
export type SafeContact = typeof safeContacts.$inferSelect & { reference: string | null }
export type Restriction = typeof contactRestrictions.$inferSelect
export type CaseHold = typeof caseHolds.$inferSelect
/** That a case is kept and not used. */
export type UseRestriction = typeof useRestrictions.$inferSelect

/** Whose contact is asked about: a case, and the addresses that somebody writes from. */
export type WhoIsMeant = { caseIds: readonly string[]; addresses: readonly string[] }

/** What stands against answering somebody, each as it was written down. */
export type Standing = {
  safe: SafeContact[]
  restrictions: Restriction[]
  holds: CaseHold[]
  notUsed: UseRestriction[]
}

/** Nothing stands against it. */
export const NOTHING_STANDS: Standing = { safe: [], restrictions: [], holds: [], notUsed: [] }

/** What is in force for the case, and what was noted elsewhere about the same addresses. */
export async function findStanding(tx: Db, { caseIds, addresses }: WhoIsMeant): Promise<Standing> {
  const of = [...new Set(addresses.map(withoutTag).filter((address) => address !== ''))]
  if (caseIds.length === 0 && of.length === 0) return NOTHING_STANDS
  const [safe, restrictions, holds, notUsed] = await Promise.all([
    tx
      .select({ ...getTableColumns(safeContacts), reference: cases.reference })
      .from(safeContacts)
      .leftJoin(cases, eq(cases.id, safeContacts.caseId))
      .where(
        and(
          inArray(safeContacts.state, ['proposed', 'set']),
          or(inArray(safeContacts.caseId, [...caseIds]), inArray(safeContacts.correspondentAddress, of)),
        ),
      )
      // What a person decided comes before what the machine thinks.
      .orderBy(desc(safeContacts.state), desc(safeContacts.madeAt)),
    tx
      .select()
      .from(contactRestrictions)
      .where(and(isNull(contactRestrictions.endedAt), inArray(contactRestrictions.correspondentAddress, of))),
    tx
      .select()
      .from(caseHolds)
      .where(and(isNull(caseHolds.liftedAt), inArray(caseHolds.caseId, [...caseIds]))),
    tx
      .select()
      .from(useRestrictions)
      .where(and(isNull(useRestrictions.endedAt), inArray(useRestrictions.caseId, [...caseIds]))),
  ])
  return { safe, restrictions, holds, notUsed }
}

/** Of what was found for many, what concerns this case and these addresses. */
export function standingFor(found: Standing, { caseIds, addresses }: WhoIsMeant): Standing {
  const of = addresses.map(withoutTag)
  const isOfCase = ({ caseId }: { caseId: string }) => caseIds.includes(caseId)
  const isOfAddress = ({ correspondentAddress }: { correspondentAddress: string | null }) =>
    correspondentAddress !== null && of.includes(correspondentAddress)
  return {
    safe: found.safe.filter((row) => isOfCase(row) || isOfAddress(row)),
    restrictions: found.restrictions.filter(isOfAddress),
    holds: found.holds.filter(isOfCase),
    notUsed: found.notUsed.filter(isOfCase),
  }
}

/** Everything of the kind about one case, for its page: also what has ended. */
export async function findSpecial(tx: Db, caseRow: CaseRow) {
  const addresses = caseRow.correspondentAddress === null ? [] : [caseRow.correspondentAddress]
  const [standing, past, holds, kept, links, seals, admissions, corrections] = await Promise.all([
    findStanding(tx, { caseIds: [caseRow.id], addresses }),
    tx
      .select()
      .from(safeContacts)
      .where(and(eq(safeContacts.caseId, caseRow.id), inArray(safeContacts.state, ['refused', 'ended'])))
      .orderBy(asc(safeContacts.madeAt)),
    tx.select().from(caseHolds).where(eq(caseHolds.caseId, caseRow.id)).orderBy(asc(caseHolds.placedAt)),
    tx.select().from(keptFrom).where(eq(keptFrom.caseId, caseRow.id)).orderBy(asc(keptFrom.keptAt)),
    findLinks(tx, caseRow.id),
    tx.select().from(caseSeals).where(eq(caseSeals.caseId, caseRow.id)).orderBy(asc(caseSeals.sealedAt)),
    tx
      .select()
      .from(caseAdmissions)
      .where(and(eq(caseAdmissions.caseId, caseRow.id), isNull(caseAdmissions.endedAt)))
      .orderBy(asc(caseAdmissions.admittedAt)),
    tx
      .select()
      .from(rectifications)
      .where(eq(rectifications.caseId, caseRow.id))
      .orderBy(asc(rectifications.notedAt)),
  ])
  const seal = seals.find(({ endedAt }) => endedAt === null)
  return {
    ...standing,
    ...{ pastSafe: past, allHolds: holds, keptFrom: kept, links, seal, seals, admissions },
    /** What is right where the original is wrong. */
    corrections,
  }
}

export type Special = Awaited<ReturnType<typeof findSpecial>>

/** The cases that somebody linked with this one, from either side. */
async function findLinks(tx: Db, caseId: string) {
  const one = aliasedTable(cases, 'one')
  const other = aliasedTable(cases, 'other')
  const rows = await tx
    .select({
      id: caseLinks.id,
      kind: caseLinks.kind,
      because: caseLinks.because,
      linkedByName: caseLinks.linkedByName,
      linkedAt: caseLinks.linkedAt,
      one: { id: one.id, reference: one.reference, risk: one.risk, status: one.status },
      other: { id: other.id, reference: other.reference, risk: other.risk, status: other.status },
    })
    .from(caseLinks)
    .innerJoin(one, eq(one.id, caseLinks.caseId))
    .innerJoin(other, eq(other.id, caseLinks.otherCaseId))
    .where(
      and(isNull(caseLinks.endedAt), or(eq(caseLinks.caseId, caseId), eq(caseLinks.otherCaseId, caseId))),
    )
    .orderBy(asc(caseLinks.linkedAt))
  return rows.map(({ one, other, ...link }) => ({ ...link, to: one.id === caseId ? other : one }))
}

/** Who has signed in to this office within the time, by name. */
export const findStaff = (tx: Db, since: Date) =>
  tx
    .select()
    .from(staff)
    .where(and(gt(staff.seenAt, since), isNull(staff.shutOutAt)))
    .orderBy(asc(staff.userName))
