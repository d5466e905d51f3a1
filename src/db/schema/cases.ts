/** Cases, the messages in them, what was flagged and what people noted. */
import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { OutcomeKind, PeriodEvent } from '../../clocks/keeping-words.ts'
import type { Attachment, Header, Stretch } from '../../message/message.ts'
import type { RiskCategory, RiskLevel } from '../../triage/risk.ts'
import { ROUTES, type Route } from '../../triage/route.ts'
import type { Triage } from '../../triage/triage.ts'
import { id, moment, officeId } from './columns.ts'
import { type Channel, rawMessages } from './incoming.ts'
import { queuePlace } from './queue-place.ts'

export type CaseStatus = 'new' | 'in-progress' | 'referred' | 'closed'

/** `no-seal`: it names a reference without the mark that only our own mails carry. `disposed`: that case is over and gone. */
export type LinkReason = 'another-address' | 'forged-address' | 'no-seal' | 'disposed'

/** `running`: something is owed by a day. `standing`: the only clocks wait for somebody. */
export type ClockState = 'running' | 'standing' | 'none'

/**
 * One index for each way in which people narrow the queue, in the order of the queue. Conditions under
 * row-level security may only use an index where their operator is leakproof: these all are.
 */
const queueIndexes = (t: Record<QueueColumn, AnyPgColumn>) => {
  const isOpen = sql`${t.status} <> 'closed'`
  const order = [t.queuePlace, t.reference] as const
  const by = (name: string, column: AnyPgColumn) =>
    index(name)
      .on(t.officeId, column, ...order)
      .where(isOpen)
  const only = (name: string, is: SQL) =>
    index(name)
      .on(t.officeId, ...order)
      .where(is)
  return [
    only('cases_open', sql`${isOpen} and ${t.route} <> 'not-correspondence'`),
    // A letter may be for several routes, and each has to be found by any of them.
    ...ROUTES.map((route) =>
      only(`cases_open_as_${route.replaceAll('-', '_')}`, sql`${isOpen} and ${isFor(t, route)}`),
    ),
    by('cases_open_owner', t.ownerKey),
    by('cases_open_risk', t.risk),
    by('cases_open_channel', t.channel),
    by('cases_open_language', t.language),
    by('cases_open_clock', t.clockState),
    index('cases_open_due').on(t.officeId, t.nextDueOn).where(isOpen),
    only('cases_open_unsure', sql`${isOpen} and ${t.abstained}`),
    only('cases_open_held', sql`${isOpen} and ${t.acknowledgementHeld}`),
    only('cases_open_unread', sql`${isOpen} and ${t.hasUnread}`),
    only('cases_with_task', sql`${t.openTasks} > 0`),
    index('cases_closed')
      .on(t.officeId, t.closedAt, t.reference)
      .where(sql`${t.status} = 'closed' and ${t.disposedAt} is null`),
  ]
}

/** The case is for that route, alone or among others; in these very words, so that its index is used. */
export const isFor = (t: Record<'route' | 'others', AnyPgColumn>, route: Route): SQL =>
  sql`(${t.route} = ${sql.raw(`'${route}'`)} or ${t.others} ? ${sql.raw(`'${route}'`)})`

type QueueColumn =
  | 'others'
  | 'officeId'
  | 'status'
  | 'route'
  | 'ownerKey'
  | 'risk'
  | 'channel'
  | 'language'
  | 'clockState'
  | 'nextDueOn'
  | 'abstained'
  | 'acknowledgementHeld'
  | 'hasUnread'
  | 'openTasks'
  | 'closedAt'
  | 'disposedAt'
  | 'queuePlace'
  | 'reference'

