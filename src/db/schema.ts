/**
 * The tables, and what each is the truth of.
 *
 * A `raw_message` is the bytes as they came, kept once; the `ledger` has one row for
 * every time a mailbox offered us a message, so that what is on the server can be
 * counted against what we hold; `mail_accounts`, `mailbox_states` and `fetch_problems`
 * are what the poller remembers between polls. A raw message becomes a `message` (what it says and
 * what triage thought of it) inside a `case`. A case owes things: `clocks` that run,
 * `risk_flags` a person must look at, an `acknowledgement` to its writer, an
 * `escalation` with its `pages` where somebody may be in danger, `tasks` that only a
 * person can do. `duty_people` take turns in `duty_rotations`, with `duty_overrides` for cover and
 * swaps and `duty_feeds` for their calendars.
 * `safe_contacts`, `contact_restrictions`, `case_holds`, `kept_from` and
 * `case_links` are what people decided about how a case or its writer is treated.
 * Everything that we send is a `sent_mail`. `rule_drafts` become
 * `ruleset_changes` that a second person decides on, and those make `rulesets`; a `trial`
 * says which cases a draft would move; `verdicts` are what people made of proposals. `canaries`,
 * `drills` and `heartbeats` show that all of this works. `audit` is who did and who saw what, insert-only, each row
 * sealed with the hash of the row before it.
 *
 * Every row carries `office_id`, and row-level security (drizzle/0001) lets a
 * transaction see only the office that it named. Moments end in `At` (UTC), days in
 * `On` or `disposeAfter` (Europe/London).
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { EventName } from '../clocks/clock-event.ts'
import type { KeptCalendars } from '../clocks/govuk-calendars.ts'
import type { Attachment, Header, Stretch } from '../message/message.ts'
import type { RuleText } from '../triage/published.ts'
import type { RiskCategory, RiskLevel } from '../triage/risk.ts'
import type { Route } from '../triage/route.ts'
import type { Triage } from '../triage/triage.ts'
import type { AlertState } from './alert-states.ts'

const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
const moment = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
const officeId = () => text().notNull()
const id = () => uuid().primaryKey()

export type Channel = 'email' | 'web-form' | 'letter' | 'call' | 'face-to-face'

/** `stored`: waiting to be taken in. `parked`: taking in failed, shown to a person. */
export type RawMessageState = 'stored' | 'taken-in' | 'parked'

export const rawMessages = pgTable(
  'raw_messages',
  {
    id: id(),
    officeId: officeId(),
    mailbox: text().notNull(),
    channel: text().$type<Channel>().notNull(),
    source: bytes().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    /** The envelope sender as the transport gave it; null where the transport does not say. */
    envelopeFrom: text(),
    /** True where not all of it could be fetched, because it is oversize or comes short; the rest is on the server. */
    cutShort: boolean().notNull().default(false),
    /** The provider had put it into the junk folder when we first saw it. */
    fromJunk: boolean().notNull().default(false),
    receivedAt: moment().notNull(),
    state: text().$type<RawMessageState>().notNull().default('stored'),
    parkedBecause: text(),
    /** The raw message of which this is another delivery; null for the one that became a message. */
    copyOf: uuid(),
    /** The raw message that is the beginning of this one; null for every other. */
    wholeOf: uuid(),
    /** The drill that it is a letter of; set where we write it ourselves, and by nothing that comes from outside. */
    drillId: uuid(),
  },
  (t) => [
    unique('raw_messages_bytes_once').on(t.officeId, t.mailbox, t.sha256),
    index('raw_messages_waiting').on(t.officeId, t.state),
    index('raw_messages_copies').on(t.officeId, t.copyOf),
    foreignKey({ name: 'raw_messages_drill', columns: [t.drillId], foreignColumns: [drills.id] }),
  ],
)

/**
 * `asked`: the poller fetches it, piece by piece. `fetched`: it is a raw message.
 * `failed`: a person may ask again.
 */
export type WholeFetchState = 'asked' | 'fetched' | 'failed'

/** The whole of a message of which only a part is kept, asked for by a person. */
export const wholeFetches = pgTable(
  'whole_fetches',
  {
    officeId: officeId(),
    /** The raw message that is the part. */
    partId: uuid().notNull(),
    mailbox: text().notNull(),
    askedBy: text().notNull(),
    askedAt: moment().notNull(),
    state: text().$type<WholeFetchState>().notNull().default('asked'),
    hadBytes: integer().notNull().default(0),
    /** As the server counts, with the first piece of it. */
    size: integer(),
    /** Times that it was begun or gone on with and nothing came. */
    attempts: integer().notNull().default(0),
    failure: text(),
    endedAt: moment(),
  },
  (t) => [
    primaryKey({ name: 'whole_fetches_key', columns: [t.officeId, t.partId] }),
    index('whole_fetches_asked').on(t.officeId, t.mailbox, t.state),
    foreignKey({ name: 'whole_fetches_part', columns: [t.partId], foreignColumns: [rawMessages.id] }),
  ],
)

