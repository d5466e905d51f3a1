/** What people hold, for the list of those to be looked at again. */
import { asc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { caseHolds, cases, disposalCertificates } from '../db/schema.ts'

export type PlacedHold = Awaited<ReturnType<typeof findPlacedHolds>>[number]

/** Those in force, by the day of their review; one that has none comes first. */
export const findPlacedHolds = (tx: Db) =>
  tx
    .select({ hold: caseHolds, reference: cases.reference })
    .from(caseHolds)
    .innerJoin(cases, eq(cases.id, caseHolds.caseId))
    .where(isNull(caseHolds.liftedAt))
    .orderBy(sql`${caseHolds.reviewOn} asc nulls first`, asc(cases.reference))
    .limit(1_000)

export const findCertificate = async (tx: Db, caseId: string) =>
  (await tx.select().from(disposalCertificates).where(eq(disposalCertificates.caseId, caseId)))[0]
