/** What the poller remembers between polls, and the test messages that show that mailboxes are read. */
import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { RiskCategory, RiskLevel } from '../../triage/risk.ts'
import { bytes, id, moment, officeId } from './columns.ts'

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
