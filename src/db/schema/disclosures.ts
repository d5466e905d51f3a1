/** What people agreed to, and what was told outside. Nothing of it is rewritten: a consent is withdrawn with a name. */
import { sql } from 'drizzle-orm'
import { boolean, check, date, foreignKey, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/** By which way a person said something, or was told something. */
export type SaidBy = 'email' | 'letter' | 'phone' | 'in-person' | 'web-form' | 'online'

/**
 * That somebody agreed, or refused, that this be told to that receiver for that purpose, with the
 * evidence that B-11 asks for: who, when, how, and what was said. Withdrawn with the same four.
 */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** A kind of receiver of the office's sharing matrix, and who exactly. */
    receiver: text().notNull(),
    receiverName: text().notNull(),
    purpose: text().notNull(),
    answer: text().$type<'given' | 'refused'>().notNull(),
    saidByWhom: text().notNull(),
    saidOn: date({ mode: 'string' }).notNull(),
    saidHow: text().$type<SaidBy>().notNull(),
    whatWasSaid: text().notNull(),
    /** When it is to be asked again whether it still holds (B-11). */
    reviewOn: date({ mode: 'string' }),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
    withdrawnByWhom: text(),
    withdrawnOn: date({ mode: 'string' }),
    withdrawnHow: text().$type<SaidBy>(),
    withdrawnSaid: text(),
    withdrawalNotedByName: text(),
    withdrawalNotedAt: moment(),
  },
  (t) => [
    index('consents_of_case').on(t.officeId, t.caseId),
    check(
      'consents_withdrawn_says_how',
      sql`num_nonnulls(${t.withdrawnByWhom}, ${t.withdrawnOn}, ${t.withdrawnHow}, ${t.withdrawnSaid}, ${t.withdrawalNotedByName}, ${t.withdrawalNotedAt}) in (0, 6)`,
    ),
    foreignKey({ name: 'consents_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/**
 * What was told outside other than about a person at risk, which is a referral: to whom, for
 * which purpose, on what ground and by which rule of the matrix, with the exact words.
 */
export const disclosures = pgTable(
  'disclosures',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    receiver: text().notNull(),
    receiverName: text().notNull(),
    purpose: text().notNull(),
    /** An id of rules/disclosure/grounds.yaml. */
    ground: text().notNull(),
    /** What the matrix said, and the requirements it rests on, as they were then. */
    rule: text().notNull(),
    sources: jsonb().$type<string[]>().notNull(),
    consentId: uuid(),
    channel: text().$type<SaidBy>().notNull(),
    /** The exact words told, and their SHA-256. */
    words: text().notNull(),
    wordsHash: text().notNull(),
    /** The writer's name and address were taken out of the words. */
    nameless: boolean().notNull(),
    why: text().notNull(),
    heldBack: text().notNull(),
    toldPerson: text().$type<'told' | 'not-told'>().notNull(),
    toldPersonWhy: text().notNull(),
    decidedBy: text().notNull(),
    decidedByName: text().notNull(),
    toldAt: moment().notNull(),
  },
  (t) => [
    index('disclosures_of_case').on(t.officeId, t.caseId),
    foreignKey({ name: 'disclosures_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'disclosures_consent', columns: [t.consentId], foreignColumns: [consents.id] }),
  ],
)
