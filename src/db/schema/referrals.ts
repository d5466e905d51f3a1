/** What was told to the police or another service. */
import { foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { escalations } from './alerts.ts'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

/**
 * What was told to whom about a person at risk, word for word, on what ground, and what they
 * said. `sheet` is never changed; the answer is added to it.
 */
export const referrals = pgTable(
  'referrals',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    escalationId: uuid().notNull(),
    /** An id of src/referrals/receivers.ts. */
    toWhom: text().notNull(),
    /** Who there: a name or a role, as they gave it. */
    contact: text().notNull(),
    channel: text().$type<'phone' | 'online' | 'in-person'>().notNull(),
    /** The exact words told, and their SHA-256. */
    sheet: text().notNull(),
    sheetHash: text().notNull(),
    /** What was kept back, and why: the minimum was told. */
    heldBack: text().notNull(),
    ground: text().notNull(),
    consent: text().$type<'given' | 'refused' | 'not-asked'>().notNull(),
    consentWhy: text().notNull(),
    toldPerson: text().$type<'told' | 'not-told'>().notNull(),
    toldPersonWhy: text().notNull(),
    decidedBy: text().notNull(),
    decidedByName: text().notNull(),
    toldAt: moment().notNull(),
    /** The incident number of the receiver, e.g. a CAD number. */
    theirReference: text(),
    verdict: text().$type<'accepted' | 'declined'>(),
    verdictAt: moment(),
    verdictNote: text(),
  },
  (t) => [
    index('referrals_of_case').on(t.caseId, t.toldAt),
    foreignKey({ name: 'referrals_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({
      name: 'referrals_escalation',
      columns: [t.escalationId],
      foreignColumns: [escalations.id],
    }),
  ],
)