/** What has come of a whole so far; gone when it is one raw message. */
export const wholePieces = pgTable(
  'whole_pieces',
  { officeId: officeId(), partId: uuid().notNull(), startsAt: integer().notNull(), bytes: bytes().notNull() },
  (t) => [
    primaryKey({ name: 'whole_pieces_key', columns: [t.officeId, t.partId, t.startsAt] }),
    foreignKey({ name: 'whole_pieces_part', columns: [t.partId], foreignColumns: [rawMessages.id] }),
  ],
)

/** Which raw message was the first with that content, whatever mailboxes it came through. */
export const firstCopies = pgTable(
  'first_copies',
  { officeId: officeId(), contentKey: text().notNull(), rawMessageId: uuid().notNull() },
  (t) => [
    primaryKey({ name: 'first_copies_key', columns: [t.officeId, t.contentKey] }),
    foreignKey({ name: 'first_copies_raw', columns: [t.rawMessageId], foreignColumns: [rawMessages.id] }),
  ],
)

/**
 * `kept`: its bytes are a raw message. `canary`: a test message of ours. `vanished`: it
 * was on the server's list, and was removed before it could be read.
 */
export type LedgerOutcome = 'kept' | 'canary' | 'vanished'

export const ledger = pgTable(
  'ledger',
  {
    id: id(),
    officeId: officeId(),
    mailbox: text().notNull(),
    folder: text().notNull(),
    /** RFC 9051 section 2.3.1.1; null for sources that have none (SMTP, API, by hand), 0 where the server's cannot be relied on. */
    uidValidity: bigint({ mode: 'bigint' }),
    uid: bigint({ mode: 'bigint' }),
    outcome: text().$type<LedgerOutcome>().notNull().default('kept'),
    /** Null where no bytes were kept. */
    rawMessageId: uuid(),
    /** '' where no bytes were had. */
    sha256: text().notNull(),
    /** As the source counts them (RFC822.SIZE), also where that is not the number of the bytes. */
    size: integer().notNull(),
    /** As the source dates it (INTERNALDATE), also where that is not to be believed. */
    receivedAt: moment().notNull(),
    notedAt: moment().notNull(),
  },
  (t) => [
    // With the hash, because a number that cannot be relied on may come again with other bytes.
    unique('ledger_uid_once').on(t.officeId, t.mailbox, t.folder, t.uidValidity, t.uid, t.sha256),
    check('ledger_kept_has_bytes', sql`(${t.outcome} = 'kept') = (${t.rawMessageId} is not null)`),
    foreignKey({ name: 'ledger_raw_message', columns: [t.rawMessageId], foreignColumns: [rawMessages.id] }),
  ],
)

/** One row for each account that is polled: who polls it now, and the folders it has. */
export const mailAccounts = pgTable(
  'mail_accounts',
  {
    officeId: officeId(),
    mailbox: text().notNull(),
    /** Counts up with every change of hands; a write that names an older one is refused. */
    fence: bigint({ mode: 'bigint' }).notNull(),
    leaseUntil: moment().notNull(),
    /** Every folder that the server ever listed; null until it listed any. */
    knownFolders: jsonb().$type<string[]>(),
    /** Those on the server now that may hold letters and are not watched. */
    unwatchedFolders: jsonb().$type<string[]>().notNull().default([]),
  },
  (t) => [primaryKey({ name: 'mail_accounts_key', columns: [t.officeId, t.mailbox] })],
)

/** What a count of one folder found; see src/intake/balance.ts. */
export type FolderCounts = {
  onServer: number
  takenIn: number
  waiting: number
  parked: number
  canaries: number
  /** Of those taken in, how many are here only in part; absent in counts of an older version. */
  partsOnly?: number
  notHandedOver: number
  unaccounted: number
}

