/** What came in: the bytes as they came, once, and each time that a mailbox offered them. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, id, moment, officeId } from './columns.ts'
import { drills } from './drills.ts'

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
    /** `owed` until a virus scanner was tried on it once; then `scans` says how it stands. */
    scan: text().$type<'owed' | 'tried'>().notNull().default('owed'),
  },
  (t) => [
    index('raw_messages_to_scan')
      .on(t.officeId, t.receivedAt)
      .where(sql`${t.scan} = 'owed' and ${t.state} = 'taken-in' and ${t.copyOf} is null`),
    unique('raw_messages_bytes_once').on(t.officeId, t.mailbox, t.sha256),
    index('raw_messages_waiting').on(t.officeId, t.state),
    index('raw_messages_copies').on(t.officeId, t.copyOf),
    index('raw_messages_wholes').on(t.wholeOf).where(sql`${t.wholeOf} is not null`),
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
    index('first_copies_of_raw').on(t.rawMessageId),
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
