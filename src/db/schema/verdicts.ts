/** What people made of proposals. */
import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { cases, messages } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

export type VerdictKind = 'route' | 'risk'

/** `waiting`: an override that a reviewer has not looked at. Null where people and machine agree. */
export type ExampleState = 'waiting' | 'accepted' | 'refused'

/**
 * What a person made of a proposal: one row for each case and kind, the latest word. It points
 * at the letter and holds none of its words, so that it goes when the case is disposed of.
 */
export const verdicts = pgTable(
  'verdicts',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    messageId: uuid().notNull(),
    kind: text().$type<VerdictKind>().notNull(),
    /** A route or a level. */
    proposed: text().notNull(),
    confirmed: text().notNull(),
    /** The machine had said that a person has to choose. */
    wasUnsure: boolean().notNull().default(false),
    rulesVersion: text().notNull(),
    reason: text().notNull(),
    saidBy: text().notNull(),
    saidAt: moment().notNull(),
    example: text().$type<ExampleState>(),
    decidedBy: text(),
    decidedAt: moment(),
    exportedAt: moment(),
  },
  (t) => [
    unique('verdicts_once').on(t.caseId, t.kind),
    index('verdicts_of_office').on(t.officeId, t.kind, t.saidAt),
    index('verdicts_of_message').on(t.messageId),
    check('verdicts_example_is_override', sql`(${t.example} is null) = (${t.proposed} = ${t.confirmed})`),
    foreignKey({ name: 'verdicts_case', columns: [t.caseId], foreignColumns: [cases.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      name: 'verdicts_message',
      columns: [t.messageId],
      foreignColumns: [messages.id],
    }).onDelete('cascade'),
  ],
)