/** What the poller remembers of one folder. */
export const mailboxStates = pgTable(
  'mailbox_states',
  {
    officeId: officeId(),
    mailbox: text().notNull(),
    folder: text().notNull(),
    /** The last that the server gave; never 0. */
    uidValidity: bigint({ mode: 'bigint' }),
    /** Every uid up to this one is in the ledger or was never there. */
    contiguousUid: bigint({ mode: 'bigint' }).notNull().default(sql`0`),
    highestModseq: bigint({ mode: 'bigint' }),
    /** When it changed its numbers, in the last 24 hours. */
    renumberedAt: jsonb().$type<string[]>().notNull().default([]),
    /** RFC 6154: how the folder is found again under another name. */
    specialUse: text(),
    /** Null where it is no longer watched. */
    watchedSince: moment().default(sql`now()`),
    /** The last poll that went through to its end. */
    lastPolledAt: moment(),
    /** The last time that a poll got on: a first poll of years takes long and is not stuck. */
    lastProgressAt: moment(),
    lastFailedAt: moment(),
    lastFailure: text(),
    missingSince: moment(),
    countedAt: moment(),
    counts: jsonb().$type<FolderCounts>(),
    /** When every message was last compared by its bytes, where the numbers cannot be relied on. */
    comparedAt: moment(),
  },
  (t) => [primaryKey({ name: 'mailbox_states_key', columns: [t.officeId, t.mailbox, t.folder] })],
)

/** Messages that the server lists and has not handed over whole. */
export const fetchProblems = pgTable(
  'fetch_problems',
  {
    officeId: officeId(),
    mailbox: text().notNull(),
    folder: text().notNull(),
    uidValidity: bigint({ mode: 'bigint' }).notNull(),
    uid: bigint({ mode: 'bigint' }).notNull(),
    /** Times that it was asked for by itself. */
    attempts: integer().notNull(),
    noticedAt: moment().notNull(),
    nextTryAt: moment().notNull(),
    /** What happened the last time, in a word. */
    failure: text().notNull(),
    endedAt: moment(),
    outcome: text().$type<'stored' | 'vanished' | 'renumbered'>(),
  },
  (t) => [
    primaryKey({
      name: 'fetch_problems_key',
      columns: [t.officeId, t.mailbox, t.folder, t.uidValidity, t.uid],
    }),
  ],
)

/**
 * Test messages of ours that have to come back through the mailbox. Where there is a test
 * receiver, they are judged as letters are, and have to page it as duty staff are paged.
 */
export const canaries = pgTable(
  'canaries',
  {
    id: id(),
    officeId: officeId(),
    mailbox: text().notNull(),
    /** `watchdog`: sent by the process that watches us from outside, and known from the day it came. */
    origin: text().$type<'own' | 'watchdog'>().notNull().default('own'),
    sentAt: moment().notNull(),
    seenAt: moment(),
    /** The bytes that it came back as: any others under its seal are a letter like any other. */
    sha256: text(),
    /** Those bytes, until they are judged. */
    source: bytes(),
    /** Who is paged by it, as the settings said when it was sent; null where nobody is. */
    receiver: text(),
    judgedAt: moment(),
    level: text().$type<RiskLevel>(),
    categories: jsonb().$type<RiskCategory[]>().notNull().default([]),
    /** When its page was last taken up to be sent. */
    claimedAt: moment(),
    /** When the outgoing server took that page. */
    pagedAt: moment(),
  },
  (t) => [index('canaries_of_mailbox').on(t.officeId, t.mailbox, t.sentAt)],
)

/**
 * `running`: its letter is on its way or somebody is being paged. `missed`: nobody answered in
 * time. `not-started`: the service was not there at its time.
 */
export type DrillState = 'running' | 'answered' | 'missed' | 'not-started'

/** Practice alerts: an invented letter of ours goes the way that letters go, until a person answers. */
export const drills = pgTable(
  'drills',
  {
    id: id(),
    officeId: officeId(),
    /** The day in London that it is the drill of: never two. */
    day: date({ mode: 'string' }).notNull(),
    dueAt: moment().notNull(),
    /** An id of rules/drills/letters.yaml. */
    letter: text().notNull(),
    announced: boolean().notNull(),
    state: text().$type<DrillState>().notNull(),
    /** The key of the person who asked for it; null for one by the schedule. */
    askedBy: text(),
    startedAt: moment(),
    /** When it is missed if nobody has answered. */
    answerBy: moment(),
    answeredAt: moment(),
    answeredBy: text(),
    missedAt: moment(),
    caseId: uuid(),
  },
  (t) => [
    unique('drills_one_a_day').on(t.officeId, t.day),
    index('drills_of_state').on(t.officeId, t.state),
    check('drills_answered_says_when', sql`(${t.state} = 'answered') = (${t.answeredAt} is not null)`),
  ],
)

