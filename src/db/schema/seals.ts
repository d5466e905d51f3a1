/** Cases that only named people see. */
import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

export type SealKind = 'conflict-of-interest' | 'staff' | 'office-holder' | 'threatened-person'

/** That a case is sealed; row-level security reads this and the next. */
export const caseSeals = pgTable(
  'case_seals',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    kind: text().$type<SealKind>().notNull(),
    reason: text().notNull(),
    sealedBy: text().notNull(),
    sealedByName: text().notNull(),
    sealedAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('case_seals_one_open').on(t.caseId).where(sql`${t.endedAt} is null`),
    index('case_seals_open').on(t.officeId).where(sql`${t.endedAt} is null`),
    foreignKey({ name: 'case_seals_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/**
 * Who may see a sealed case: `named` by somebody who sees it, or `broken-seal` for some hours by
 * themselves, with a reason that a second person looks at.
 */
export const caseAdmissions = pgTable(
  'case_admissions',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** So that whoever reviews can name a case that they do not see. */
    reference: text().notNull(),
    userKey: text().notNull(),
    userName: text().notNull(),
    way: text().$type<'named' | 'broken-seal'>().notNull(),
    reason: text().notNull(),
    admittedBy: text().notNull(),
    admittedByName: text().notNull(),
    admittedAt: moment().notNull(),
    /** Null for as long as the case is sealed. */
    until: moment(),
    endedByName: text(),
    endedAt: moment(),
    reviewedBy: text(),
    reviewedByName: text(),
    reviewedAt: moment(),
    finding: text().$type<'justified' | 'not-justified'>(),
    reviewNote: text(),
  },
  (t) => [
    uniqueIndex('case_admissions_named_once')
      .on(t.caseId, t.userKey)
      .where(sql`${t.endedAt} is null and ${t.way} = 'named'`),
    index('case_admissions_of_person').on(t.userKey, t.caseId).where(sql`${t.endedAt} is null`),
    index('case_admissions_to_review')
      .on(t.officeId, t.admittedAt)
      .where(sql`${t.way} = 'broken-seal' and ${t.reviewedAt} is null`),
    check('case_admissions_broken_ends', sql`${t.way} = 'named' or ${t.until} is not null`),
    check('case_admissions_broken_by_oneself', sql`${t.way} = 'named' or ${t.admittedBy} = ${t.userKey}`),
    check('case_admissions_two_people', sql`${t.reviewedBy} is null or ${t.reviewedBy} <> ${t.userKey}`),
    check(
      'case_admissions_reviewed_says_all',
      sql`(${t.reviewedAt} is null) = (${t.reviewedBy} is null) and (${t.reviewedAt} is null) = (${t.finding} is null)`,
    ),
    foreignKey({ name: 'case_admissions_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)
