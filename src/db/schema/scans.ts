/** What a virus scanner made of each letter and each file in it. */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { moment, officeId } from './columns.ts'
import { rawMessages } from './incoming.ts'

/** `not-scanned` is every answer but an exact yes or no; what it says is never taken for clean. */
export type ScanOutcome = 'clean' | 'found' | 'not-scanned'

/** The last scan of a part; nothing of it but a hash, so that it stands for these bytes and no others. */
export const scans = pgTable(
  'scans',
  {
    officeId: officeId(),
    rawMessageId: uuid().notNull(),
    /** 0 is the message as a whole, clean only where all of it is; 1 and on its attachments in their order. */
    part: integer().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    outcome: text().$type<ScanOutcome>().notNull(),
    /** Why it was not scanned, as a code of src/scanner/scanner.ts; null of what was. */
    because: text(),
    /** What the scanner calls it, where something was found. */
    virus: text(),
    /** As the scanner names itself and its signatures; null where it did not come so far. */
    engine: text(),
    /** When its signatures were made; null where it did not say. */
    signaturesAt: moment(),
    /** They were too old then, or of unknown age: scanned again once there are newer ones. */
    isStale: boolean().notNull(),
    scannedAt: moment().notNull(),
    /** Scans of it so far. */
    attempts: integer().notNull(),
    /** Of the whole: when it is scanned again, with its attachments; null where it need not be. */
    nextAt: moment(),
  },
  (t) => [
    primaryKey({ name: 'scans_key', columns: [t.officeId, t.rawMessageId, t.part] }),
    index('scans_due').on(t.officeId, t.nextAt).where(sql`${t.nextAt} is not null`),
    index('scans_stale').on(t.officeId).where(sql`${t.isStale} and ${t.part} = 0`),
    check('scans_found_says_what', sql`(${t.outcome} = 'found') = (${t.virus} is not null)`),
    check('scans_not_scanned_says_why', sql`(${t.outcome} = 'not-scanned') = (${t.because} is not null)`),
    foreignKey({ name: 'scans_raw_message', columns: [t.rawMessageId], foreignColumns: [rawMessages.id] }),
  ],
)