/** When each part of the service last did something; how somebody outside sees that it moves. */
export const heartbeats = pgTable(
  'heartbeats',
  { officeId: officeId(), part: text().$type<'sweep' | 'jobs'>().notNull(), at: moment().notNull() },
  (t) => [primaryKey({ name: 'heartbeats_key', columns: [t.officeId, t.part] })],
)

export type CaseStatus = 'new' | 'in-progress' | 'referred' | 'closed'

/** `no-seal`: it names a reference without the mark that only our own mails carry. */
export type LinkReason = 'another-address' | 'forged-address' | 'no-seal'

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
    retentionSchedule: text().notNull(),
    /** Null where the office has set no period: disposal is then refused (T24, T26). */
    keepMonths: integer(),
    retentionTrigger: text().notNull(),
    disposeAfter: date({ mode: 'string' }),
    version: integer().notNull().default(1),
  },
  (t) => [
    unique('cases_reference').on(t.officeId, t.reference),
    index('cases_queue').on(t.officeId, t.status, t.openedAt),
    index('cases_of_correspondent').on(t.officeId, t.correspondentAddress),
    check('cases_closed_says_when', sql`(${t.status} = 'closed') = (${t.closedAt} is not null)`),
    check('cases_no_date_without_period', sql`${t.disposeAfter} is null or ${t.keepMonths} is not null`),
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
    foreignKey({ name: 'risk_flags_case', columns: [t.caseId], foreignColumns: [cases.id] }),
    foreignKey({ name: 'risk_flags_message', columns: [t.messageId], foreignColumns: [messages.id] }),
  ],
)

/**
 * A duty of a case with a day by which it is owed. What happened to it is in `clock_events`
 * and nowhere else; every column but the first six can be made again from there.
 */
