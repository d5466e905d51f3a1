/** What people decided about how a case or its writer is treated. */

import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { HoldKind } from '../../clocks/keeping-words.ts'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/** `proposed`: by words of a letter, and nobody has decided. `set`: a person did. */
export type SafeContactState = 'proposed' | 'set' | 'refused' | 'ended'

/**
 * That a person may not be reached just so, and how they may. Counts for its case and for every
 * other case of the same address; `proposed` holds letters back like `set`.
 */
export const safeContacts = pgTable(
  'safe_contacts',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** In lower case; null where the writer gave none. */
    correspondentAddress: text(),
    state: text().$type<SafeContactState>().notNull(),
    /** What the machine saw, in a fixed sentence, and in which message. */
    proposedBecause: text(),
    messageId: uuid(),
    /** Why, and how the person can be reached, in words of whoever decided. */
    reason: text(),
    how: text(),
    madeAt: moment().notNull(),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
    endedByName: text(),
    endedAt: moment(),
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('safe_contacts_one_open').on(t.caseId).where(sql`${t.state} in ('proposed', 'set')`),
    index('safe_contacts_of_address').on(t.officeId, t.correspondentAddress),
    check(
      'safe_contacts_set_says_how',
      sql`${t.state} <> 'set' or (${t.how} is not null and ${t.decidedBy} is not null)`,
    ),
    foreignKey({ name: 'safe_contacts_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/**
 * How somebody is answered whose contact is restricted because it was abusive or without end.
 * Everything they write is still read, scanned and clocked; only the acknowledgement changes.
 */
export const contactRestrictions = pgTable(
  'contact_restrictions',
  {
    id: id(),
    officeId: officeId(),
    /** The case in which it was decided. */
    caseId: uuid().notNull(),
    correspondentAddress: text().notNull(),
    reason: text().notNull(),
    /** What the person was told: how often, by which way, by whom they are answered. */
    arrangement: text().notNull(),
    reviewOn: date({ mode: 'string' }).notNull(),
    setBy: text().notNull(),
    setByName: text().notNull(),
    setAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('contact_restrictions_one_open')
      .on(t.officeId, t.correspondentAddress)
      .where(sql`${t.endedAt} is null`),
    foreignKey({ name: 'contact_restrictions_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** What may not be removed, whatever its retention date says; the database refuses it. */
export const caseHolds = pgTable(
  'case_holds',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    kind: text().$type<HoldKind>().notNull(),
    reason: text().notNull(),
    placedBy: text().notNull(),
    placedByName: text().notNull(),
    placedAt: moment().notNull(),
    /** The post that answers for it, and when somebody has to look whether it is still needed. */
    owner: text(),
    reviewOn: date({ mode: 'string' }),
    liftedByName: text(),
    liftedAt: moment(),
    liftedBecause: text(),
  },
  (t) => [
    uniqueIndex('case_holds_one_open').on(t.caseId, t.kind).where(sql`${t.liftedAt} is null`),
    index('case_holds_to_review').on(t.officeId, t.reviewOn).where(sql`${t.liftedAt} is null`),
    foreignKey({ name: 'case_holds_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** Whose account sees nothing of a case, because it is about them: row-level security reads this. */
export const keptFrom = pgTable(
  'kept_from',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    userKey: text().notNull(),
    userName: text().notNull(),
    reason: text().notNull(),
    keptBy: text().notNull(),
    keptByName: text().notNull(),
    keptAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
    endedBecause: text(),
  },
  (t) => [
    uniqueIndex('kept_from_one_open').on(t.caseId, t.userKey).where(sql`${t.endedAt} is null`),
    index('kept_from_person').on(t.userKey).where(sql`${t.endedAt} is null`),
    foreignKey({ name: 'kept_from_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/**
 * What two cases have in common. `split`: the second was made of a letter of the first. `merged`: the
 * first goes on in the second, and so does what is written to it.
 */
export type LinkKind =
  | 'same-writer'
  | 'same-person'
  | 'same-matter'
  | 'duplicate'
  | 'follow-up'
  | 'split'
  | 'merged'

/** Two cases that a person says belong together. */
export const caseLinks = pgTable(
  'case_links',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    otherCaseId: uuid().notNull(),
    kind: text().$type<LinkKind>().notNull(),
    because: text().notNull(),
    linkedBy: text().notNull(),
    linkedByName: text().notNull(),
    linkedAt: moment().notNull(),
    endedByName: text(),
    endedAt: moment(),
  },
  (t) => [
    uniqueIndex('case_links_once')
      .on(sql`least(${t.caseId}, ${t.otherCaseId})`, sql`greatest(${t.caseId}, ${t.otherCaseId})`)
      .where(sql`${t.endedAt} is null`),
    index('case_links_of_case').on(t.caseId),
    index('case_links_of_other').on(t.otherCaseId),
    check('case_links_two_cases', sql`${t.caseId} <> ${t.otherCaseId}`),
    foreignKey({ name: 'case_links_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'case_links_other', columns: [t.otherCaseId], foreignColumns: [cases.id] }),
  ],
)
