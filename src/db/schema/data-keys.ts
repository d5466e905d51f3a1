/** The keys that letters are encrypted with. */
import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, id, moment, officeId } from './columns.ts'

/**
 * Each wrapped by the office key (src/keys). No foreign key: the row may outlive what it opened, as
 * what shows that it was destroyed.
 */
export const dataKeys = pgTable(
  'data_keys',
  {
    id: id(),
    officeId: officeId(),
    /** The raw message that it was made for; null for one that was made for a case. */
    rawMessageId: uuid(),
    /** The case that owns it, by a trigger; null while its message is in none. */
    caseId: uuid(),
    /** Null once it is destroyed. */
    wrapped: bytes(),
    /** The id of the office key that it is wrapped by. */
    officeKey: text().notNull(),
    madeAt: moment().notNull(),
    destroyedAt: moment(),
  },
  (t) => [
    uniqueIndex('data_keys_of_message').on(t.rawMessageId),
    index('data_keys_of_case').on(t.caseId),
    index('data_keys_by_office_key').on(t.officeId, t.officeKey),
    check('data_keys_destroyed_says_when', sql`(${t.wrapped} is null) = (${t.destroyedAt} is not null)`),
  ],
)