export const cases = pgTable(
  'cases',
  {
    id: id(),
    officeId: officeId(),
    reference: text().notNull(),
    status: text().$type<CaseStatus>().notNull().default('new'),
    route: text().$type<Route>().notNull(),
    others: jsonb().$type<Route[]>().notNull().default([]),
    /** A person confirmed or chose the route; until then it is the machine's proposal. */
    routeConfirmed: boolean().notNull().default(false),
    abstained: boolean().notNull().default(false),
    risk: text().$type<RiskLevel>().notNull(),
    channel: text().$type<Channel>().notNull(),
    /** Whoever wrote to us; what a case is joined and answered by. */
    correspondentName: text().notNull().default(''),
    correspondentAddress: text(),
    subject: text().notNull(),
    linkedCaseId: uuid(),
    /** Why it names that case and did not join it. */
    linkedBecause: text().$type<LinkReason>(),
    /** The drill that it is the case of; null for everything that came from outside. */
    drillId: uuid(),
    openedAt: moment().notNull(),
    lastActionAt: moment().notNull(),
    closedAt: moment(),
    outcome: text(),
    /** How it ended, by a word that lines of the schedule may name; null where nobody said. */
    outcomeKind: text().$type<OutcomeKind>(),
    retentionSchedule: text().notNull(),
    /** Null where the office has set no period: disposal is then refused (T24, T26). */
    keepMonths: integer(),
    retentionTrigger: text().notNull(),
    /** What a person wrote down for the period to run from, and its day; counts where the trigger asks for it. */
    periodEvent: text().$type<PeriodEvent>(),
    periodFrom: date({ mode: 'string' }),
    /**
     * Worked out by the database from the columns above in whatever statement changes them, so that no
     * action can leave an older day standing. The same sum as `disposeAfter` in retention/clock.ts.
     */
    disposeAfter: date({ mode: 'string' }).generatedAlwaysAs(
      sql`case when retention_trigger = 'last-action'
        then ((last_action_at at time zone 'Europe/London')::date + make_interval(months => keep_months))::date + 1
        when retention_trigger = period_event
        then (period_from + make_interval(months => keep_months))::date + 1 end`,
    ),
    /** The key of the person who last acted on it; kept by a trigger on the history. */
    lastHandler: text(),
    /** From then on nothing is left of it but this row, its history and its certificate. */
    disposedAt: moment(),
    version: integer().notNull().default(1),
    /** The key of the person who has taken it on; '' while nobody has. */
    ownerKey: text().notNull().default(''),
    ownerName: text().notNull().default(''),
    /** From here on kept by the triggers of drizzle/0040, out of what belongs to the case; for the queue. */
    language: text().notNull().default('und'),
    nextDueOn: date({ mode: 'string' }),
    nextDueKind: text(),
    clockState: text().$type<ClockState>().notNull().default('none'),
    acknowledgementHeld: boolean().notNull().default(false),
    /** Something in one of its messages could not be turned into words. */
    hasUnread: boolean().notNull().default(false),
    openTasks: integer().notNull().default(0),
    queuePlace: integer().notNull().generatedAlwaysAs(queuePlace),
  },
  (t) => [
    ...queueIndexes(t),
    unique('cases_reference').on(t.officeId, t.reference),
    index('cases_queue').on(t.officeId, t.status, t.openedAt),
    index('cases_opened').on(t.officeId, t.openedAt),
    index('cases_of_correspondent').on(t.officeId, t.correspondentAddress),
    check('cases_closed_says_when', sql`(${t.status} = 'closed') = (${t.closedAt} is not null)`),
    index('cases_due')
      .on(t.officeId, t.disposeAfter, t.retentionSchedule)
      .where(sql`${t.status} = 'closed' and ${t.disposedAt} is null`),
    check('cases_event_has_a_day', sql`(${t.periodEvent} is null) = (${t.periodFrom} is null)`),
    check('cases_disposed_is_closed', sql`${t.disposedAt} is null or ${t.status} = 'closed'`),
  ],
)

export const referenceCounters = pgTable(
  'reference_counters',
  { officeId: officeId(), year: integer().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ name: 'reference_counters_key', columns: [t.officeId, t.year] })],
)

/**
 * What the reader of a further message should know. `other-matter`: its route is none of
 * the case's. `automatic-answer`: a machine answered us. `brought-back`: a mail of ours
 * came back. `delayed`: a mail server is still trying. `the-whole`: only the beginning of
 * it was had before, and is a message of the same case.
 */
export type MessageHint = 'other-matter' | 'automatic-answer' | 'brought-back' | 'delayed' | 'the-whole'

export const messages = pgTable(
  'messages',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    rawMessageId: uuid().notNull(),
    channel: text().$type<Channel>().notNull(),
    status: text().$type<'parsed' | 'partial' | 'raw-only'>().notNull(),
    because: text(),
    messageId: text(),
    fromName: text().notNull(),
    fromAddress: text(),
    subject: text().notNull(),
    /** The visible text; offsets of flags and stretches count in subject, line feed, text. */
    text: text().notNull(),
    stretches: jsonb().$type<Stretch[]>().notNull(),
    attachments: jsonb().$type<Attachment[]>().notNull(),
    headers: jsonb().$type<Header[]>().notNull(),
    unread: jsonb().$type<string[]>().notNull(),
    triage: jsonb().$type<Triage>().notNull(),
    rulesVersion: text().notNull(),
    hints: jsonb().$type<MessageHint[]>().notNull().default([]),
    receivedAt: moment().notNull(),
    takenInAt: moment().notNull(),
  },
  (t) => [
    unique('messages_once').on(t.rawMessageId),
    index('messages_of_case').on(t.officeId, t.caseId),
    index('messages_of_id').on(t.officeId, t.messageId),
    index('messages_received').on(t.officeId, t.receivedAt),
    foreignKey({ name: 'messages_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'messages_raw', columns: [t.rawMessageId], foreignColumns: [rawMessages.id] }),
  ],
)

export const riskFlags = pgTable(
  'risk_flags',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    messageId: uuid().notNull(),
    ruleId: text().notNull(),
    category: text().$type<RiskCategory>().notNull(),
    level: text().$type<'none' | 'serious' | 'immediate'>().notNull(),
    startsAt: integer('start_offset').notNull(),
    endsAt: integer('end_offset').notNull(),
    because: text().notNull(),
    /** Who looked at it, what they made of it and when; null until a person has. */
    answeredBy: text(),
    answer: text(),
    answeredAt: moment(),
  },
  (t) => [
    index('risk_flags_of_case').on(t.officeId, t.caseId),
    index('risk_flags_of_message').on(t.messageId),
    foreignKey({ name: 'risk_flags_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'risk_flags_message', columns: [t.messageId], foreignColumns: [messages.id] }),
  ],
)

export const notes = pgTable(
  'notes',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    author: text().notNull(),
    text: text().notNull(),
    writtenAt: moment().notNull(),
  },
  (t) => [
    index('notes_of_case').on(t.officeId, t.caseId),
    foreignKey({ name: 'notes_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)
