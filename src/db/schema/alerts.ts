/** Alerts, who was paged and who answered, and every mail of ours. */
import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AlertState } from '../alert-states.ts'
import { cases } from './cases.ts'
import { id, moment, officeId } from './columns.ts'

export const escalations = pgTable(
  'escalations',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    level: text().$type<'immediate' | 'serious'>().notNull(),
    state: text().$type<AlertState>().notNull(),
    raisedAt: moment().notNull(),
    /** The next rung to be paged, counted from 0 through the ladder and round again. */
    step: integer().notNull().default(0),
    /** When that rung is to be told; null where nobody has to be. */
    nextPageAt: moment(),
    answeredBy: text(),
    /** The key of that person, for what a second person has to agree to. */
    answeredKey: text(),
    answeredAt: moment(),
    outcome: text(),
    closedAt: moment(),
  },
  (t) => [
    uniqueIndex('escalations_one_paging').on(t.caseId).where(sql`${t.state} in ('raised', 'paging')`),
    index('escalations_due').on(t.officeId, t.state, t.nextPageAt),
    index('escalations_of_case').on(t.caseId),
    index('escalations_next').on(t.officeId, t.nextPageAt).where(sql`${t.nextPageAt} is not null`),
    foreignKey({ name: 'escalations_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** Every move of an alert, with who made it and why. Nothing here is changed. */
export const alertMoves = pgTable(
  'alert_moves',
  {
    id: id(),
    officeId: officeId(),
    escalationId: uuid().notNull(),
    at: moment().notNull(),
    fromState: text().$type<AlertState>().notNull(),
    toState: text().$type<AlertState>().notNull(),
    actor: text().notNull(),
    actorName: text().notNull(),
    /** In the words of that person, or a fixed word. */
    reason: text(),
  },
  (t) => [
    index('alert_moves_of_alert').on(t.escalationId, t.at),
    foreignKey({
      name: 'alert_moves_escalation',
      columns: [t.escalationId],
      foreignColumns: [escalations.id],
    }),
  ],
)

/** What somebody wants done about an alert that another person has to agree to. */
export const alertProposals = pgTable(
  'alert_proposals',
  {
    id: id(),
    officeId: officeId(),
    escalationId: uuid().notNull(),
    kind: text().$type<'no-action' | 'downgrade'>().notNull(),
    reason: text().notNull(),
    proposedBy: text().notNull(),
    proposedByName: text().notNull(),
    proposedAt: moment().notNull(),
    verdict: text().$type<'agreed' | 'refused' | 'withdrawn'>(),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
    note: text(),
  },
  (t) => [
    uniqueIndex('alert_proposals_one_open').on(t.escalationId).where(sql`${t.verdict} is null`),
    index('alert_proposals_of_alert').on(t.escalationId),
    check('alert_proposals_two_people', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
    foreignKey({
      name: 'alert_proposals_escalation',
      columns: [t.escalationId],
      foreignColumns: [escalations.id],
    }),
  ],
)

/** By which provider and channel a page goes: our mail server, GOV.UK Notify, or a webhook. */
export type PageWay = 'smtp' | 'notify-email' | 'notify-sms' | 'webhook'

/**
 * `owed`: another way for somebody whom the first did not reach. `sent`: the provider has taken
 * it. `delivered`, `undelivered`: it says that it got there, or that it did not. `unknown`: handed
 * over so often with no answer that it was left at that. `skipped`: there was nobody to be told.
 */
export type PageState =
  | 'owed'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'unknown'
  | 'skipped'

/** One telling of one person by one way, or that a step had nobody to tell. */
export const pages = pgTable(
  'pages',
  {
    id: id(),
    officeId: officeId(),
    escalationId: uuid().notNull(),
    step: integer().notNull(),
    /** The post, and the name of whoever had it then, where the rota knows one. */
    post: text().notNull(),
    personName: text(),
    /** `person:` with the id of the rota, `post:`, `webhook:` or `fallback:` with a name, or `nobody`. */
    personKey: text().notNull().default(''),
    way: text().$type<PageWay>().notNull().default('smtp'),
    /** What is left to try with that person, in this order. */
    otherWays: jsonb().$type<{ way: PageWay; to: string }[]>().notNull().default([]),
    state: text().$type<PageState>().notNull(),
    claimedAt: moment().notNull(),
    /** How many times it was taken up to be sent. */
    tries: integer().notNull().default(1),
    /** Several alerts that are due together share one. */
    sentMailId: uuid(),
    /** What the provider calls it. */
    providerId: text(),
    /** When the provider last said what became of it. */
    deliveryAt: moment(),
    /** A fixed word: why there was nobody to tell, or what the provider said. */
    because: text(),
  },
  (t) => [
    unique('pages_once').on(t.escalationId, t.step, t.personKey, t.way),
    index('pages_of_mail').on(t.sentMailId),
    index('pages_unsettled').on(t.officeId, t.claimedAt).where(sql`${t.state} in ('owed', 'sending')`),
    index('pages_of_provider').on(t.providerId),
    foreignKey({ name: 'pages_escalation', columns: [t.escalationId], foreignColumns: [escalations.id] }),
  ],
)

/** Who has answered an alert that everybody of a step has to answer. */
export const alertAnswers = pgTable(
  'alert_answers',
  {
    officeId: officeId(),
    escalationId: uuid().notNull(),
    /** The key of that person. */
    actor: text().notNull(),
    actorName: text().notNull(),
    at: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: 'alert_answers_key', columns: [t.escalationId, t.actor] }),
    foreignKey({
      name: 'alert_answers_escalation',
      columns: [t.escalationId],
      foreignColumns: [escalations.id],
    }),
  ],
)

export const sentMails = pgTable(
  'sent_mails',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid(),
    kind: text()
      .$type<'acknowledgement' | 'page' | 'alarm' | 'deadlines' | 'test-page' | 'reply'>()
      .notNull(),
    way: text().$type<PageWay>().notNull().default('smtp'),
    /** An address, a phone number, or the name of a webhook. */
    toAddress: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    messageId: text().notNull(),
    state: text().$type<'sending' | 'handed-over' | 'refused' | 'unknown'>().notNull(),
    /** The outgoing server's code, e.g. 250 or 550; never its words, which may quote an address. */
    response: integer(),
    handedOverAt: moment(),
  },
  (t) => [
    unique('sent_mails_message_id').on(t.messageId),
    index('sent_mails_of_office').on(t.officeId, t.handedOverAt),
    index('sent_mails_of_case').on(t.caseId),
  ],
)