export const clocks = pgTable(
  'clocks',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    /** The message that started it; null where a person did. */
    messageId: uuid(),
    kind: text().notNull(),
    /** The working days of the office's own target, as it was set when this began. */
    targetDays: integer(),
    startsOn: date({ mode: 'string' }).notNull(),
    /** Null where it stands still or the calendar does not reach that far; `because` says so. */
    dueOn: date({ mode: 'string' }),
    dueAt: moment(),
    because: text(),
    stoppedAt: moment(),
    /** The name of the lists of holidays that it was worked out by. */
    calendarVersion: text().notNull().default(''),
    /** The due day that was missed when the deputy was told; not worked out from the record. */
    escalatedFor: date({ mode: 'string' }),
  },
  (t) => [
    index('clocks_of_case').on(t.officeId, t.caseId),
    index('clocks_running').on(t.officeId, t.dueOn).where(sql`${t.stoppedAt} is null`),
    unique('clocks_once').on(t.messageId, t.kind),
    check('clocks_no_far_day', sql`${t.dueOn} - ${t.startsOn} between 0 and 1500`),
    foreignKey({ name: 'clocks_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** What happened to a clock. Only ever added to; a mistake is taken back by a row that names it. */
export const clockEvents = pgTable(
  'clock_events',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    clockId: uuid().notNull(),
    event: text().$type<EventName | 'received' | 'removed'>().notNull(),
    on: date({ mode: 'string' }).notNull(),
    at: moment(),
    removes: uuid(),
    /** In the words of whoever wrote it down: what a notice said, why something is taken back. */
    note: text(),
    byKey: text().notNull(),
    byName: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (t) => [
    index('clock_events_of_clock').on(t.clockId),
    uniqueIndex('clock_events_received_once').on(t.clockId).where(sql`${t.event} = 'received'`),
    uniqueIndex('clock_events_removed_once').on(t.removes).where(sql`${t.removes} is not null`),
    check('clock_events_removal_names_one', sql`(${t.event} = 'removed') = (${t.removes} is not null)`),
    foreignKey({ name: 'clock_events_clock', columns: [t.clockId], foreignColumns: [clocks.id] }),
    foreignKey({ name: 'clock_events_removes', columns: [t.removes], foreignColumns: [t.id] }),
  ],
)

/** The lists of bank holidays as they were fetched and taken, by number; the newest is in force. */
export const calendarVersions = pgTable(
  'calendar_versions',
  {
    id: id(),
    officeId: officeId(),
    number: integer().notNull(),
    version: text().notNull(),
    source: text().notNull(),
    sha256: text().notNull(),
    calendars: jsonb().$type<KeptCalendars>().notNull(),
    fetchedAt: moment().notNull(),
    /** When the same lists were last found at the source. */
    checkedAt: moment().notNull(),
  },
  (t) => [unique('calendar_versions_number').on(t.officeId, t.number)],
)

/** Whom outside the office somebody waits for. */
export type ChasedParty = 'force' | 'iopc' | 'other'

/** Something that was asked of somebody outside, who is reminded until they answer. */
export const chases = pgTable(
  'chases',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    toWhom: text().$type<ChasedParty>().notNull(),
    about: text().notNull(),
    startedAt: moment().notNull(),
    /** Worked out from the moves, for lists; null where it has ended. */
    chaseOn: date({ mode: 'string' }),
    /** Every rung of the ladder has been used. */
    isLastRung: boolean().notNull().default(false),
  },
  (t) => [
    index('chases_of_case').on(t.officeId, t.caseId),
    index('chases_due').on(t.officeId, t.chaseOn),
    foreignKey({ name: 'chases_case', columns: [t.caseId], foreignColumns: [cases.id] }),
  ],
)

/** Each step of a chase, with who made it. Only ever added to. */
export const chaseMoves = pgTable(
  'chase_moves',
  {
    id: id(),
    officeId: officeId(),
    chaseId: uuid().notNull(),
    move: text().$type<'asked' | 'chased' | 'answered' | 'withdrawn'>().notNull(),
    on: date({ mode: 'string' }).notNull(),
    note: text().notNull(),
    byKey: text().notNull(),
    byName: text().notNull(),
    recordedAt: moment().notNull(),
  },
  (t) => [
    index('chase_moves_of_chase').on(t.chaseId),
    foreignKey({ name: 'chase_moves_chase', columns: [t.chaseId], foreignColumns: [chases.id] }),
  ],
)

/**
 * A mail about deadlines to a post of the office: `owed` → `sending` → `sent` | `failed` |
 * `unknown`; `nothing` where there was nothing left to say. `dedupe` names what it is about,
 * so that no mail is made twice.
 */
export const deadlineMails = pgTable(
  'deadline_mails',
  {
    id: id(),
    officeId: officeId(),
    kind: text().$type<'digest' | 'hour-alarm'>().notNull(),
    dedupe: text().notNull(),
    toAddress: text().notNull(),
    /** The clock that an hour alarm is about, and after how many hours. */
    clockId: uuid(),
    hours: integer(),
    on: date({ mode: 'string' }).notNull(),
    state: text().$type<'owed' | 'sending' | 'sent' | 'failed' | 'unknown' | 'nothing'>().notNull(),
    madeAt: moment().notNull(),
    claimedAt: moment(),
    sentMailId: uuid(),
  },
  (t) => [
    unique('deadline_mails_once').on(t.officeId, t.dedupe),
    index('deadline_mails_owed').on(t.officeId, t.state),
  ],
)

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
    check('alert_proposals_two_people', sql`${t.decidedBy} is null or ${t.decidedBy} <> ${t.proposedBy}`),
    foreignKey({
      name: 'alert_proposals_escalation',
      columns: [t.escalationId],
      foreignColumns: [escalations.id],
    }),
  ],
)

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
    kind: text().$type<'acknowledgement' | 'page' | 'alarm' | 'deadlines' | 'test-page'>().notNull(),
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
  ],
)

/** Somebody who takes turns of duty. Their history stays when they have left. */
export const dutyPeople = pgTable(
  'duty_people',
  {
    id: id(),
    officeId: officeId(),
    name: text().notNull(),
    /** A work address. */
    email: text(),
    /** E.164: `+447700900123`. */
    phone: text(),
    /** The key that they sign in with (`sessions.userKey`), where a manager has said so. */
    userKey: text(),
    addedBy: text().notNull(),
    addedByName: text().notNull(),
    addedAt: moment().notNull(),
    /** From then on they are not on duty, whatever a rotation or a cover says; null while they are here. */
    leavesAt: moment(),
    leavingNotedBy: text(),
    leavingNotedByName: text(),
    leavingNotedAt: moment(),
  },
  (t) => [
    uniqueIndex('duty_people_one_of_user')
      .on(t.officeId, t.userKey)
      .where(sql`${t.userKey} is not null and ${t.leavesAt} is null`),
    check('duty_people_phone', sql`${t.phone} is null or ${t.phone} ~ '^[+][1-9][0-9]{6,14}$'`),
    check('duty_people_leaving', sql`(${t.leavesAt} is null) = (${t.leavingNotedBy} is null)`),
  ],
)

