/** What the writer is answered, and what only a person can do. */
import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/**
 * `owed` → `sending` → `sent` | `failed` | `unknown`; or decided as `held` or `suppressed`
 * at once. A sent one may come back as `bounced`. A person may make any but the first
 * three `owed` again.
 */
export type AcknowledgementState =
  | 'owed'
  | 'sending'
  | 'sent'
  | 'failed'
  | 'unknown'
  | 'bounced'
  | 'held'
  | 'suppressed'

export const acknowledgements = pgTable(
  'acknowledgements',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    messageId: uuid().notNull(),
    state: text().$type<AcknowledgementState>().notNull(),
    /** A code of docs/acknowledgements.md, or the name of the hold. */
    reason: text().notNull(),
    because: text(),
    toAddress: text(),
    noticeVersion: text().notNull(),
    sentMailId: uuid(),
    claimedAt: moment(),
    decidedAt: moment().notNull().defaultNow(),
    /** When it became owed, by the table or by a person; what the limits count. */
    owedAt: moment(),
    /** The address it goes to and the address that From shows, without tags: whom the limits count. */
    sender: text(),
    writer: text(),
    /** Of subject and words without numbers, so that the same letter again is recognised. */
    wordsHash: text(),
    /** A machine wrote the message: an answer to it never goes to where it came from. */
    machineMade: boolean().notNull().default(false),
    /** The letter names no route: for whoever may be watched, or where no person confirmed one. */
    neutral: boolean().notNull().default(false),
    /** Shows nobody who looks over a shoulder where it comes from: for whoever must be reached safely. */
    discreet: boolean().notNull().default(false),
    /** The name of the person who let it go by hand, and why, where it was against a warning. */
    sentBy: text(),
    overrideBecause: text(),
    bouncedAt: moment(),
    /** RFC 3463, e.g. `5.1.1`; '' where the mail server gave none. */
    bounceStatus: text(),
  },
  (t) => [
    unique('acknowledgements_once').on(t.messageId),
    index('acknowledgements_owed').on(t.officeId, t.state),
    index('acknowledgements_of_case').on(t.caseId),
    index('acknowledgements_counted').on(t.officeId, t.owedAt),
    index('acknowledgements_bounced').on(t.officeId, t.bouncedAt),
    index('acknowledgements_decided').on(t.officeId, t.decidedAt),
    foreignKey({ name: 'acknowledgements_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** One row an office, locked while an acknowledgement is decided, so that no limit is passed by two at once. */
export const acknowledgementGates = pgTable('acknowledgement_gates', {
  officeId: text().primaryKey(),
  decidedAt: moment().notNull(),
})

export type TaskKind =
  | 'acknowledgement-bounced'
  | 'acknowledgement-refused'
  | 'page-bounced'
  | 'notice-not-given'
  | 'part-only'
  /** A holiday was proclaimed, and the day by which something is owed is another now. */
  | 'deadline-moved'
  /** Erasure was allowed: have the case marked for disposal. */
  | 'erase-case'
  /** Somebody who was told of the data is to be told what was decided about it (UK GDPR Art 19). */
  | 'tell-recipient'
  /** A reply that a person wrote did not leave, or nobody knows whether it did. */
  | 'reply-not-sent'

/** Something that only a person can do about a case; done when a person has put their name to it. */
export const tasks = pgTable(
  'tasks',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    kind: text().$type<TaskKind>().notNull(),
    /** The mail of ours, or the raw message, that it is about; the same news twice is one task. */
    aboutId: uuid().notNull(),
    because: text().notNull(),
    openedAt: moment().notNull(),
    doneAt: moment(),
    doneBy: text(),
    /** What that person did, in their words. */
    outcome: text(),
  },
  (t) => [
    unique('tasks_once').on(t.caseId, t.kind, t.aboutId),
    index('tasks_open').on(t.officeId, t.doneAt),
    foreignKey({ name: 'tasks_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    check('tasks_done_says_who', sql`(${t.doneAt} is null) = (${t.doneBy} is null)`),
  ],
)