export type DutyLayer = 'primary' | 'secondary'

/**
 * Who takes turns, week after week. Never changed but for its end: another order of people is
 * another rotation, so that who was on duty on a night of last year can still be said.
 */
export const dutyRotations = pgTable(
  'duty_rotations',
  {
    id: id(),
    officeId: officeId(),
    layer: text().$type<DutyLayer>().notNull(),
    /** Ids of duty people in the order of their turns. */
    people: uuid().array().notNull(),
    /** It begins on that day at the time of the hand-over. */
    startsOn: date({ mode: 'string' }).notNull(),
    /** 1 is Monday, 7 Sunday (ISO 8601); the time is `HH:MM` on the clocks of London. */
    handoverWeekday: integer().notNull(),
    handoverTime: text().notNull(),
    /** Weekdays on which its hours begin; null where it holds all the time. */
    hoursOn: integer().array(),
    /** `HH:MM`; a `to` that is not later than `from` is on the next day. */
    hoursFrom: text(),
    hoursTo: text(),
    bankHolidays: text().$type<'as-usual' | 'rests' | 'person'>().notNull(),
    bankHolidayPerson: uuid(),
    /** Whose bank holidays, as the office's profile said when it was noted (clocks/calendars.ts). */
    calendar: text().$type<'england-and-wales' | 'scotland' | 'northern-ireland'>().notNull(),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
    endsAt: moment(),
    endedBy: text(),
    endedByName: text(),
    endedAt: moment(),
  },
  (t) => [
    index('duty_rotations_of_office').on(t.officeId, t.layer),
    check('duty_rotations_weekday', sql`${t.handoverWeekday} between 1 and 7`),
    check('duty_rotations_people', sql`cardinality(${t.people}) between 1 and 52`),
    check(
      'duty_rotations_hours',
      sql`(${t.hoursOn} is null) = (${t.hoursFrom} is null) and (${t.hoursOn} is null) = (${t.hoursTo} is null)`,
    ),
    check(
      'duty_rotations_bank_holidays',
      sql`(${t.bankHolidays} = 'person') = (${t.bankHolidayPerson} is not null)`,
    ),
    check('duty_rotations_end', sql`(${t.endsAt} is null) = (${t.endedBy} is null)`),
  ],
)

/** Somebody stands in for whoever the rotation names. Of two for the same time the one noted later holds. */
export const dutyOverrides = pgTable(
  'duty_overrides',
  {
    id: id(),
    officeId: officeId(),
    layer: text().$type<DutyLayer>().notNull(),
    fromAt: moment().notNull(),
    toAt: moment().notNull(),
    personId: uuid().notNull(),
    reason: text().notNull(),
    /** The same on the two halves of a swap. */
    swapId: uuid(),
    notedBy: text().notNull(),
    notedByName: text().notNull(),
    notedAt: moment().notNull(),
    /** Taken back: from then on it holds no longer; what was before stays as it was. */
    withdrawnAt: moment(),
    withdrawnBy: text(),
    withdrawnByName: text(),
  },
  (t) => [
    index('duty_overrides_of_office').on(t.officeId, t.layer, t.toAt),
    check('duty_overrides_way_round', sql`${t.fromAt} < ${t.toAt}`),
    check('duty_overrides_withdrawn', sql`(${t.withdrawnAt} is null) = (${t.withdrawnBy} is null)`),
    foreignKey({
      name: 'duty_overrides_person',
      columns: [t.personId],
      foreignColumns: [dutyPeople.id],
    }),
  ],
)

/** The address under which one person's own shifts can be read by a calendar. */
export const dutyFeeds = pgTable(
  'duty_feeds',
  {
    id: id(),
    officeId: officeId(),
    personId: uuid().notNull(),
    /** SHA-256 of the secret part of the address; the secret itself is nowhere. */
    secretHash: text().notNull(),
    madeBy: text().notNull(),
    madeAt: moment().notNull(),
    revokedBy: text(),
    revokedAt: moment(),
  },
  (t) => [
    unique('duty_feeds_secret').on(t.secretHash),
    index('duty_feeds_of_person').on(t.officeId, t.personId),
    check('duty_feeds_revoked', sql`(${t.revokedAt} is null) = (${t.revokedBy} is null)`),
    foreignKey({ name: 'duty_feeds_person', columns: [t.personId], foreignColumns: [dutyPeople.id] }),
  ],
)

/** What is wrong with the service itself, until it is over or a person has looked. */
export const alarms = pgTable(
  'alarms',
  {
    id: id(),
    officeId: officeId(),
    /** A kind of src/alarms/alarm-kinds.ts. */
    kind: text().notNull(),
    about: text().notNull(),
    raisedAt: moment().notNull(),
    /** The next rung of the duty ladder to be told, counted from 0. */
    step: integer().notNull().default(0),
    /** When that rung is told; null where nobody is to be. */
    nextMailAt: moment(),
    seenBy: text(),
    seenAt: moment(),
    endedAt: moment(),
  },
  (t) => [
    uniqueIndex('alarms_one_open').on(t.officeId, t.kind, t.about).where(sql`${t.endedAt} is null`),
    index('alarms_due').on(t.officeId, t.nextMailAt),
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

/** One rule that a person is writing. Only its author changes it; somebody else begins one of their own. */
export const ruleDrafts = pgTable(
  'rule_drafts',
  {
    id: id(),
    officeId: officeId(),
    author: text().notNull(),
    authorName: text().notNull(),
    /** As typed, also where it cannot be read as a rule. */
    text: text().notNull(),
    /** Counts up with each save. */
    version: integer().notNull().default(1),
    savedAt: moment().notNull(),
    /** Set aside by its author, or published. */
    endedAt: moment(),
  },
  (t) => [
    unique('rule_drafts_of_author').on(t.id, t.author),
    index('rule_drafts_open').on(t.officeId, t.endedAt, t.savedAt),
  ],
)

/** `undo` takes back the last publication, and one person may do it; the others need two. */
export type ChangeKind = 'publish' | 'rollback' | 'undo'
export type ChangeState = 'waiting' | 'approved' | 'refused' | 'withdrawn'

/** What somebody wants changed in the rules. What it says is never changed; it is decided once. */
export const rulesetChanges = pgTable(
  'ruleset_changes',
  {
    id: id(),
    officeId: officeId(),
    kind: text().$type<ChangeKind>().notNull(),
    /** The rule to be published, of a draft that this same person wrote. */
    draftId: uuid(),
    ruleId: text(),
    ruleText: text(),
    /** The number of the ruleset to go back to. */
    restores: integer(),
    /** The ruleset in force when it was asked for. */
    onNumber: integer().notNull(),
    /** The trial that says which cases would move. */
    trialId: uuid(),
    reason: text().notNull(),
    proposedBy: text().notNull(),
    proposedByName: text().notNull(),
    proposedAt: moment().notNull(),
    state: text().$type<ChangeState>().notNull().default('waiting'),
    decidedBy: text(),
    decidedByName: text(),
    decidedAt: moment(),
    /** Why, in the words of whoever decided. */
    decidedBecause: text(),
  },
  (t) => [
    index('ruleset_changes_waiting').on(t.officeId, t.state),
    uniqueIndex('ruleset_changes_one_of_draft').on(t.draftId).where(sql`${t.state} = 'waiting'`),
    check('ruleset_changes_decided_says_who', sql`(${t.state} = 'waiting') = (${t.decidedBy} is null)`),
    check(
      'ruleset_changes_two_people',
      sql`${t.state} <> 'approved' or ${t.kind} = 'undo' or ${t.decidedBy} <> ${t.proposedBy}`,
    ),
    check(
      'ruleset_changes_says_what',
      sql`(${t.kind} = 'publish') = (${t.ruleText} is not null and ${t.ruleId} is not null and ${t.draftId} is not null) and (${t.kind} = 'rollback') = (${t.restores} is not null)`,
    ),
    foreignKey({
      name: 'ruleset_changes_draft',
      columns: [t.draftId, t.proposedBy],
      foreignColumns: [ruleDrafts.id, ruleDrafts.author],
    }),
  ],
)

/**
 * The rules that people published beside those of the files, whole, by number; 0 is the
 * files alone. A trigger makes each row out of an approved change; rows are never changed.
 */
export const rulesets = pgTable(
  'rulesets',
  {
    officeId: officeId(),
    number: integer().notNull(),
    changeId: uuid().notNull(),
    rules: jsonb().$type<RuleText[]>().notNull(),
    publishedAt: moment().notNull(),
  },
  (t) => [
    primaryKey({ name: 'rulesets_key', columns: [t.officeId, t.number] }),
    unique('rulesets_change_once').on(t.changeId),
    foreignKey({ name: 'rulesets_change', columns: [t.changeId], foreignColumns: [rulesetChanges.id] }),
  ],
)

/** A rule run over the letters of the last months. The cases that it would move are `trial_moves`. */
export const trials = pgTable(
  'trials',
  {
    id: id(),
    officeId: officeId(),
    draftId: uuid().notNull(),
    ruleText: text().notNull(),
    /** The ruleset that it is compared with. */
    onNumber: integer().notNull(),
    months: integer().notNull(),
    startedBy: text().notNull(),
    startedAt: moment().notNull(),
    /** When it last got on. */
    touchedAt: moment().notNull(),
    /** The letter that it looked at last; they go from the newest to the oldest. */
    lastReceivedAt: moment(),
    lastMessageId: uuid(),
    /** How many letters there were in that time; more than the most are not looked at. */
    letters: integer().notNull(),
    lookedAt: integer().notNull().default(0),
    /** Those that are too long to be judged again here. */
    skipped: integer().notNull().default(0),
    endedAt: moment(),
  },
  (t) => [
    index('trials_of_draft').on(t.draftId, t.startedAt),
    index('trials_running').on(t.officeId, t.endedAt),
    foreignKey({ name: 'trials_draft', columns: [t.draftId], foreignColumns: [ruleDrafts.id] }),
  ],
)

export const trialMoves = pgTable(
  'trial_moves',
  {
    officeId: officeId(),
    trialId: uuid().notNull(),
    messageId: uuid().notNull(),
    caseId: uuid().notNull(),
    fromRoute: text().$type<Route>().notNull(),
    toRoute: text().$type<Route>().notNull(),
    fromLevel: text().$type<RiskLevel>().notNull(),
    toLevel: text().$type<RiskLevel>().notNull(),
  },
  (t) => [
    primaryKey({ name: 'trial_moves_key', columns: [t.trialId, t.messageId] }),
    foreignKey({ name: 'trial_moves_trial', columns: [t.trialId], foreignColumns: [trials.id] }),
    foreignKey({
      name: 'trial_moves_case',
      columns: [t.caseId],
      foreignColumns: [cases.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'trial_moves_message',
      columns: [t.messageId],
      foreignColumns: [messages.id],
    }).onDelete('cascade'),
  ],
)

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

/** Who has ever signed in, so that people can be named when they are not at their desk. */
export const staff = pgTable(
  'staff',
  {
    officeId: officeId(),
    userKey: text().notNull(),
    userName: text().notNull(),
    role: text().notNull(),
    seenAt: moment().notNull(),
  },
  (t) => [primaryKey({ name: 'staff_key', columns: [t.officeId, t.userKey] })],
)

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

/** `bomb-threat`: nothing is answered, sent on or removed (ProtectUK). `evidence`: nothing is removed. */
export type HoldKind = 'bomb-threat' | 'evidence'

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
    liftedByName: text(),
    liftedAt: moment(),
    liftedBecause: text(),
  },
  (t) => [
    uniqueIndex('case_holds_one_open').on(t.caseId, t.kind).where(sql`${t.liftedAt} is null`),
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

/** Two cases that a person says are about one writer or one other person. */
export const caseLinks = pgTable(
  'case_links',
  {
    id: id(),
    officeId: officeId(),
    caseId: uuid().notNull(),
    otherCaseId: uuid().notNull(),
    kind: text().$type<'same-writer' | 'same-person'>().notNull(),
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

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    officeId: officeId(),
    /** SHA-256 of the token in the cookie; the token itself is nowhere. */
    tokenHash: text().notNull(),
    /** Issuer and subject, never an e-mail address; `demo` for the embedded start's links. */
    userKey: text().notNull(),
    userName: text().notNull(),
    role: text().notNull(),
    startedAt: moment().notNull(),
    seenAt: moment().notNull(),
    endsAt: moment().notNull(),
  },
  (t) => [unique('sessions_token').on(t.tokenHash)],
)

export const audit = pgTable(
  'audit',
  {
    /** Counts from 1 in each office; given by the trigger together with the hashes. */
    position: bigint({ mode: 'number' }).notNull(),
    officeId: officeId(),
    at: moment().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    caseId: uuid(),
    /** Ids, numbers and fixed words only. */
    detail: jsonb().$type<Record<string, string | number | boolean | null>>().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_key', columns: [t.officeId, t.position] }),
    index('audit_of_case').on(t.officeId, t.caseId),
    index('audit_views').on(t.officeId, t.actor, t.at).where(sql`${t.action} = 'case-viewed'`),
  ],
)

/** The last row of each office's audit chain; only the trigger on `audit` writes here. */
export const auditHeads = pgTable('audit_heads', {
  officeId: text().primaryKey(),
  position: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
})
